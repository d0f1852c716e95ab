"""A log that grows: its lines as they came, the oldest dropped beyond a limit."""

from collections.abc import Iterable, Sequence

from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Line, Link

_MOST_LINES = 250_000
_DROPPED_AT_ONCE = 50_000


class LogDocument:
    """Keeps the text alone; cells are made of the lines in view."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._dropped = 0

    @property
    def links(self) -> Sequence[Link]:
        """There are none."""
        return ()

    @property
    def headings(self) -> Sequence[Heading]:
        """There are none."""
        return ()

    def add(self, lines: Iterable[str]) -> int:
        """More lines at the end; how many lines further up the rest stands now, because the oldest were dropped."""
        self._lines += lines
        too_many = len(self._lines) - _MOST_LINES
        if too_many <= 0:
            return 0
        # Some more than must be, so that it is not done for every line; the first one makes room for the words.
        dropped = max(too_many, _DROPPED_AT_ONCE)
        self._dropped += dropped + (0 if self._dropped else 1)
        del self._lines[:dropped]
        self._lines[0] = f"… {self._dropped:,} older lines are not kept"
        return dropped

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Line:
        """The cells of a line."""
        text = self._lines[index]
        return (Cell(text, _role(text)),)

    def text(self, index: int) -> str:
        """A line."""
        return self._lines[index]


def _role(text: str) -> str:
    start = text[:60].lower()
    if "error" in start or start.startswith("traceback"):
        return "failed"
    return "dim" if text.startswith(("=====", "-->")) else ""
