"""The blocks of a card and their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Run(NamedTuple):
    """Text with one role and perhaps a link; a line break is a run of "\\n" alone."""

    text: str
    role: str = ""
    href: str = ""


@dataclass(slots=True)
class Block:
    """A part of a card that begins on a new line; `anchors` are the names by which links point at it."""

    anchors: list[str] = field(default_factory=list, kw_only=True)


@dataclass(slots=True)
class Paragraph(Block):
    """A paragraph. A `tight` one, as in the items of most lists, has no blank line after it."""

    runs: list[Run]
    tight: bool = False


@dataclass(slots=True)
class Heading(Block):
    """A heading of level 1 (the highest) to 6."""

    level: int
    runs: list[Run]


@dataclass(slots=True)
class Code(Block):
    """Preformatted text, including its line ends."""

    runs: list[Run]
    language: str = ""


@dataclass(slots=True)
class Rule(Block):
    """A horizontal rule."""


@dataclass(slots=True)
class Quote(Block):
    """Blocks with a mark at the left edge."""

    blocks: Sequence[Block]
    mark: str = "│ "


@dataclass(slots=True)
class ItemList(Block):
    """A list; `first` is the number of its first item, None for bullets."""

    items: list[list[Block]]
    first: int | None = None


@dataclass(slots=True)
class TableCell:
    """A cell of a table: its position and its span in rows and columns."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: list[Block]
    align: str = ""


@dataclass(slots=True)
class Table(Block):
    """A table as a list of cells; the first `head` rows are the header."""

    cells: list[TableCell]
    rows: int
    columns: int
    head: int
