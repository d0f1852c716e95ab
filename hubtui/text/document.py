"""Text laid out to be read: lines of cells, and the places in them that can be jumped to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable

from hubtui.text.columns import Cell

Line = Sequence[Cell]


class Link(NamedTuple):
    """A link on line number `line`, from `start` to before `end` in terminal cells; `target` as its source has it."""

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
        """Open all parts, in slices: one for each value that is yielded."""
        ...


class Document(Protocol):
    """What a reader shows; it asks for the lines in view only. Links and headings are in the order of their lines."""

    @property
    def links(self) -> Sequence[Link]: ...
    @property
    def headings(self) -> Sequence[Heading]: ...
    def __len__(self) -> int: ...
    def line(self, index: int) -> Line:
        """The cells of a line."""
        ...

    def text(self, index: int) -> str:
        """The words of a line, for find."""
        ...


@dataclass(slots=True)
class Lines:
    """A document that is there as a whole, or grows at its end."""

    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    """Names that links point at, and their lines."""

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, index: int) -> Line:
        """The cells of a line."""
        return self.lines[index]

    def text(self, index: int) -> str:
        """The words of a line."""
        return "".join(cell.text for cell in self.lines[index])

    def extend(self, more: "Lines") -> None:
        """Put another document behind this one."""
        below = len(self.lines)
        self.lines += more.lines
        self.links += (link._replace(line=link.line + below) for link in more.links)
        self.headings += (heading._replace(line=heading.line + below) for heading in more.headings)
        self.anchors = {name: line + below for name, line in more.anchors.items()} | self.anchors


def plain(lines: Iterable[Line]) -> Lines:
    """A document of lines with nothing to jump to."""
    return Lines(list(lines))
