"""Limits prefetching, so that it never uses up the Hub's rate limit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.hub.protocol import rate_limit

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange

_NAME = re.compile(r'^\s*"?([^";]*)')
_QUOTA = re.compile(r"(?:^|;)\s*q=(\d{1,9})(?:;|$)")
_LEFT_TO_THE_USER = 0.5


@dataclass(slots=True)
class _Window:
    """A window of the rate limit: `remaining` of `quota` requests are allowed until the time `until` of the clock."""

    remaining: int
    quota: int
    until: float


class Budget:
    """Reads the rate limit from the Hub's answers. Half of it is reserved for the user, or all without `prefetch`."""

    def __init__(self, clock: Callable[[], float], prefetch: bool = True) -> None:
        self._clock = clock
        self._prefetch = prefetch
        self._windows: dict[str, _Window] = {}

    def read_limit(self, exchange: Exchange) -> None:
        """Read the remaining requests from the headers `RateLimit` and `RateLimit-Policy` of an answer."""
        header = exchange.response_headers.get("ratelimit", "")
        if not header:
            return
        limit, name = rate_limit(header), _NAME.match(header)
        if limit is None or name is None:
            return
        policy = _QUOTA.search(exchange.response_headers.get("ratelimit-policy", ""))
        before = self._windows.get(name[1])
        quota = int(policy[1]) if policy else max(limit.remaining, before.quota if before else 0)
        self._windows[name[1]] = _Window(limit.remaining, quota, self._clock() + limit.seconds)

    @property
    def allows_prefetch(self) -> bool:
        """Whether enough requests remain to load something that the user does not look at yet."""
        now = self._clock()
        return self._prefetch and all(
            window.until <= now or window.remaining > window.quota * _LEFT_TO_THE_USER
            for window in self._windows.values()
        )
