"""Errors of requests to the Hub; their text is for the user.

HubError
├── Missing         not there, or private and not ours to see
├── NotLoggedIn     a login is needed, or the token is not accepted
├── Gated           its owner asks for terms to be accepted first
├── Forbidden       the token or the plan does not allow it
├── NameTaken       it exists already
├── BadRequest      the Hub does not take it; its own words
│   └── SortRefused  the Hub has no such order
├── Moved           it has another id now; a write was not done
├── RateLimited     too many requests; `seconds` to wait
├── Offline         no connection, or none wanted
│   ├── PlainHttp       not encrypted, and nobody said that this is all right for `host`
│   └── BadEnvironment  a proxy or a certificate that the environment names; the words name its variable
├── ServerFault     the Hub's own fault, with its request id
└── OddAnswer       no answer of a Hub: a web page, garbage, far too much
"""

from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar

from hubtui.text.sanitize import clean_line

T = TypeVar("T")
_LONGEST = 400


class HubError(Exception):
    """`str(error)` is one clean line: what happened, and what the user can do.

    `status` is the HTTP status (0 without an answer), `request_id` the Hub's, `detail` what its answer held.
    `unsure` tells that a write may have been done all the same.
    """

    def __init__(
        self,
        words: str,
        *,
        status: int = 0,
        request_id: str = "",
        detail: Mapping[str, Any] | None = None,
        unsure: bool = False,
    ) -> None:
        words = clean_line(words)
        super().__init__(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
        self.status = status
        self.request_id = request_id
        self.detail = dict(detail or {})
        self.unsure = unsure


class Missing(HubError):
    """Not there, or private."""


class NotLoggedIn(HubError):
    """No token, or one that is not accepted."""


class Gated(HubError):
    """Terms must be accepted first."""


class Forbidden(HubError):
    """The token lacks the right, or the account the plan."""


class NameTaken(HubError):
    """It exists already; `detail` may hold its `url` or `slug`."""


class BadRequest(HubError):
    """The Hub does not take what was sent."""


class SortRefused(BadRequest):
    """The Hub does not have the order that a listing was asked for in."""


class Moved(HubError):
    """It was renamed; `new_id` is its name now, empty where the Hub does not say."""

    def __init__(self, words: str, new_id: str = "", **rest: Any) -> None:
        super().__init__(words, **rest)
        self.new_id = clean_line(new_id)


class RateLimited(HubError):
    """Too many requests; in `seconds` there may be more."""

    def __init__(self, words: str, seconds: float, **rest: Any) -> None:
        super().__init__(words, **rest)
        self.seconds = seconds


class Offline(HubError):
    """The Hub could not be reached, or shall not be."""


class PlainHttp(Offline):
    """The way to `host` is not encrypted; the user has not said that this is all right."""

    def __init__(self, words: str, host: str) -> None:
        super().__init__(words)
        self.host = host


class BadEnvironment(Offline):
    """A proxy or a certificate that the environment names stands in the way; the words name the variable."""


class ServerFault(HubError):
    """The Hub failed."""


class OddAnswer(HubError):
    """What came back is no answer of a Hub."""


class TooLarge(OddAnswer):
    """The answer is longer, or holds more values, than is taken in at once."""


async def none_if_missing(answer: Awaitable[T]) -> T | None:
    """Return the answer, or None if there is no such thing."""
    try:
        return await answer
    except Missing:
        return None
