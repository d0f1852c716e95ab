"""How far ahead of the user a listing is fetched: further the faster it is scrolled."""

from collections import deque

_SPEED_SECONDS = 0.5
# An answer takes a good part of a second on a slow line; what is scrolled by meanwhile must be there.
_LATENCY_SECONDS = 0.8
_SCREENS = 2
_PAGES = 2
_MOST_AHEAD = 1500
_MOST_A_PAGE = 500


class ReadAhead:
    """Watches what is in view, and says how many rows there should be."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._looks: deque[tuple[float, int]] = deque(maxlen=64)
        self.last_visible = 0
        self.wanted = page

    def look(self, last_visible: int, height: int, now: float) -> None:
        """The row at index `last_visible` is the last of `height` rows in view at `now` (seconds)."""
        while self._looks and now - self._looks[0][0] > _SPEED_SECONDS:
            self._looks.popleft()
        self._looks.append((now, last_visible))
        self.last_visible = last_visible
        scrolled_by = max(0.0, self._speed() * _LATENCY_SECONDS)
        ahead = max(_SCREENS * height, _PAGES * self._page, min(int(scrolled_by), _MOST_AHEAD))
        self.wanted = last_visible + 1 + ahead

    def limit(self, missing: int) -> int:
        """How many rows to ask for at once where `missing` are wanted: whole pages, so that a few keys cost few."""
        pages = -(-missing // self._page)
        return max(self._page, min(pages * self._page, _MOST_A_PAGE))

    def _speed(self) -> float:
        """Rows a second, downwards."""
        (first, start), (last, end) = self._looks[0], self._looks[-1]
        return (end - start) / max(last - first, 1 / 30)
