"""A terminal for tests: pyte, with what it lacks, and its picture in a form that can be compared."""

from functools import cache
from typing import Any, NamedTuple

import pyte
import pyte.modes
import pyte.screens
import pyte.streams
from wcwidth import wcwidth


class Place(NamedTuple):
    """What is seen in one cell: of a blank only the background and lines."""

    text: str
    foreground: str
    background: str
    marks: frozenset[str]


@cache
def _is_one_cell(letter: str) -> bool:
    return wcwidth(letter) == 1


@cache
def _char(pen: pyte.screens.Char, letter: str) -> pyte.screens.Char:
    return pen._replace(data=letter)


class _Screen(pyte.Screen):
    def draw(self, data: str) -> None:
        """Draw text as pyte does; that of letters of one cell that fit into the line takes a tenth of the time."""
        text = data.translate(self.g1_charset if self.charset else self.g0_charset)
        x, y = self.cursor.x, self.cursor.y
        fits = x + len(text) <= self.columns and pyte.modes.IRM not in self.mode
        if not fits or not all(map(_is_one_cell, text)):
            super().draw(data)
            return
        pen, line = self.cursor.attrs, self.buffer[y]
        for place, letter in enumerate(text, x):
            line[place] = _char(pen, letter)
        self.cursor.x = x + len(text)
        self.dirty.add(y)

    def scroll_up(self, count: int = 1) -> None:
        self._scroll(count, self.index, last=True)

    def scroll_down(self, count: int = 1) -> None:
        self._scroll(count, self.reverse_index, last=False)

    def _scroll(self, count: int, step: Any, last: bool) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        kept, self.cursor.y = self.cursor.y, bottom if last else top
        for _ in range(count):
            step()
        self.cursor.y = kept

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        if how == 2:  # pyte leaves cells alone that were never written
            for y in range(self.lines):
                self.buffer[y].update(dict.fromkeys(range(self.columns), self.cursor.attrs))
        super().erase_in_display(how, *args, **kwargs)

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        if not private:  # pyte takes kitty's CSI > 1 u and the like for colours
            super().select_graphic_rendition(*attributes)


class _Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "S": "scroll_up", "T": "scroll_down"}  # noqa: RUF012
    events = pyte.Stream.events | {"scroll_up", "scroll_down"}


class Emulator:
    """A terminal of columns × lines that is written to, without wrapping."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = _Screen(columns, lines)
        self._stream = _Stream(self.screen)
        self.write("\x1b[?7l")

    def write(self, text: str) -> None:
        """Take output as a terminal in raw mode does: a line feed keeps its column."""
        # pyte does not know kitty's keyboard sequences and would show their last letter.
        for keys in ("\x1b[>5u", "\x1b[=29u", "\x1b[<u"):
            text = text.replace(keys, "")
        text = text.replace("\x1b[?2026$p", "")
        self._stream.feed(text)

    def resize(self, columns: int, lines: int) -> None:
        """Another size; what is shown is cut."""
        self.screen.resize(lines, columns)

    def lines(self) -> list[str]:
        """The rows as text, blanks at their ends left out."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return ["".join(row[x].data for x in range(self.screen.columns)).rstrip() for row in rows]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row."""
        return min(self.screen.cursor.x, self.screen.columns - 1), self.screen.cursor.y

    def picture(self) -> list[list[Place]]:
        """Every cell as it is seen."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return [[_place(row[x]) for x in range(self.screen.columns)] for row in rows]


@cache
def _place(char: pyte.screens.Char) -> Place:
    """Return a cell as it is seen; a screen has few different ones."""
    kinds = ("bold", "italics", "underscore", "strikethrough", "reverse", "blink")
    marks = frozenset(kind for kind in kinds if getattr(char, kind))
    lines = marks & {"underscore", "strikethrough", "reverse"}
    if char.data == " " and not lines:
        return Place(" ", "", char.bg, frozenset())
    return Place(char.data, char.fg, char.bg, lines if char.data == " " else marks)


def differences(one: Emulator, other: Emulator) -> list[str]:
    """Where two terminals show different things, as lines for a person."""
    assert (one.screen.lines, one.screen.columns) == (other.screen.lines, other.screen.columns)
    found = []
    for y in range(one.screen.lines):
        left, right = one.screen.buffer[y], other.screen.buffer[y]
        if left == right and left.default == right.default:
            continue  # the same cells: nothing to see
        for x in range(one.screen.columns):
            a, b = _place(left[x]), _place(right[x])
            if a != b:
                found.append(f"{x},{y}: {a} / {b}")
    return found
