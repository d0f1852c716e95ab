"""Requests and answers as values."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubtui.hub.errors import HubError

MEBIBYTE = 1 << 20
LARGEST_JSON = 8 * MEBIBYTE
READING = frozenset({"GET", "HEAD"})
VIEWER = "viewer"
"""The service of a call that asks the dataset viewer beside the Hub."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it is to be sent.

    `path` begins behind the address of the endpoint; `target`, if given, is path and query in its place, as in a
    cursor. `lines` are sent as a line of JSON each, in place of `body`. `subject` is how errors name the thing ("the
    model a/b"). At most `at_most` bytes of the unpacked body are read; a longer body is cut if `cut`, else it is an
    OddAnswer. `asks_only` marks a POST that changes nothing: its body is a question. `service` is VIEWER for a call to
    the dataset viewer, else "".
    """

    method: str
    path: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    target: str = ""
    body: Any = None
    lines: tuple[Any, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    at_most: int = LARGEST_JSON
    cut: bool = False
    asks_only: bool = False
    service: str = ""

    @property
    def reads(self) -> bool:
        """Whether the call changes nothing at the Hub."""
        return self.asks_only or self.method in READING

    @property
    def content(self) -> bytes | None:
        """The body to send: JSON, or lines of JSON."""
        if self.lines:
            return b"".join(json.dumps(line).encode() + b"\n" for line in self.lines)
        return None if self.body is None else json.dumps(self.body).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: headers with lower-case names, the unpacked body, and path and query of the next page."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause of `seconds` before the client tries again, and the error that caused it."""

    seconds: float
    error: HubError


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request as it was sent, for the activity log; it holds no secret.

    `path` is path and query behind the endpoint; elsewhere it is the URL, without its query where a redirect led
    there. `status` is 0 without an answer, `bytes` what was received of the body, `tries` which try of its call it was,
    `content` the body that was sent, where it is short.
    """

    method: str
    path: str
    status: int
    seconds: float
    bytes: int
    tries: int
    request_headers: Mapping[str, str]
    response_headers: Mapping[str, str]
    error: str = ""
    content: str = ""


Ask = Callable[[Call], Awaitable[Answer]]
"""Sends a call and returns its answer."""
OnWait = Callable[[Wait], None]
OnExchange = Callable[[Exchange], None]


def given(**values: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names and values that are not None."""
    return ((name, value) for name, value in values.items() if value is not None)
