"""A log that grows. The oldest lines are dropped beyond a limit."""

from collections.abc import Iterable, Sequence

from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Line, Link

_MAX_LINES = 250_000
_DROPPED_AT_ONCE = 50_000


class LogDocument:
    """The lines of a log as a document. It keeps only text and makes cells for the lines in view."""

    links: Sequence[Link] = ()
    headings: Sequence[Heading] = ()

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._dropped = 0

    def add(self, lines: Iterable[str]) -> int:
        """Add lines at the end. Return how many of the oldest lines were dropped to make room."""
        self._lines += lines
        too_many = len(self._lines) - _MAX_LINES
        if too_many <= 0:
            return 0
        # Drop many at once, so that this happens rarely. The first time, one more makes room for the message.
        dropped = max(too_many, _DROPPED_AT_ONCE)
        self._dropped += dropped + (0 if self._dropped else 1)
        del self._lines[:dropped]
        self._lines[0] = f"… {self._dropped:,} older lines are not kept"
        return dropped

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, index: int) -> Line:
        """Return the cells of a line."""
        text = self._lines[index]
        return (Cell(text, _role(text)),)

    def text(self, index: int) -> str:
        """Return the text of a line."""
        return self._lines[index]


def _role(text: str) -> str:
    start = text[:60].lower()
    if "error" in start or start.startswith("traceback"):
        return "failed"
    return "dim" if text.startswith(("=====", "-->")) else ""
