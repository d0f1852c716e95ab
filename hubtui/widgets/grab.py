"""Rows that were grabbed, and where they would land."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Grab:
    """A block of rows (their indices, rising) out of `count`; `place` is its index among the others.

    `typed` are the digits of a position that is being typed.
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
        """Behind all others."""
        return self.count - len(self.rows)

    @property
    def gap(self) -> int:
        """The index of the row before which it lands, as the rows stand now; `count` behind the last."""
        others = self._others
        if self.place < len(others):
            # Where it is now, the gap is right behind itself.
            return others[self.place] if others[self.place] != self.rows[-1] + 1 else self.rows[-1] + 1
        return self.count

    @property
    def before(self) -> int | None:
        """The row before which it lands, None behind the last."""
        others = self._others
        return others[self.place] if self.place < len(others) else None

    def move_to(self, place: int) -> None:
        """To a place, as near as there is one."""
        self.place = max(0, min(place, self.last_place))

    def aim(self, row: int) -> None:
        """At the row under the pointer: before it where that is above, else behind it."""
        block = set(self.rows)
        before = sum(other not in block for other in range(min(row, self.count)))
        behind = row >= self.gap and row not in block
        self.move_to(before + behind)

    def type(self, digit: str) -> None:
        """A digit of the position, counted from 1."""
        typed = (self.typed + digit).lstrip("0")[:4]
        self.typed = typed
        if typed:
            self.move_to(int(typed) - 1)

    def untype(self) -> None:
        """The last digit was wrong."""
        self.typed = self.typed[:-1]
        self.move_to(int(self.typed) - 1 if self.typed else self.rows[0])

    @property
    def words(self) -> str:
        """What the line says where it lands."""
        first = self.place + 1
        if len(self.rows) == 1:
            return f"{self.rows[0] + 1} lands here as {first}"
        return f"{len(self.rows)} rows land here as {first} to {first + len(self.rows) - 1}"
