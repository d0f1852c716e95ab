"""How many rows of a list to load before the user gets there: more the faster the list is scrolled."""

from collections import deque

_SPEED_SECONDS = 0.5
# An answer takes a good part of a second on a slow line; what is scrolled by meanwhile must be there.
_LATENCY_SECONDS = 0.8
_SCREENS = 5
_PAGES = 2
_MOST_AHEAD = 1500
# Who stands at the end of what is loaded goes on as fast as rows come, however slow that looks.
_AHEAD_AT_THE_END = 1000
_MOST_A_PAGE = 500


class Prefetch:
    """Watches what is in view, and says how many rows there should be."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._ahead = 0
        self._looks: deque[tuple[float, int]] = deque(maxlen=64)
        self.last_visible = 0
        self.wanted = page

    def look(self, last_visible: int, height: int, loaded: int, now: float) -> None:
        """The row at index `last_visible` is the last of `height` in view, of `loaded` rows, at `now` (seconds)."""
        while self._looks and now - self._looks[0][0] > _SPEED_SECONDS:
            self._looks.popleft()
        self._looks.append((now, last_visible))
        self.last_visible = last_visible
        scrolled_by = max(0, min(int(self._speed() * _LATENCY_SECONDS), _MOST_AHEAD))
        at_the_end = _AHEAD_AT_THE_END if 0 < loaded <= last_visible + 1 else 0
        self._ahead = max(_SCREENS * height, _PAGES * self._page, scrolled_by, at_the_end)
        self.wanted = last_visible + 1 + self._ahead

    def limit(self, missing: int) -> int:
        """How many rows to ask for where `missing` are wanted: whole pages, few and long ones for who scrolls fast."""
        pages = -(-max(missing, self._ahead // 2) // self._page)
        return max(self._page, min(pages * self._page, _MOST_A_PAGE))

    def _speed(self) -> float:
        """Rows a second, downwards."""
        (first, start), (last, end) = self._looks[0], self._looks[-1]
        return (end - start) / max(last - first, 1 / 30)
