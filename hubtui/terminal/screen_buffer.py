"""The screen buffer: the cells that the terminal shows, those it should show, and the bytes that update it. Pure."""

from collections.abc import Sequence

from hubtui.terminal.cells import Cell, Grid, Row
from hubtui.terminal.cursor_motion import move
from hubtui.terminal.diff import Scroll, shortest_changes
from hubtui.terminal.encoder import CursorState, Encoded, Trust, clear, encode


class ScreenBuffer:
    """The cells of a terminal, updated frame by frame."""

    def __init__(self, width: int, height: int, trust: Trust | None = None) -> None:
        self.trust = trust or Trust()
        self._wanted = Grid(width, height)
        self._shown: Grid | None = None
        self._cursor = CursorState()
        self._hints: dict[tuple[int, int], int] = {}
        self._starts = 0

    @property
    def size(self) -> tuple[int, int]:
        """The number of columns and rows."""
        return self._wanted.width, self._wanted.height

    def assume_shown(self, rows: list[Row], starts: int) -> bool:
        """Take `rows` as what the terminal shows since its setup number `starts`; return False if the size differs."""
        fits = len(rows) == self._wanted.height and all(len(row) == self._wanted.width for row in rows)
        if fits:
            self._wanted.rows = rows
            self._shown, self._cursor, self._starts = self._wanted.copy(), CursorState(), starts
        return fits

    @property
    def rows(self) -> list[Row]:
        """The rows of the next frame."""
        return self._wanted.rows

    def copy(self) -> "ScreenBuffer":
        """Return a copy whose first frame draws everything."""
        buffer = ScreenBuffer(*self.size, self.trust)
        buffer._wanted = self._wanted.copy()
        return buffer

    def draw(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Draw cells into the next frame, at column x of row y."""
        self._wanted.draw(x, y, cells)

    def hint(self, hint: Scroll) -> None:
        """Say that rows have moved since the last frame; a hint may be wrong, and hints for the same rows add up."""
        band = hint.top, hint.bottom
        self._hints[band] = self._hints.get(band, 0) + hint.rows

    def forget(self) -> None:
        """Draw everything in the next frame, as if the terminal showed something unknown."""
        self._shown = None

    def resize(self, width: int, height: int) -> None:
        """Set the size of the terminal; after a change everything is drawn again."""
        if (width, height) != self.size:
            self._wanted = Grid(width, height)
            self._shown = None

    def frame(self, starts: int = 0, cursor: tuple[int, int] | None = None) -> str:
        """Return the bytes that update the terminal and leave its cursor at `cursor` (column, row) if given.

        `starts` counts the setups of the terminal: after a new one everything is drawn again.
        """
        if starts != self._starts:
            self._starts = starts
            self._shown = None
        text = ""
        if self._shown is None:
            emptied, self._shown = clear(self._wanted, self.trust)
            text, self._cursor = emptied
            self._hints.clear()
        if self._shown.rows != self._wanted.rows:
            update = self._update(self._shown)
            text += update.text
            self._cursor = update.cursor
            self._shown = self._wanted.copy()
        self._hints.clear()
        if cursor is not None:
            text += move(self._cursor.x, self._cursor.y, *cursor)
            self._cursor = CursorState(self._cursor.style, *cursor)
        return text

    def _update(self, shown: Grid) -> Encoded:
        scrolls = [Scroll(top, bottom, rows) for (top, bottom), rows in self._hints.items() if rows]
        changes = shortest_changes(shown, self._wanted, scrolls if self.trust.scroll else ())
        return encode(changes, shown, self._cursor, self.trust)
