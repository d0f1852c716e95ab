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
    """A request before it is sent.

    `path` begins behind the endpoint; `target` is path and query instead, as a cursor has them. `lines` go out as a
    line of JSON each, instead of `body`. `subject` names what it is about in words for errors ('the model "a/b"');
    `at_most` is how many bytes of the unpacked body are taken, and `cut` whether a longer one is cut there (else it is
    an OddAnswer). `asks_only` marks a POST that changes nothing: its body is a question. `service` is VIEWER for
    a call to the dataset viewer, else it is empty.
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
        """The body as JSON, or as lines of JSON."""
        if self.lines:
            return b"".join(json.dumps(line).encode() + b"\n" for line in self.lines)
        return None if self.body is None else json.dumps(self.body).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: headers with lower-case names, the unpacked body, and path and query of the next page."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """The client waits `seconds` before it tries again, because of `error`."""

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
