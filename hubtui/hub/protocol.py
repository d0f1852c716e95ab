"""The rules for headers, pauses, retries and redirects, as pure functions."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from httpx import URL, InvalidURL

from hubtui.hub.calls import READING

MOST_TRIES = 3
MOST_HOPS = 5
LONGEST_WAIT = 60.0
NOT_MODIFIED = 304
PROXY_LOGIN = 407
REDIRECTS = frozenset({301, 302, 303, 307, 308})
RETRIED = frozenset({408, 429, 500, 502, 503, 504})
ABROAD = frozenset({"range", "if-range", "accept-encoding", "user-agent"})
"""The request headers that may be sent to another origin."""

_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[^\s=;,]+\s*=\s*(?:"[^"]*"|[^",;\s]*))*)')
_RELATION = re.compile(r';\s*rel\s*=\s*"?([^";]*)"?', re.IGNORECASE)
_REMAINING = re.compile(r"(?:^|;)\s*r=(\d{1,9})(?:;|$)")
_RESET = re.compile(r"(?:^|;)\s*t=(\d{1,9})(?:;|$)")
_LOOPBACK = re.compile(r"(?:[a-z0-9.-]+\.)?localhost|127(\.\d{1,3}){3}|::1")


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How many requests are left, and in how many seconds there are more."""

    remaining: int
    seconds: int


class Refused(Exception):
    """A redirect that is not followed; its text says why. `host` where plain http there is all that is wrong."""

    def __init__(self, words: str, host: str = "") -> None:
        super().__init__(words)
        self.host = host


def next_page(link: str, base: URL, prefix: str = "") -> str | None:
    """Return path and query of the next page of a `Link` header, below the endpoint; None where there is none.

    `base` is the URL that was asked for, `prefix` the path of the endpoint. The host of the link is not looked at: a
    proxy may pass on the links of the Hub behind it, without its own host and without the prefix.
    """
    for target, attributes in _LINK.findall(link):
        relation = _RELATION.search(attributes)
        if relation and "next" in relation[1].lower().split():
            try:
                url = base.join(target)
            except (InvalidURL, ValueError):
                return None
            return below(url.raw_path.decode("ascii"), base.path, prefix) if url.host else None
    return None


def below(target: str, asked: str, prefix: str) -> str:
    """Return path and query without the path of the endpoint; `asked` is the path that was asked for, with it."""
    path, mark, query = target.partition("?")
    own = asked.removeprefix(prefix)
    if path.endswith(own):
        path = own
    elif path.startswith(f"{prefix}/"):
        path = path.removeprefix(prefix)
    return f"{path}{mark}{query}"


def at_home(location: str, prefix: str) -> str:
    """Return a redirect of the endpoint with the path of the endpoint, which a proxy may have left out of it."""
    is_path = location.startswith("/") and not location.startswith(("//", "/\\"))
    return f"{prefix}{location}" if is_path and not location.startswith(f"{prefix}/") else location


def rate_limit(header: str) -> RateLimit | None:
    """Read a header like `"api";r=497;t=168`; return None if it is another one."""
    remaining, reset = _REMAINING.search(header), _RESET.search(header)
    return RateLimit(int(remaining[1]), int(reset[1])) if remaining and reset else None


def asked_wait(headers: Mapping[str, str], status: int, now: datetime) -> float | None:
    """Return the seconds that the server asks to wait before the next try, or None."""
    limit = rate_limit(headers.get("ratelimit", ""))
    if status == 429 and limit is not None and limit.remaining == 0:
        return float(limit.seconds)
    after = headers.get("retry-after", "").strip()
    if after.isascii() and after.isdigit():
        return float(after[:9]) if len(after) <= 9 else math.inf
    try:
        moment = parsedate_to_datetime(after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def wait_before(tries: int, asked: float | None, jitter: float) -> float:
    """Return the seconds to wait after `tries` tries; `jitter` is a random number from 0 to 1.

    The wait is as long as the server `asked` and up to a second longer, so that clients do not return all at once.
    """
    if asked is not None:
        return min(asked + jitter, max(asked, LONGEST_WAIT))
    return float(2 ** (tries - 1)) * (0.5 + jitter / 2)


def may_retry(method: str, status: int, tries: int) -> bool:
    """Return whether to try again after an answer with `status`, or after none (0)."""
    if tries >= MOST_TRIES:
        return False
    return status == 429 or (method in READING and (status == 0 or status in RETRIED))


def same_origin(one: URL, other: URL) -> bool:
    """Return whether scheme, host and port are the same."""
    return _origin(one) == _origin(other)


def is_loopback(url: URL) -> bool:
    """Return whether a URL is on this machine, by its name or its number."""
    return _LOOPBACK.fullmatch(url.host.lower()) is not None


def check_plain(url: URL, allowed: frozenset[str]) -> None:
    """Check that a URL is not plain http, or goes to this machine or to an allowed host.

    Raises:
        Refused: it is plain http to another host.
    """
    if url.scheme == "http" and not is_loopback(url) and url.host not in allowed:
        raise Refused(f"the way to {url.host} is plain http: anyone on it could read along", url.host)


def redirected(current: URL, location: str, hops: int, allowed: frozenset[str]) -> URL:
    """Return the URL of a redirect, the `hops`th in a row, if a reading request may follow it.

    Raises:
        Refused: it leads nowhere or in a circle, or is not safe to follow.
    """
    if hops > MOST_HOPS:
        raise Refused("it redirects on and on")
    if not location or not location.isprintable():
        raise Refused("it redirects without saying where to")
    try:
        target = current.join(location)
    except (InvalidURL, ValueError):
        raise Refused("it redirects to what is no URL") from None
    if target.scheme not in ("http", "https") or not target.host:
        raise Refused("it redirects to what is no web address")
    if target.userinfo:
        raise Refused("it redirects to an address with a user name in it")
    if current.scheme == "https" and target.scheme != "https":
        raise Refused(f"it redirects from https to plain http at {target.host}")
    check_plain(target, allowed)
    return target.copy_with(fragment=None)


def headers_abroad(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the request headers that may be sent to another origin."""
    return {name: value for name, value in headers.items() if name.lower() in ABROAD}


def _origin(url: URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host.lower(), url.port or {"http": 80, "https": 443}.get(url.scheme)
