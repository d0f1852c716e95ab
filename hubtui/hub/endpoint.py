"""Requests that read from the Hub, as values.

An endpoint is written once, beside the others of its subject (`hubtui.hub.papers`, `hubtui.hub.repos`, …). Whoever
wants its answer passes the value to `Worker.get`, which joins equal requests, or to `HubClient.get`.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, Self, TypeVar

from hubtui.hub.answers import Page, object_of, page_of
from hubtui.registry.resource import load

if TYPE_CHECKING:
    from hubtui.hub.calls import Answer, Call
    from hubtui.hub.query import Cursor
    from hubtui.hub.streams import OpenBody

Item = TypeVar("Item")
T_co = TypeVar("T_co", covariant=True)


class Hub(Protocol):
    """Where requests are sent to."""

    async def ask(self, call: Call) -> Answer:
        """Send a call and return its answer.

        Raises:
            HubError: there is no good answer; the text of the error is a line for the user.
        """
        ...

    def stream(self, call: Call) -> AbstractAsyncContextManager[OpenBody]:
        """Send a call whose answer is read while it comes."""
        ...


class Request(Generic[T_co]):
    """A reading request as a hashable value. Subclasses are frozen dataclasses.

    `model` is the path of what the answer is read with, "module" or "module:Class". It is imported when it is first
    used, which can take long: the worker does it in a thread.
    """

    __slots__ = ()
    model: ClassVar[str] = ""

    async def send(self, hub: Hub) -> T_co:
        """Ask the Hub and return the answer as a value.

        Raises:
            HubError: there is no good answer.
        """
        raise NotImplementedError


class Endpoint(Request[T_co]):
    """A request that is one call."""

    __slots__ = ()

    @property
    def call(self) -> Call:
        """Method, path, parameters, limits, and how errors name the subject.

        Raises:
            BadRequest: an id cannot be one.
        """
        raise NotImplementedError

    def read(self, answer: Answer) -> T_co:
        """Return the value of an answer: an object of the model, unless a subclass reads it otherwise.

        Raises:
            OddAnswer: it is no answer of a Hub.
        """
        value: T_co = object_of(answer, load(self.model))
        return value

    async def send(self, hub: Hub) -> T_co:
        """Ask the Hub and return the answer as a value."""
        return self.read(await hub.ask(self.call))


class ListEndpoint(Endpoint[Page[Item]]):
    """A request for a page of a list. Subclasses have a field `cursor`: where the page is, None for the first one."""

    __slots__ = ()

    @property
    def cursor(self) -> Cursor | None:
        """Where the page is, None for the first one."""
        raise NotImplementedError

    def at(self, cursor: Cursor | None) -> Self:
        """Return the request for the page at `cursor`."""
        return replace(self, cursor=cursor)  # type: ignore[type-var]  # subclasses are dataclasses

    def read(self, answer: Answer) -> Page[Item]:
        """Return a page of objects of the model, unless a subclass reads it otherwise."""
        page: Page[Item] = page_of(answer, load(self.model))
        return page
