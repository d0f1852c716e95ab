"""Reading answers: JSON, objects and pages of them. No httpx and no pydantic, for the first screen needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from hubtui.hub import jsontext
from hubtui.hub.calls import Answer
from hubtui.hub.errors import OddAnswer, TooLarge
from hubtui.hub.query import Cursor


class Readable(Protocol):
    """A model that can be read from a JSON value."""

    @classmethod
    def read(cls, value: Any) -> Self:
        """Return the object that a JSON value stands for.

        Raises:
            TypeError: it stands for none.
        """
        ...


Model = TypeVar("Model", bound=Readable)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A page of a list in the Hub's order; `next` is where the list goes on, None at its end."""

    rows: list[Item]
    next: Cursor | None


def json_of(answer: Answer) -> Any:
    """Return the JSON value of an answer, with control characters removed.

    Raises:
        OddAnswer: it is no JSON.
    """
    try:
        return jsontext.read(answer.body)
    except jsontext.NotJson as error:
        raise unreadable(answer, error) from None


def object_of(answer: Answer, model: type[Model]) -> Model:
    """Return the object of an answer.

    Raises:
        OddAnswer: it holds none.
    """
    try:
        return model.read(json_of(answer))
    except TypeError:
        raise odd(answer, "answers with another JSON value than expected") from None


def page_of(answer: Answer, model: type[Model]) -> Page[Model]:
    """Return a page of objects; elements of the list that are no objects are left out.

    Raises:
        OddAnswer: the answer holds no list.
    """
    return page_by(answer, lambda item: model.read(item) if isinstance(item, dict) else None)


def page_by(answer: Answer, read: Callable[[Any], Item | None]) -> Page[Item]:
    """Return a page of what `read` makes of each element of the list, without those of which it makes None.

    Raises:
        OddAnswer: the answer holds no list.
    """
    value = json_of(answer)
    if not isinstance(value, list):
        raise odd(answer, "answers with what is no list")
    return Page([item for item in map(read, value) if item is not None], cursor_of(answer))


def cursor_of(answer: Answer) -> Cursor | None:
    """Return where the list goes on, None at its end."""
    return Cursor(answer.next) if answer.next else None


def is_web_page(answer: Answer) -> bool:
    """Return whether the answer is HTML."""
    return "text/html" in answer.headers.get("content-type", "") or answer.body[:64].lstrip().startswith(b"<")


def odd(answer: Answer, words: str) -> OddAnswer:
    """Return the error for an answer that no Hub gives."""
    return OddAnswer(f"the endpoint {words}: it does not look like a Hugging Face Hub", status=answer.status)


def unreadable(answer: Answer, error: jsontext.NotJson) -> OddAnswer:
    """Return the error for an answer that should have been JSON."""
    if isinstance(error, jsontext.TooMuch):
        return TooLarge("the answer holds more than can be taken in at once", status=answer.status)
    return odd(
        answer, "answers with a web page" if is_web_page(answer) else "answers with what is not what was asked for"
    )
