"""What stands on a screen: cells, each a cluster of text in a pen, in rows of equal width.

A row is a tuple of cells. A cluster of two columns is a cell followed by one of empty text. Pens and cells
are interned, so that two equal rows compare by identity. A blank has no foreground: a blank in any pen
without line or inverse is the blank of its background.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Final, NamedTuple

from hubtui.terminal.gate import Cluster, clusters, safe_link, width_of

_VISIBLE_ON_BLANKS: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
_MOST_PENS: Final = 8192
_MOST_CELLS: Final = 8192


class Cell(NamedTuple):
    """One place of a row; `width` is 0 for what stands behind a wide one.

    `sure` where terminals agree on the width, `blank` where nothing is seen but the pen's background.
    """

    text: str
    pen: "Pen"
    width: int = 1
    sure: bool = True
    blank: bool = False


Row = tuple[Cell, ...]


class Pen:
    """How text is written: SGR attributes, the two colours as SGR parameters ("" is the terminal's own), a link."""

    __slots__ = ("attributes", "background", "cell", "foreground", "link", "plain", "sgr")

    def __init__(self, sgr: str, link: str) -> None:
        self.sgr = sgr
        self.link = link
        self.attributes, self.foreground, self.background = _parts(sgr)
        self.plain = not link and _VISIBLE_ON_BLANKS.isdisjoint(self.attributes)
        self.cell: Callable[[str], Cell] = _Cells(self).__getitem__

    def __repr__(self) -> str:
        return f"Pen({self.sgr!r}, {self.link!r})"

    @property
    def blank(self) -> Cell:
        """A blank in this pen: for a plain pen the one blank of its background."""
        return self.cell(" ")

    @property
    def is_numbered(self) -> bool:
        """Whether its colours are among the 256 that have a number."""
        return "8;2;" not in self.sgr

    def paints_blank(self, blank: Cell) -> bool:
        """Whether a space written with this pen is that blank."""
        return self.plain and blank.pen.plain and self.background == blank.pen.background


class _Cells(dict[str, Cell]):
    """The cells of one pen by their text; "" is what stands behind a wide one."""

    def __init__(self, pen: Pen) -> None:
        super().__init__()
        self.pen = pen

    def __missing__(self, text: str) -> Cell:
        if len(self) > _MOST_CELLS:
            self.clear()
        if text == " " and self.pen.plain and self.pen.sgr != self.pen.background:
            cell = pen(self.pen.background).cell(" ")
        elif text == "":
            cell = Cell("", self.pen, 0)
        elif text.isascii():
            cell = Cell(text, self.pen, blank=text == " " and self.pen.plain)
        else:
            found = clusters(text)
            one = found[0] if len(found) == 1 else Cluster(text, width_of(text), False)
            cell = Cell(text, self.pen, one.width, one.sure)
        self[text] = cell
        return cell


_LEVELS: Final = (0, 95, 135, 175, 215, 255)
_PALETTE: Final = {
    (red, green, blue): number
    for number, (red, green, blue) in enumerate(
        [*product(_LEVELS, repeat=3), *((8 + 10 * step,) * 3 for step in range(24))], start=16
    )
    # Some themes of terminals define the first few anew; the others are the same everywhere.
    if number > 21
}
"""Colours that terminals have a number for, by their parts: half as long to say."""

_pens: dict[tuple[str, str], Pen] = {}


def pen(sgr: str = "", link: str | None = None) -> Pen:
    """The pen of SGR parameters ("1;38;2;1;2;3", "" for the terminal's own) and of a link, left out unless harmless."""
    link = safe_link(link)
    found = _pens.get((sgr, link))
    if found is None:
        if len(_pens) > _MOST_PENS:
            _pens.clear()
        attributes, foreground, background = _parts(sgr)
        plainest = ";".join(code for code in (*sorted(attributes), foreground, background) if code)
        found = _pens[sgr, link] = Pen(sgr, link) if sgr == plainest else pen(plainest, link)
    return found


def colour_number(red: int, green: int, blue: int) -> int | None:
    """The number of exactly this colour among the 256 of xterm, where all terminals agree on it."""
    return _PALETTE.get((red, green, blue))


def _parts(sgr: str) -> tuple[frozenset[str], str, str]:
    """Attributes, foreground and background of SGR parameters."""
    attributes, foreground, background = set(), "", ""
    codes = iter(sgr.split(";") if sgr else ())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes)
            numbers = [int(next(codes)) for _ in range(3 if kind == "2" else 1)]
            number = colour_number(*numbers) if kind == "2" else None
            said = (kind, *numbers) if number is None else (5, number)
            colour = ";".join(map(str, (code, *said)))
            foreground, background = (colour, background) if code == "38" else (foreground, colour)
        elif code == "39" or 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
            foreground = code.replace("39", "")
        elif code == "49" or 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
            background = code.replace("49", "")
        elif code != "0":
            attributes.add(code)
    return frozenset(attributes), foreground, background


