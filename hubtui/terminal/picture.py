"""What the terminal shows, what it should show, and the bytes from the one to the other. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from hubtui.terminal.cells import Cell, Grid, Row
from hubtui.terminal.diff import Scroll, lightest
from hubtui.terminal.encoder import Encoded, Tip, Trust, clear, encode
from hubtui.terminal.moves import move


class Hint(NamedTuple):
    """Rows top to bottom (exclusive) moved up by `rows`, down where negative."""

    top: int
    bottom: int
    rows: int


class Picture:
    """The picture on a terminal, brought up to date frame by frame."""

    def __init__(self, width: int, height: int, trust: Trust | None = None) -> None:
        self.trust = trust or Trust()
        self._wanted = Grid(width, height)
        self._shown: Grid | None = None
        self._tip = Tip()
        self._hints: dict[tuple[int, int], int] = {}
        self._starts = 0

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._wanted.width, self._wanted.height

    def stands(self, rows: list[Row], starts: int) -> bool:
        """This is on the terminal since it was set up for the `starts`-th time, the pen unknown; whether it fits."""
        fits = len(rows) == self._wanted.height and all(len(row) == self._wanted.width for row in rows)
        if fits:
            self._wanted.rows = rows
            self._shown, self._tip, self._starts = self._wanted.copy(), Tip(), starts
        return fits

    @property
    def rows(self) -> list[Row]:
        """The rows of the next frame."""
        return self._wanted.rows

    def copy(self) -> "Picture":
        """The same on a terminal of which nothing is known: its first frame draws all of it."""
        picture = Picture(*self.size, self.trust)
        picture._wanted = self._wanted.copy()
        return picture

    def draw(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Put cells into the next frame."""
        self._wanted.draw(x, y, cells)

    def hint(self, hint: Hint) -> None:
        """Say that a band moved since the last frame; hints of one band add up."""
        band = hint.top, hint.bottom
        self._hints[band] = self._hints.get(band, 0) + hint.rows

    def forget(self) -> None:
        """Nothing is known any more of what the terminal shows."""
        self._shown = None

    def resize(self, width: int, height: int) -> None:
        """Another size of the terminal: everything is drawn anew."""
        if (width, height) != self.size:
            self._wanted = Grid(width, height)
            self._shown = None

    def frame(self, starts: int = 0, cursor: tuple[int, int] | None = None) -> str:
        """The bytes up to the wanted picture, the cursor left at column and row `cursor` if given.

        `starts` counts how often the terminal was set up: another number than last time, and nothing of it is known.
        """
        if starts != self._starts:
            self._starts = starts
            self._shown = None
        text = ""
        if self._shown is None:
            emptied, self._shown = clear(self._wanted, self.trust)
            text, self._tip = emptied
            self._hints.clear()
        if self._shown.rows != self._wanted.rows:
            update = self._update(self._shown)
            text += update.text
            self._tip = update.tip
            self._shown = self._wanted.copy()
        self._hints.clear()
        if cursor is not None:
            text += move(self._tip.x, self._tip.y, *cursor)
            self._tip = Tip(self._tip.pen, *cursor)
        return text

    def _update(self, shown: Grid) -> Encoded:
        scrolls = [Scroll(top, bottom, rows) for (top, bottom), rows in self._hints.items() if rows]
        changes = lightest(shown, self._wanted, scrolls if self.trust.scroll else ())
        return encode(changes, shown, self._tip, self.trust)
