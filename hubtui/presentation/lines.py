"""Lay out parts and words in lines of a given width."""

from collections.abc import Iterable, Iterator

from hubtui.text.columns import Cell
from hubtui.text.document import Lines, plain
from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width, chop_cells

Line = tuple[Cell, ...]
BLANK: Line = ()


def flow(parts: Iterable[Cell | str], width: int, separator: str = " · ") -> list[Line]:
    """Return the parts side by side with `separator` between them, on as many lines as needed.

    Empty parts are left out. A part that is wider than a line is broken between its words.
    """
    lines: list[list[Cell]] = []
    left = 0
    for part in parts:
        text, role = (part, "") if isinstance(part, str) else part
        for number, piece in enumerate(wrap(text, width)):
            needed = cell_width(piece)
            if number == 0 and lines and needed + cell_width(separator) <= left:
                lines[-1] += [Cell(separator, "dim"), Cell(piece, role)]
                left -= needed + cell_width(separator)
            else:
                lines.append([Cell(piece, role)])
                left = width - needed
    return [tuple(line) for line in lines]


def message(words: str, role: str, width: int) -> Lines:
    """Return a document of only these words, in a role: a message shown in place of a document."""
    return plain((Cell(line, role),) for line in wrap(words, width))


def wrap(text: str, width: int, hanging: str = "") -> list[str]:
    """Return words in lines of at most `width` cells; a word that is longer than a line is cut.

    From the second line on, each begins with `hanging`.
    """
    width = max(2, width)
    if width - len(hanging) < 2:
        hanging = ""
    lines: list[str] = []
    line, left = "", width
    measure = len if text.isascii() and text.isprintable() else cell_width
    for word in _pieces(text, width - len(hanging)):
        needed = measure(word)
        if line.strip() and needed + 1 > left:
            lines.append(line)
            line, left = hanging, width - len(hanging)
        elif line and line != hanging:
            line, left = line + " ", left - 1
        line, left = line + word, left - needed
    return [*lines, line] if line.strip() else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in map(clean_line, text.split()):
        if len(word) * 2 <= width or cell_width(word) <= width:
            yield word
        else:
            yield from chop_cells(word, width)
