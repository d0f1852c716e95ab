"""Errors of requests to the Hub; their text is for the user."""

from collections.abc import Awaitable
from typing import Any, TypeVar

from hubtui.text.sanitize import clean_line

T = TypeVar("T")
_LONGEST = 400


class HubError(Exception):
    """The base class of all errors. `str(error)` is one line for the user: what happened, and what to do.

    `status` is the HTTP status (0 without an answer), `request_id` the Hub's id of the request. If `unsure`, the
    request may have been carried out although it failed.
    """

    def __init__(self, words: str, *, status: int = 0, request_id: str = "", unsure: bool = False) -> None:
        words = clean_line(words)
        super().__init__(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
        self.status = status
        self.request_id = request_id
        self.unsure = unsure


class Missing(HubError):
    """The thing does not exist, or is private."""


class NotLoggedIn(HubError):
    """There is no token, or it is invalid."""


class Gated(HubError):
    """The user has to accept the owner's terms first."""


class Forbidden(HubError):
    """The token lacks a permission, or the plan of the account does not include the feature."""


class NameTaken(HubError):
    """Something with this name exists already."""


class BadRequest(HubError):
    """The Hub rejects the request as invalid, or it is not sent because it is invalid."""


class SortRefused(BadRequest):
    """The Hub does not sort the list in the order that was asked for."""


class Moved(HubError):
    """The repo has another id now; a write was not carried out."""


class RateLimited(HubError):
    """There were too many requests; the next one is allowed in `seconds`."""

    def __init__(self, words: str, seconds: float, **rest: Any) -> None:
        super().__init__(words, **rest)
        self.seconds = seconds


class Offline(HubError):
    """The Hub could not be reached, or the program runs in offline mode."""


class PlainHttp(Offline):
    """The connection to `host` would not be encrypted, and the user has not agreed to that."""

    def __init__(self, words: str, host: str) -> None:
        super().__init__(words)
        self.host = host


class BadEnvironment(Offline):
    """A proxy or certificate from an environment variable does not work; the message names the variable."""


class ServerFault(HubError):
    """An error inside the Hub (status 5xx)."""


class OddAnswer(HubError):
    """The answer is not one that a Hub gives."""


class TooLarge(OddAnswer):
    """The answer is longer, or has more values, than the program reads."""


async def none_if_missing(answer: Awaitable[T]) -> T | None:
    """Await an answer and return it, or None if it raises Missing."""
    try:
        return await answer
    except Missing:
        return None
