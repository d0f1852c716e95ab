"""A bad line on demand: latency, failures, and a rate limit with its headers."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

WINDOW = 300
USUAL_QUOTA = 1000
WORDS = {
    500: "Internal Error - We're working hard to fix this as soon as possible!",
    503: "Service Unavailable: the server is overloaded, try again later",
    429: "Too many requests: try again later",
}


@dataclass
class Faults:
    """What goes wrong: `latency_ms` before each answer, `fail_percent` of them, a quota in five minutes (0: none)."""

    latency_ms: float = 0
    fail_percent: float = 0
    rate_limit: int = 0
    seed: int = 0
    clock: Callable[[], float] = time.time
    _used: dict[str, int] = field(default_factory=dict)
    _window: int = -1

    def __post_init__(self) -> None:
        self._chance = Random(f"{self.seed}/faults")

    def failure(self) -> int:
        """The status to fail with this time, 0 for none."""
        if self._chance.random() * 100 >= self.fail_percent:
            return 0
        return self._chance.choice((500, 503, 429))

    def count(self, client: str) -> tuple[int, int, bool]:
        """Counts a request: how many are left to this client, for how many seconds, and whether it was too many."""
        now = self.clock()
        window = int(now // WINDOW)
        if window != self._window:
            self._window, self._used = window, {}
        seconds = math.ceil((window + 1) * WINDOW - now)
        if not self.rate_limit:
            return USUAL_QUOTA, seconds, False
        used = self._used[client] = self._used.get(client, 0) + 1
        return max(0, self.rate_limit - used), seconds, used > self.rate_limit

    def headers(self, left: int, seconds: int) -> dict[str, str]:
        quota = self.rate_limit or USUAL_QUOTA
        policy = f'"fixed window";"api";q={quota};w={WINDOW}'
        return {"RateLimit": f'"api";r={left};t={seconds}', "RateLimit-Policy": policy}

    def limited_words(self) -> str:
        return (
            f"We had to rate limit you, you hit the quota of {self.rate_limit} api requests per 5 minutes period. "
            "Upgrade to a PRO user or Team/Enterprise organization account to get higher limits."
        )
