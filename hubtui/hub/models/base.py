"""The base class of models, and the functions that check the values of their fields.

The functions return None (or an empty value) for a value of a wrong type, so that one odd field costs no other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

from hubtui.text.sanitize import clean_line, clean_text

T = TypeVar("T")
M = TypeVar("M", bound="Wire")

# No count is larger, whatever the Hub sends: larger ones fit into no column.
_MOST = 1 << 63
_LARGEST_FLOAT = 1.7e308


class Wire:
    """A JSON object that the Hub sent: `sent`, unchanged. Subclasses declare the fields that hubtui uses."""

    def __init__(self, sent: dict[str, Any]) -> None:
        self.sent = sent

    @classmethod
    def read(cls, value: Any) -> Self:
        """Return the model for a JSON value.

        Raises:
            TypeError: the value is not an object.
        """
        if not isinstance(value, dict):
            raise TypeError("no object")
        return cls(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wire) and type(other) is type(self) and other.sent == self.sent

    __hash__ = None  # type: ignore[assignment]  # the JSON object can be changed


class Field(Generic[T]):
    """A field of a model: the value at a path of names in the JSON object, checked by a function when it is first read.

    Without a path it is the attribute's name, as the Hub writes it: `last_modified` is "lastModified".
    """

    def __init__(self, check: Callable[[Any], T], *path: str) -> None:
        self._check = check
        self.path = path

    def __set_name__(self, owner: type[Wire], name: str) -> None:
        self._name = name
        first, *others = name.split("_")
        self.path = self.path or (first + "".join(map(str.capitalize, others)),)

    @overload
    def __get__(self, model: None, owner: type[Wire]) -> Self: ...
    @overload
    def __get__(self, model: Wire, owner: type[Wire]) -> T: ...
    def __get__(self, model: Wire | None, owner: type[Wire]) -> Self | T:
        if model is None:
            return self
        value: Any = model.sent
        for name in self.path:
            value = value.get(name) if isinstance(value, dict) else None
        # An attribute of the object precedes this descriptor: each field is checked once.
        checked = model.__dict__[self._name] = self._check(value)
        return checked


def anything(value: Any) -> Any:
    """Return the value, of any type."""
    return value


def text(value: Any) -> str | None:
    """Return a text as the Hub sent it: ids and names go back to the Hub unchanged."""
    return value if isinstance(value, str) else None


def text_or_empty(value: Any) -> str:
    """Return a text as the Hub sent it, or "" if there is none."""
    return value if isinstance(value, str) else ""


def line(value: Any) -> str | None:
    """Return a text for the screen, sanitized, as one line."""
    return clean_line(value) if isinstance(value, str) else None


def lines(value: Any) -> str | None:
    """Return a text of several lines for the screen, sanitized."""
    return clean_text(value) if isinstance(value, str) else None


def flag(value: Any) -> bool | None:
    """Return a boolean."""
    return value if isinstance(value, bool) else None


def is_true(value: Any) -> bool:
    """Return whether the value is the boolean true."""
    return value is True


def flag_or_text(value: Any) -> bool | str | None:
    """Return a boolean or a text."""
    return value if isinstance(value, bool | str) else None


def count(value: Any) -> int | None:
    """Return an integer of at most 64 bits."""
    return value if type(value) is int and -_MOST <= value < _MOST else None


def natural(value: Any) -> int | None:
    """Return a count that is not negative."""
    found = count(value)
    return found if found is not None and found >= 0 else None


def number(value: Any) -> float | None:
    """Return a number that is finite as a float."""
    is_number = type(value) in (int, float) and -_LARGEST_FLOAT < value < _LARGEST_FLOAT
    return float(value) if is_number else None


def counts(value: Any) -> dict[str, int] | None:
    """Return an object whose values are integers."""
    is_known = isinstance(value, dict) and all(count(one) is not None for one in value.values())
    return value if is_known else None


def texts(value: Any) -> list[str] | None:
    """Return the texts in a list; other elements are left out."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else None


def dicts(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list; other elements are left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def one(model: type[M]) -> Callable[[Any], M | None]:
    """Return a function that returns an object as a model."""
    return lambda value: model(value) if isinstance(value, dict) else None


def some(model: type[M]) -> Callable[[Any], list[M]]:
    """Return a function that returns the objects in a list as models; other elements are left out."""
    return lambda value: [model(item) for item in dicts(value)]
