"""Reads answers: JSON values, objects and pages. Without httpx, because the first screen needs it."""

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
        """Return the model for a JSON value.

        Raises:
            TypeError: the value is not an object.
        """
        ...


Model = TypeVar("Model", bound=Readable)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A page of a list, in the Hub's order; `next` is the cursor of the next page, or None at the end."""

    rows: list[Item]
    next: Cursor | None


def json_of(answer: Answer) -> Any:
    """Return the JSON value of an answer, with control characters removed.

    Raises:
        OddAnswer: the answer is not JSON.
    """
    try:
        return jsontext.read(answer.body)
    except jsontext.NotJson as error:
        raise unreadable(answer, error) from None


def object_of(answer: Answer, model: type[Model]) -> Model:
    """Return the object in an answer, as a `model`.

    Raises:
        OddAnswer: the answer is not a JSON object.
    """
    try:
        return model.read(json_of(answer))
    except TypeError:
        raise odd(answer, "answers with another JSON value than expected") from None


def page_of(answer: Answer, model: type[Model]) -> Page[Model]:
    """Return the page in an answer, as models; elements of the list that are not objects are left out.

    Raises:
        OddAnswer: the answer is not a JSON list.
    """
    return page_by(answer, lambda item: model.read(item) if isinstance(item, dict) else None)


def page_by(answer: Answer, read: Callable[[Any], Item | None]) -> Page[Item]:
    """Return the page in an answer: the result of `read` for each element of the list, without those that are None.

    Raises:
        OddAnswer: the answer is not a JSON list.
    """
    value = json_of(answer)
    if not isinstance(value, list):
        raise odd(answer, "answers with what is no list")
    return Page([item for item in map(read, value) if item is not None], cursor_of(answer))


def cursor_of(answer: Answer) -> Cursor | None:
    """Return the cursor of the next page, or None at the end of the list."""
    return Cursor(answer.next) if answer.next else None


def is_web_page(answer: Answer) -> bool:
    """Return whether the answer is HTML."""
    return "text/html" in answer.headers.get("content-type", "") or answer.body[:64].lstrip().startswith(b"<")


def odd(answer: Answer, words: str) -> OddAnswer:
    """Return the error for an answer that a Hub does not give; `words` say what the endpoint does."""
    return OddAnswer(f"the endpoint {words}: it does not look like a Hugging Face Hub", status=answer.status)


def unreadable(answer: Answer, error: jsontext.NotJson) -> OddAnswer:
    """Return the error for an answer that cannot be read as JSON."""
    if isinstance(error, jsontext.TooMuch):
        return TooLarge("the answer holds more than can be taken in at once", status=answer.status)
    return odd(
        answer, "answers with a web page" if is_web_page(answer) else "answers with what is not what was asked for"
    )
