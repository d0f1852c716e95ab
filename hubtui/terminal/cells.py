"""Cells, SGR styles and grids: the contents of a screen.

A cell is a cluster of text with a style. A row is a tuple of cells; a cluster of two columns is a cell followed by a
cell without text. Styles and cells are interned, so that equal rows can be compared by identity. A blank has no
foreground colour: all styles without underline or inverse share the blank of their background.
"""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Final, NamedTuple

from rich.cells import cell_len

from hubtui.terminal.output_sanitizer import Cluster, clusters, safe_link

_VISIBLE_ON_BLANKS: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
_MOST_STYLES: Final = 8192
_MOST_CELLS: Final = 8192


class Cell(NamedTuple):
    """A cell: one column of a row. A wide cluster takes two cells; the second one has no text and `width` 0.

    `sure` is True if terminals agree on the width, `blank` if only the background of the style is visible.
    """

    text: str
    style: "SgrStyle"
    width: int = 1
    sure: bool = True
    blank: bool = False


Row = tuple[Cell, ...]


class SgrStyle:
    """SGR attributes, the two colours as SGR parameters ("" is the terminal's default), and a link."""

    __slots__ = ("attributes", "background", "cell", "foreground", "link", "plain", "sgr")

    def __init__(self, sgr: str, link: str) -> None:
        self.sgr = sgr
        self.link = link
        self.attributes, self.foreground, self.background = _parts(sgr)
        self.plain = not link and _VISIBLE_ON_BLANKS.isdisjoint(self.attributes)
        self.cell: Callable[[str], Cell] = _Cells(self).__getitem__

    def __repr__(self) -> str:
        return f"SgrStyle({self.sgr!r}, {self.link!r})"

    @property
    def blank(self) -> Cell:
        """The blank of this style; plain styles of one background share it."""
        return self.cell(" ")


class _Cells(dict[str, Cell]):
    """A cache of the cells of one style, by their text; "" is the second cell of a wide cluster."""

    def __init__(self, style: SgrStyle) -> None:
        super().__init__()
        self.style = style

    def __missing__(self, text: str) -> Cell:
        if len(self) > _MOST_CELLS:
            self.clear()
        if text == " " and self.style.plain and self.style.sgr != self.style.background:
            cell = sgr_style(self.style.background).cell(" ")
        elif text == "":
            cell = Cell("", self.style, 0)
        elif text.isascii():
            cell = Cell(text, self.style, blank=text == " " and self.style.plain)
        else:
            found = clusters(text)
            one = found[0] if len(found) == 1 else Cluster(text, cell_len(text), False)
            cell = Cell(text, self.style, one.width, one.sure)
        self[text] = cell
        return cell


_LEVELS: Final = (0, 95, 135, 175, 215, 255)
_PALETTE: Final = {
    (red, green, blue): number
    for number, (red, green, blue) in enumerate(
        [*product(_LEVELS, repeat=3), *((8 + 10 * step,) * 3 for step in range(24))], start=16
    )
    # Terminal themes redefine the lowest numbers; the others are the same everywhere.
    if number > 21
}
"""The number of each RGB colour that has one: a numbered colour takes half the bytes."""

_styles: dict[tuple[str, str], SgrStyle] = {}


def sgr_style(sgr: str = "", link: str | None = None) -> SgrStyle:
    """Return the style of SGR parameters ("1;38;2;1;2;3"; "" is the default) and a link; drop an unsafe link."""
    link = safe_link(link)
    found = _styles.get((sgr, link))
    if found is None:
        if len(_styles) > _MOST_STYLES:
            _styles.clear()
        attributes, foreground, background = _parts(sgr)
        plainest = ";".join(code for code in (*sorted(attributes), foreground, background) if code)
        found = _styles[sgr, link] = SgrStyle(sgr, link) if sgr == plainest else sgr_style(plainest, link)
    return found


def colour_number(red: int, green: int, blue: int) -> int | None:
    """Return the number of this colour among the 256 of xterm; None unless all terminals agree on it."""
    return _PALETTE.get((red, green, blue))


def _parts(sgr: str) -> tuple[frozenset[str], str, str]:
    """Split SGR parameters into attributes, foreground and background."""
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


def append_cells(cells: list[Cell], text: str, style: SgrStyle) -> None:
    """Append the cells of a text, each character sanitized."""
    if text.isascii() and text.isprintable():
        cells.extend(map(style.cell, text))
        return
    for cluster, width, _ in clusters(text):
        if width:
            cells.append(style.cell(cluster))
            cells.extend([style.cell("")] * (width - 1))
        else:
            _add_marks(cells, cluster)


def _add_marks(cells: list[Cell], marks: str) -> None:
    """Put the combining marks at the start of a text onto the cell before it, if there is one."""
    at = next((index for index in reversed(range(len(cells))) if cells[index].text), None)
    if at is None or cells[at].text == " ":
        return
    joined = clusters(cells[at].text + marks)
    if len(joined) == 1 and joined[0].width == cells[at].width:
        cells[at] = cells[at].style.cell(joined[0].text)


class Grid:
    """A screen of cells. Rows are replaced, never changed, so that grids can share them."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int, blank: Cell | None = None) -> None:
        self.width = width
        self.height = height
        self.rows: list[Row] = [(blank or sgr_style().blank,) * width] * height

    def copy(self) -> "Grid":
        """Return a copy that shares the rows."""
        grid = Grid(0, 0)
        grid.width, grid.height, grid.rows = self.width, self.height, list(self.rows)
        return grid

    def draw(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Write cells at column x of row y. Cut cells outside the grid; replace half of a wide cell by a blank."""
        if not 0 <= y < self.height or x >= self.width:
            return
        if x < 0:
            cells, x = cells[-x:], 0
        stop = min(x + len(cells), self.width)
        old = self.rows[y]
        new = [*old[:x], *cells[: stop - x], *old[stop:]]
        _mend(new, x)
        _mend(new, stop)
        row = tuple(new)
        if row != old:
            self.rows[y] = row


def _mend(row: list[Cell], seam: int) -> None:
    """Replace the rest of a wide cell by blanks if its other half was cut off at column `seam`."""
    lead = seam - 1
    while lead >= 0 and not row[lead].text:
        lead -= 1
    reach = lead + row[lead].width if lead >= 0 else 0
    if reach > seam and (seam >= len(row) or row[seam].text):
        row[lead:seam] = [row[lead].style.blank] * (seam - lead)
    elif reach <= seam:
        while seam < len(row) and not row[seam].text:
            row[seam] = row[seam].style.blank
            seam += 1
