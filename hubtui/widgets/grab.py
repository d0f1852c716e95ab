"""Rows that were grabbed, and where they would land."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Grab:
    """Rows that move together, by their ascending indices, in a list of `count` rows.

    `place` is the number of the other rows that they would land after. `typed` are the digits of a position that the
    user is typing.
    """

    rows: Sequence[int]
    count: int
    place: int = 0
    typed: str = ""

    def __post_init__(self) -> None:
        self.place = self.rows[0]

    @property
    def _others(self) -> list[int]:
        block = set(self.rows)
        return [row for row in range(self.count) if row not in block]

    @property
    def last_place(self) -> int:
        """The place after all other rows."""
        return self.count - len(self.rows)

    @property
    def gap(self) -> int:
        """The index, in the present order, of the row before which they would land; `count` for the end."""
        others = self._others
        if self.place < len(others):
            # If they would land where they are, the gap is right after them.
            return others[self.place] if others[self.place] != self.rows[-1] + 1 else self.rows[-1] + 1
        return self.count

    @property
    def before(self) -> int | None:
        """The index of the row before which they would land, or None for the end."""
        others = self._others
        return others[self.place] if self.place < len(others) else None

    def move_to(self, place: int) -> None:
        """Let them land at a place, or the nearest one that exists."""
        self.place = max(0, min(place, self.last_place))

    def aim(self, row: int) -> None:
        """Let them land at the row under the pointer: before it if it is above them, else after it."""
        block = set(self.rows)
        before = sum(other not in block for other in range(min(row, self.count)))
        behind = row >= self.gap and row not in block
        self.move_to(before + behind)

    def type(self, digit: str) -> None:
        """Add a digit to the position that is being typed, counted from 1."""
        typed = (self.typed + digit).lstrip("0")[:4]
        self.typed = typed
        if typed:
            self.move_to(int(typed) - 1)

    def untype(self) -> None:
        """Delete the last digit of the position that is being typed."""
        self.typed = self.typed[:-1]
        self.move_to(int(self.typed) - 1 if self.typed else self.rows[0])

    @property
    def words(self) -> str:
        """The text of the line at the place where they would land."""
        first = self.place + 1
        if len(self.rows) == 1:
            return f"{self.rows[0] + 1} lands here as {first}"
        return f"{len(self.rows)} rows land here as {first} to {first + len(self.rows) - 1}"
