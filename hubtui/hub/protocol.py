"""The rules for headers, pauses, retries and redirects. Pure."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from httpx import URL, InvalidURL

from hubtui.config.plain_http import is_loopback
from hubtui.hub.calls import READING

MOST_TRIES = 3
MOST_HOPS = 5
LONGEST_WAIT = 60.0
NOT_MODIFIED = 304
PROXY_LOGIN = 407
REDIRECTS = frozenset({301, 302, 303, 307, 308})
RETRIED = frozenset({408, 429, 500, 502, 503, 504})
SENT_TO_OTHER_ORIGINS = frozenset({"range", "if-range", "accept-encoding", "user-agent"})
"""The request headers that may be sent to another origin."""

_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[^\s=;,]+\s*=\s*(?:"[^"]*"|[^",;\s]*))*)')
_RELATION = re.compile(r';\s*rel\s*=\s*"?([^";]*)"?', re.IGNORECASE)
_REMAINING = re.compile(r"(?:^|;)\s*r=(\d{1,9})(?:;|$)")
_RESET = re.compile(r"(?:^|;)\s*t=(\d{1,9})(?:;|$)")


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The number of requests that are still allowed, and the seconds until more are."""

    remaining: int
    seconds: int


class Refused(Exception):
    """A redirect is not followed; the text says why. `host` is set if the only reason is plain http to that host."""

    def __init__(self, words: str, host: str = "") -> None:
        super().__init__(words)
        self.host = host


def next_page(link: str, base: URL, prefix: str = "") -> str | None:
    """Return the path and query of the next page in a `Link` header, relative to the endpoint, or None.

    `base` is the URL of the request, `prefix` the path of the endpoint. The host of the link is ignored: a proxy may
    pass on links of the Hub without its own host and without the prefix.
    """
    for target, attributes in _LINK.findall(link):
        relation = _RELATION.search(attributes)
        if relation and "next" in relation[1].lower().split():
            try:
                url = base.join(target)
            except (InvalidURL, ValueError):
                return None
            return relative_to_prefix(url.raw_path.decode("ascii"), base.path, prefix) if url.host else None
    return None


def relative_to_prefix(target: str, asked: str, prefix: str) -> str:
    """Return the path and query of `target` without the `prefix` of the endpoint.

    `asked` is the path of the request, with the prefix.
    """
    path, mark, query = target.partition("?")
    own = asked.removeprefix(prefix)
    if path.endswith(own):
        path = own
    elif path.startswith(f"{prefix}/"):
        path = path.removeprefix(prefix)
    return f"{path}{mark}{query}"


def with_prefix(location: str, prefix: str) -> str:
    """Return the target of a redirect with the `prefix` of the endpoint, which a proxy may have removed."""
    is_path = location.startswith("/") and not location.startswith(("//", "/\\"))
    return f"{prefix}{location}" if is_path and not location.startswith(f"{prefix}/") else location


def rate_limit(header: str) -> RateLimit | None:
    """Return the rate limit in a header like `"api";r=497;t=168`, or None if the header has another form."""
    remaining, reset = _REMAINING.search(header), _RESET.search(header)
    return RateLimit(int(remaining[1]), int(reset[1])) if remaining and reset else None


def asked_wait(headers: Mapping[str, str], status: int, now: datetime) -> float | None:
    """Return the seconds that the server asks to wait before the next request, or None."""
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
    """Return the seconds to wait after `tries` failed attempts; `jitter` is a random number from 0 to 1.

    If the server `asked` to wait, wait up to a second longer than that, so that clients do not return all at once.
    """
    if asked is not None:
        return min(asked + jitter, max(asked, LONGEST_WAIT))
    return float(2 ** (tries - 1)) * (0.5 + jitter / 2)


def may_retry(method: str, status: int, tries: int) -> bool:
    """Return whether to retry after an answer with `status` (0: no answer) at attempt number `tries`."""
    if tries >= MOST_TRIES:
        return False
    return status == 429 or (method in READING and (status == 0 or status in RETRIED))


def same_origin(one: URL, other: URL) -> bool:
    """Return whether scheme, host and port are the same."""
    return _origin(one) == _origin(other)


def check_plain(url: URL, allowed: frozenset[str]) -> None:
    """Check that a URL is https, or that its host is this machine or an allowed host.

    Raises:
        Refused: the URL is plain http to another host.
    """
    if url.scheme == "http" and not is_loopback(url.host) and url.host not in allowed:
        raise Refused(f"the way to {url.host} is plain http: anyone on it could read along", url.host)


def redirected(current: URL, location: str, hops: int, allowed: frozenset[str]) -> URL:
    """Return the URL of a redirect, the `hops`th in a row, if a reading request may follow it.

    Raises:
        Refused: it has no valid target, leads in a circle, or is not safe to follow.
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


def headers_for_other_origin(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the request headers that may be sent to another origin."""
    return {name: value for name, value in headers.items() if name.lower() in SENT_TO_OTHER_ORIGINS}


def _origin(url: URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host.lower(), url.port or {"http": 80, "https": 443}.get(url.scheme)
