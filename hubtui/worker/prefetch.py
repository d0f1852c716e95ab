"""How many rows of a list to load before the user gets there: more the faster the list is scrolled."""

from collections import deque

_SPEED_SECONDS = 0.5
# On a slow line an answer takes most of a second; rows scrolled past meanwhile have to be loaded.
_LATENCY_SECONDS = 0.8
_SCREENS = 5
_PAGES = 2
_MOST_AHEAD = 1500
# At the end of the loaded rows the user scrolls only as fast as rows come, and may want to go faster.
_AHEAD_AT_THE_END = 1000
_MOST_A_PAGE = 500


class Prefetch:
    """Watches the rows in view, and says how many rows should be loaded (`wanted`)."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._ahead = 0
        self._looks: deque[tuple[float, int]] = deque(maxlen=64)
        self.last_visible = 0
        self.wanted = page

    def look(self, last_visible: int, height: int, loaded: int, now: float) -> None:
        """Note that at `now` (seconds) row `last_visible` of `loaded` is the last of the `height` rows in view."""
        while self._looks and now - self._looks[0][0] > _SPEED_SECONDS:
            self._looks.popleft()
        self._looks.append((now, last_visible))
        self.last_visible = last_visible
        scrolled_by = max(0, min(int(self._speed() * _LATENCY_SECONDS), _MOST_AHEAD))
        at_the_end = _AHEAD_AT_THE_END if 0 < loaded <= last_visible + 1 else 0
        self._ahead = max(_SCREENS * height, _PAGES * self._page, scrolled_by, at_the_end)
        self.wanted = last_visible + 1 + self._ahead

    def limit(self, missing: int) -> int:
        """Return how many rows to ask for if `missing` are wanted: whole pages, longer for faster scrolling."""
        pages = -(-max(missing, self._ahead // 2) // self._page)
        return max(self._page, min(pages * self._page, _MOST_A_PAGE))

    def _speed(self) -> float:
        """Return how many rows a second are scrolled, downwards."""
        (first, start), (last, end) = self._looks[0], self._looks[-1]
        return (end - start) / max(last - first, 1 / 30)
