"""Decides how many rows of a list to load in advance: more when the list is scrolled faster."""

from collections import deque

_SPEED_SECONDS = 0.5
# On a slow connection an answer takes most of a second, in which the user scrolls on.
_LATENCY_SECONDS = 0.8
_SCREENS = 5
_PAGES = 2
_MOST_AHEAD = 1500
# At the end of the loaded rows the user scrolls only as fast as rows arrive, and may want to scroll faster.
_AHEAD_AT_THE_END = 1000
_MOST_A_PAGE = 500


class Prefetch:
    """Computes from the rows in view how many rows should be loaded (`wanted`)."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._ahead = 0
        self._looks: deque[tuple[float, int]] = deque(maxlen=64)
        self.last_visible = 0
        self.wanted = page

    def look(self, last_visible: int, height: int, loaded: int, now: float) -> None:
        """Record that at `now` (seconds) row `last_visible` of `loaded` rows is the last of the `height` in view."""
        while self._looks and now - self._looks[0][0] > _SPEED_SECONDS:
            self._looks.popleft()
        self._looks.append((now, last_visible))
        self.last_visible = last_visible
        scrolled_by = max(0, min(int(self._speed() * _LATENCY_SECONDS), _MOST_AHEAD))
        at_the_end = _AHEAD_AT_THE_END if 0 < loaded <= last_visible + 1 else 0
        self._ahead = max(_SCREENS * height, _PAGES * self._page, scrolled_by, at_the_end)
        self.wanted = last_visible + 1 + self._ahead

    def limit(self, missing: int) -> int:
        """Return the page length to request if `missing` rows are to be loaded: longer when scrolling fast."""
        pages = -(-max(missing, self._ahead // 2) // self._page)
        return max(self._page, min(pages * self._page, _MOST_A_PAGE))

    def _speed(self) -> float:
        """Return the speed of scrolling down, in rows per second."""
        (first, start), (last, end) = self._looks[0], self._looks[-1]
        return (end - start) / max(last - first, 1 / 30)
