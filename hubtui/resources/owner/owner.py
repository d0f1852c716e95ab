"""Users and organisations as values, and the endpoints for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hubtui.hub.answers import Page, object_of, page_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, ListEndpoint
from hubtui.hub.urls import segment

if TYPE_CHECKING:
    from hubtui.hub.query import Cursor
    from hubtui.registry.target import Target


@dataclass(frozen=True, slots=True)
class Owner:
    """A user or an organisation. `sent` has the fields of the answer: few in a list, all in an overview."""

    name: str
    is_org: bool
    sent: Mapping[str, Any]

    @classmethod
    def read(cls, value: Any) -> Owner:
        """Return the user or organisation of a JSON value. The field for the name is `user` or `name`.

        Raises:
            TypeError: the value is no object.
        """
        if not isinstance(value, dict):
            raise TypeError("no object")
        names = [value.get("user"), value.get("name")]
        name = next((name for name in names if isinstance(name, str) and name), "")
        kind = value.get("type")
        return cls(name, kind == "org" if isinstance(kind, str) else "user" not in value, value)

    def text(self, field: str) -> str:
        """Return a field that is a text, or ""."""
        value = self.sent.get(field)
        return value if isinstance(value, str) else ""

    def count(self, field: str) -> int | None:
        """Return a field that is a whole number, or None."""
        value = self.sent.get(field)
        return value if type(value) is int else None

    def has(self, field: str) -> bool:
        """Return whether a field is true."""
        return self.sent.get(field) is True

    @property
    def fullname(self) -> str:
        """The full name for people to read, or ""."""
        return " ".join(self.text("fullname").split())

    @property
    def organisations(self) -> list[Owner]:
        """The organisations of a user."""
        told = self.sent.get("orgs")
        found = [Owner.read(one) for one in told if isinstance(one, dict)] if isinstance(told, list) else []
        return [Owner(one.name, True, one.sent) for one in found if one.name]


@dataclass(frozen=True, slots=True)
class OverviewOf(Endpoint[Owner]):
    """The request for all public fields of a user or an organisation."""

    name: str
    is_org: bool

    @property
    def call(self) -> Call:
        """The HTTP request."""
        return Call("GET", _path(self, "overview"), subject=f"the page of {self.name}")

    def read(self, answer: Answer) -> Owner:
        """Return the user or organisation of an answer."""
        found = object_of(answer, Owner)
        return Owner(found.name or self.name, self.is_org, found.sent)


@dataclass(frozen=True, slots=True)
class PeopleOf(ListEndpoint[Owner]):
    """The request for a page of members or followers of somebody, or of the users that a user follows."""

    name: str
    is_org: bool
    relation: Literal["members", "followers", "following"]
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        """The HTTP request for the page."""
        subject = f'the {self.relation} of "{self.name}"'
        return Call("GET", _path(self, self.relation), target=self.cursor or "", subject=subject)

    def read(self, answer: Answer) -> Page[Owner]:
        """Return the page of people of an answer."""
        page = page_of(answer, Owner)
        return Page([one for one in page.rows if one.name], page.next)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an overview: its name, with the names of the objects around it, and its value as text."""

    name: str
    value: str


def fields_of(sent: Mapping[str, Any]) -> list[Field]:
    """Return every field of an overview in the order of the answer; fields of nested objects one by one."""
    return list(_fields("", sent))


def _fields(name: str, value: Any) -> Iterator[Field]:
    # No recursion: the server decides how deep an answer is.
    waiting: list[tuple[str, Any]] = [(name, value)]
    while waiting:
        name, value = waiting.pop()
        inner: list[tuple[str, Any]] = []
        if isinstance(value, Mapping):
            inner = [(f"{name}.{key}" if name else str(key), one) for key, one in value.items()]
        elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
            inner = [(f"{name}.{number}", one) for number, one in enumerate(value, 1)]
        if inner:
            waiting += reversed(inner)
        else:
            yield Field(name, _words(value))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "null"
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "(none)"
    return str(value) if value != {} else "(none)"


def _path(asked: OverviewOf | PeopleOf, what: str) -> str:
    return f"/api/{'organizations' if asked.is_org else 'users'}/{segment(asked.name)}/{what}"


def endpoints(target: Target) -> Sequence[Endpoint[Any]]:
    """Return the requests for the overview of an organisation and of a user of this name."""
    return (OverviewOf(target.id, is_org=True), OverviewOf(target.id, is_org=False))
