"""A card as a tree of blocks, and the words in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Run(NamedTuple):
    """Text of one role, perhaps with a link; a line break is "\\n" alone."""

    text: str
    role: str = ""
    href: str = ""


@dataclass(slots=True)
class Block:
    """A part of a card that begins on a line of its own; `anchors` are the names by which links point at it."""

    anchors: list[str] = field(default_factory=list, kw_only=True)


@dataclass(slots=True)
class Paragraph(Block):
    """Words. One that is `tight`, as in the items of most lists, has no blank line behind it."""

    runs: list[Run]
    tight: bool = False


@dataclass(slots=True)
class Heading(Block):
    """A heading of level 1 (the highest) to 6."""

    level: int
    runs: list[Run]


@dataclass(slots=True)
class Code(Block):
    """Preformatted text, with its line ends."""

    runs: list[Run]
    language: str = ""


@dataclass(slots=True)
class Rule(Block):
    """A line across."""


@dataclass(slots=True)
class Quote(Block):
    """Blocks behind a mark at the left edge."""

    blocks: Sequence[Block]
    mark: str = "│ "


@dataclass(slots=True)
class Items(Block):
    """A list; `first` is the number of its first item, None where it has bullets."""

    items: list[list[Block]]
    first: int | None = None


@dataclass(slots=True)
class TableCell:
    """A cell of a table: its place and size in columns and rows."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: list[Block]
    align: str = ""


@dataclass(slots=True)
class Table(Block):
    """Cells by their places; the first `head` rows are headings."""

    cells: list[TableCell]
    rows: int
    columns: int
    head: int