def append_cells(cells: list[Cell], text: str, pen: Pen) -> None:
    """Put a text's cells behind those that are there, each character filtered."""
    if text.isascii() and text.isprintable():
        cells.extend(map(pen.cell, text))
        return
    for cluster, width, _ in clusters(text):
        if width:
            cells.append(pen.cell(cluster))
            cells.extend([pen.cell("")] * (width - 1))
        else:
            _add_marks(cells, cluster)


def _add_marks(cells: list[Cell], marks: str) -> None:
    """Combining marks that begin a text stand on what was before it, if there is anything."""
    at = next((index for index in reversed(range(len(cells))) if cells[index].text), None)
    if at is None or cells[at].text == " ":
        return
    joined = clusters(cells[at].text + marks)
    if len(joined) == 1 and joined[0].width == cells[at].width:
        cells[at] = cells[at].pen.cell(joined[0].text)


class Grid:
    """A screen of cells; rows are replaced, never changed, so that grids may share them."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int, blank: Cell | None = None) -> None:
        self.width = width
        self.height = height
        self.rows: list[Row] = [(blank or pen().blank,) * width] * height

    @classmethod
    def of(cls, rows: Sequence[Iterable[Cell]]) -> "Grid":
        """A grid of these rows, all of one width."""
        made = [tuple(row) for row in rows]
        grid = cls(len(made[0]) if made else 0, len(made))
        grid.rows = made
        return grid

    def copy(self) -> "Grid":
        """Another grid of the same rows."""
        grid = Grid(0, 0)
        grid.width, grid.height, grid.rows = self.width, self.height, list(self.rows)
        return grid

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Grid) and (self.width, self.rows) == (other.width, other.rows)

    __hash__ = None  # type: ignore[assignment]  # a grid changes

    def draw(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Write cells from column x of row y on; what falls outside is cut, wide ones cut in half become blanks."""
        if not 0 <= y < self.height or x >= self.width:
            return
        if x < 0:
            cells, x = cells[-x:], 0
        stop = min(x + len(cells), self.width)
        old = self.rows[y]
        if x == 0 and len(cells) == self.width:
            row = tuple(cells)
            if row != old:
                self.rows[y] = row
            return
        new = [*old[:x], *cells[: stop - x], *old[stop:]]
        _mend(new, x)
        _mend(new, stop)
        row = tuple(new)
        if row != old:
            self.rows[y] = row


def _mend(row: list[Cell], seam: int) -> None:
    """Blank what is left of a wide one whose other half was cut at this column."""
    lead = seam - 1
    while lead >= 0 and not row[lead].text:
        lead -= 1
    reach = lead + row[lead].width if lead >= 0 else 0
    if reach > seam and (seam >= len(row) or row[seam].text):
        row[lead:seam] = [row[lead].pen.blank] * (seam - lead)
    elif reach <= seam:
        while seam < len(row) and not row[seam].text:
            row[seam] = row[seam].pen.blank
            seam += 1
