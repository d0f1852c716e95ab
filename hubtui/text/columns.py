"""What a table is made of: columns, and the cells of a row."""

from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell of a row: cleaned text of one line, and what it means ("", "dim", "state", "accent", "failed")."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` in terminal cells, 0 takes what the others leave (one column of a table does)."""

    key: str
    title: str
    width: int
    right: bool = False
