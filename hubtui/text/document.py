"""Documents: text laid out as lines of cells, with links and headings to jump to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol, runtime_checkable

from hubtui.text.columns import Cell

Line = Sequence[Cell]
_LINES_A_PIECE = 100


class Link(NamedTuple):
    """A link on line number `line`, from `start` to before `end` in terminal cells.

    `target` is as written in the source.
    """

    line: int
    start: int
    end: int
    target: str


class Heading(NamedTuple):
    """A heading on line number `line`; `level` is 1 for the highest."""

    line: int
    level: int
    text: str


@runtime_checkable
class Foldable(Protocol):
    """A document with folded parts."""

    def unfolding(self) -> Iterator[None]:
        """Open all parts in slices: one for each value yielded."""
        ...


class Document(Protocol):
    """A text that a reader can show. Only lines in view are requested. Links and headings are ordered by line."""

    @property
    def links(self) -> Sequence[Link]: ...
    @property
    def headings(self) -> Sequence[Heading]: ...
    def __len__(self) -> int: ...
    def line(self, index: int) -> Line:
        """Return the cells of a line."""
        ...

    def text(self, index: int) -> str:
        """Return the text of a line, for searching."""
        ...


@dataclass(slots=True)
class Lines:
    """A document that holds all of its lines, and can grow at its end."""

    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    """The line of each name that links point at."""

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, index: int) -> Line:
        """Return the cells of a line."""
        return self.lines[index]

    def text(self, index: int) -> str:
        """Return the text of a line."""
        return "".join(cell.text for cell in self.lines[index])

    def extend(self, more: "Lines") -> None:
        """Append another document to this one."""
        below = len(self.lines)
        self.lines += more.lines
        self.links += (link._replace(line=link.line + below) for link in more.links)
        self.headings += (heading._replace(line=heading.line + below) for heading in more.headings)
        self.anchors = {name: line + below for name, line in more.anchors.items()} | self.anchors

    def add_section(self, title: str, lines: Sequence[Line]) -> None:
        """Append a heading, lines and a blank line; nothing if there are no lines."""
        if lines:
            self.headings.append(Heading(len(self), 1, title))
            self.lines += [(Cell(title, "heading"),), *lines, ()]


def plain(lines: Iterable[Line]) -> Lines:
    """Return a document of lines without links and headings."""
    return Lines(list(lines))


def in_pieces(lines: Iterable[Line]) -> Iterator[Lines]:
    """Yield lines as documents of at most 100 lines, so that laying out each of them takes little time."""
    iterator = iter(lines)
    while piece := list(islice(iterator, _LINES_A_PIECE)):
        yield Lines(piece)
