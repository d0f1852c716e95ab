"""Base classes of the requests that read from the Hub, which are values.

Each endpoint is a class in the module of its subject (`hubtui.hub.papers`, `hubtui.hub.repos`, …). To get its answer,
pass an object of the class to `Worker.get`, which sends equal requests once, or to `HubClient.get`.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, Self, TypeVar, cast

from hubtui.hub.answers import Page, Readable, object_of, page_of

if TYPE_CHECKING:
    from hubtui.hub.calls import Answer, Call
    from hubtui.hub.query import Cursor
    from hubtui.hub.streams import OpenBody

Item = TypeVar("Item")
T_co = TypeVar("T_co", covariant=True)


class Hub(Protocol):
    """Sends calls to a Hub: the client, or one of its readers."""

    async def ask(self, call: Call) -> Answer:
        """Send a call and return its answer.

        Raises:
            HubError: the request failed; the text of the error is a line for the user.
        """
        ...

    def stream(self, call: Call) -> AbstractAsyncContextManager[OpenBody]:
        """Send a call and return its body as a stream, as an async context manager."""
        ...


class Request(Generic[T_co]):
    """A reading request, as a hashable value. Subclasses are frozen dataclasses."""

    __slots__ = ()

    async def send(self, hub: Hub) -> T_co:
        """Send the request to the Hub and return the decoded answer.

        Raises:
            HubError: the request failed.
        """
        raise NotImplementedError


class Endpoint(Request[T_co]):
    """A reading request that needs one HTTP request. `model` is the class of the answer."""

    __slots__ = ()
    model: ClassVar[type[Readable]]

    @property
    def call(self) -> Call:
        """The HTTP request to send.

        Raises:
            BadRequest: an id is malformed.
        """
        raise NotImplementedError

    def read(self, answer: Answer) -> T_co:
        """Decode an answer: return an object of the class `model`, unless a subclass overrides this.

        Raises:
            OddAnswer: the answer is malformed.
        """
        return cast(T_co, object_of(answer, self.model))

    async def send(self, hub: Hub) -> T_co:
        """Send the request to the Hub and return the decoded answer."""
        return self.read(await hub.ask(self.call))


class ListEndpoint(Endpoint[Page[Item]]):
    """A request for one page of a list. Subclasses have a field `cursor`, which is None for the first page."""

    __slots__ = ()

    @property
    def cursor(self) -> Cursor | None:
        """The cursor of the page, or None for the first page."""
        raise NotImplementedError

    def at(self, cursor: Cursor | None) -> Self:
        """Return the request for the page at `cursor`."""
        return replace(self, cursor=cursor)  # type: ignore[type-var]  # subclasses are dataclasses

    def read(self, answer: Answer) -> Page[Item]:
        """Decode an answer: return a page of objects of the class `model`, unless a subclass overrides this."""
        return cast(Page[Item], page_of(answer, self.model))
