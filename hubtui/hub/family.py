"""What the families of calls share: the way to the Hub, and answers read as models."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from hubtui.hub import jsontext
from hubtui.hub.calls import Answer, Call
from hubtui.hub.query import Cursor
from hubtui.hub.refusals import odd, unreadable
from hubtui.hub.streams import OpenBody


class Readable(Protocol):
    """What an object of the wire is read as."""

    @classmethod
    def read(cls, value: Any) -> Self:
        """The object that a JSON value is; TypeError where it is none."""
        ...


Ask = Callable[[Call], Awaitable[Answer]]
Stream = Callable[[Call], AbstractAsyncContextManager[OpenBody]]
Model = TypeVar("Model", bound=Readable)


@dataclass(frozen=True, slots=True)
class Page(Generic[Model]):
    """A page of a listing in the server's order; `next` takes the listing up again, None at its end."""

    rows: list[Model]
    next: Cursor | None


class Family:
    """Calls of one subject."""

    def __init__(self, ask: Ask, stream: Stream | None = None) -> None:
        self.ask = ask
        self.stream = stream


def json_of(answer: Answer) -> Any:
    """The JSON value of an answer, cleaned.

    Raises:
        OddAnswer: it holds none.
    """
    try:
        return jsontext.read(answer.body)
    except jsontext.NotJson as error:
        raise unreadable(answer, error) from None


def object_of(answer: Answer, model: type[Model]) -> Model:
    """The object of an answer.

    Raises:
        OddAnswer: it holds none.
    """
    try:
        return model.read(json_of(answer))
    except TypeError:
        raise odd(answer, "answers with another JSON value than expected") from None


def page_of(answer: Answer, model: type[Model]) -> Page[Model]:
    """The objects of a listing; elements that are no objects are no rows.

    Raises:
        OddAnswer: it holds no array.
    """
    value = json_of(answer)
    if not isinstance(value, list):
        raise odd(answer, "answers with what is no list")
    return Page([model.read(item) for item in value if isinstance(item, dict)], cursor_of(answer))


def cursor_of(answer: Answer) -> Cursor | None:
    """Where the listing goes on."""
    return Cursor(answer.next) if answer.next else None


def given(**values: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a body that are not None, by their wire names."""
    return ((name, value) for name, value in values.items() if value is not None)
