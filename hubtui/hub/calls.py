"""Requests and answers as values."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubtui.hub.errors import HubError

MEBIBYTE = 1 << 20
LARGEST_JSON = 8 * MEBIBYTE
READING = frozenset({"GET", "HEAD"})
VIEWER = "viewer"
"""The value of `Call.service` for requests to the dataset viewer, which has its own address."""


@dataclass(frozen=True, slots=True)
class Call:
    """An HTTP request to the Hub.

    `path` is relative to the endpoint; `target`, if it is not empty, is path and query in its place (a cursor). `lines`
    are sent in place of `body`, as one line of JSON each. `subject` is the name of the thing in error messages ("the
    model a/b"). At most `at_most` bytes of the decompressed body are read; of a longer body the rest is dropped if
    `cut` is true, else the answer is an OddAnswer. `asks_only` marks a POST that changes nothing: its body is a
    question. `service` is VIEWER for a request to the dataset viewer, else "".
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
        """The bytes of the body to send: JSON, or lines of JSON; None if there is no body."""
        if self.lines:
            return b"".join(json.dumps(line).encode() + b"\n" for line in self.lines)
        return None if self.body is None else json.dumps(self.body).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: headers with lower-case names, the decompressed body, and path and query of the next page."""

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

    `path` is path and query, relative to the endpoint. For another server it is the URL, without the query if a
    redirect led there. `status` is 0 if no answer came, `bytes` the number of bytes received, `tries` the number of the
    attempt (from 1), `content` the body that was sent, "" if it is long.
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
