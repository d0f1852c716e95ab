"""The table of a comparison: a fixed column of titles and a column for each repo, which scroll sideways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.presentation.compare.facts import Line
from hubtui.presentation.lines import wrap
from hubtui.text.columns import GAP, Cell, Column
from hubtui.text.width import cell_width, fit_middle, pad

if TYPE_CHECKING:
    from hubtui.presentation.compare.repo import Value

_WIDE = 100
_MAX_TITLE, _MAX_TITLE_IF_NARROW = 32, 17
_MIN_WIDTH = 17
_TITLE = "title"
_DIFFERS, _EQUAL, _HERE = "≠ ", "  ", "▸"
_MAX_NUMBER_WIDTH = 12
_WORD_WIDTH = 10
"""The room in a column for the word that says that its value is the best."""


class CompareTable:
    """The table of a comparison.

    `names` are the ids of the repos in the order of their columns; `current` is the index of the column with the
    cursor.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self.lines: list[Line] = []
        self.shown: list[Line] = []
        self.hides_equal = False
        self.current = 0
        self._first = 0
        self._longest_number = self._number_width = 0

    def __len__(self) -> int:
        return len(self.shown)

    def id_at(self, index: int) -> str:
        """Return the key of a line."""
        return self.shown[index].key

    def show(self, lines: list[Line]) -> None:
        """Show these lines."""
        self.lines = lines
        self._choose()

    def hide_equal(self, hides: bool) -> None:
        """Hide lines whose values are all the same, or show all lines."""
        self.hides_equal = hides
        self._choose()

    def _choose(self) -> None:
        self.shown = [line for line in self.lines if not (self.hides_equal and line.is_equal)]
        widths = (cell_width(value.text) for line in self.shown if line.has_numbers for value in line.values)
        self._longest_number = max((width for width in widths if width <= _MAX_NUMBER_WIDTH), default=0)

    @property
    def hidden(self) -> int:
        """The number of hidden lines."""
        return len(self.lines) - len(self.shown)

    # Columns

    def columns_for(self, width: int) -> list[Column]:
        """Return the titles and as many repos as fit into `width`; the one with the cursor is among them."""
        titles = self._title_width(width)
        room = width - titles - GAP
        number = max(1, min(len(self.names), (room + GAP) // (_MIN_WIDTH + GAP)))
        lowest, highest = self.current - number + 1, min(self.current, len(self.names) - number)
        self._first = max(0, lowest, min(self._first, highest))
        places = range(self._first, self._first + number)
        widths = self._widths(places, room - GAP * (number - 1))
        columns = [self._column(place, width) for place, width in zip(places, widths, strict=True)]
        self._number_width = min(self._longest_number, min(widths) - _WORD_WIDTH)
        # The last column takes the rest of the width.
        columns[-1] = replace(columns[-1], width=0)
        return [Column(_TITLE, "", titles), *columns]

    def _widths(self, places: Sequence[int], room: int) -> list[int]:
        """Return the widths of the columns: equal ones, but wider for long values where others leave room."""
        needed = {place: max(_MIN_WIDTH, *self._text_widths(place)) for place in places}
        widths: dict[int, int] = {}
        for left, place in zip(range(len(places), 0, -1), sorted(places, key=needed.__getitem__), strict=True):
            widths[place] = max(1, min(needed[place], (room - sum(widths.values())) // left))
        spare = max(0, room - sum(widths.values())) // len(places)
        return [widths[place] + spare for place in places]

    def _text_widths(self, place: int) -> list[int]:
        """Return the widths of the texts in a column, with a blank before each."""
        texts = (self.names[place], *(self._text(line, line.values[place]) for line in self.shown))
        return [1 + cell_width(text) for text in texts]

    def _title_width(self, width: int) -> int:
        most = _MAX_TITLE if width >= _WIDE else _MAX_TITLE_IF_NARROW
        return min(most, max((cell_width(line.title) for line in self.shown), default=0)) + len(_DIFFERS)

    def _column(self, place: int, width: int) -> Column:
        mark = _HERE if place == self.current else " "
        title = mark + fit_middle(self._name(place, width - len(mark)), max(1, width - len(mark)))
        return Column(str(place), title, width, title_role="heading" if place == self.current else "strong")

    def _name(self, place: int, width: int) -> str:
        """Return the id of a repo; if that does not fit, its name without the owner if that is unique."""
        repo_id = self.names[place]
        name = repo_id.rpartition("/")[2]
        is_only = sum(other.rpartition("/")[2] == name for other in self.names) == 1
        return name if is_only and cell_width(repo_id) > width else repo_id

    def cells_at(self, index: int, columns: Sequence[Column]) -> list[Cell]:
        """Return the title and the values of a line; a mark before the title says that values differ."""
        line = self.shown[index]
        usual = "dim" if line.is_equal else ""
        cells = [Cell(f"{_DIFFERS if line.differs else _EQUAL}{line.title}", usual)]
        for column in columns[1:]:
            value = line.values[int(column.key)]
            role = value.role or ("strong" if line.word_for(value) else usual)
            cells.append(Cell(f" {self._text(line, value)}", role))
        return cells

    def _text(self, line: Line, value: Value) -> str:
        """Return a value as its column shows it: numbers all end at one place, and a word says which is the best."""
        text = pad(value.text, max(self._number_width, cell_width(value.text)), right=True)
        return f"{text if line.has_numbers else value.text} {line.word_for(value)}".rstrip()

    # The cursor

    def move(self, columns: int) -> bool:
        """Move the cursor some repos to the right, or to the left if negative. Return whether it moved."""
        wanted = max(0, min(self.current + columns, len(self.names) - 1))
        moved, self.current = wanted != self.current, wanted
        return moved

    def place_words(self, shown: int) -> str:
        """Return which repos are in view ("2-3 of 5"), or only how many there are if all are."""
        total = len(self.names)
        last = self._first + shown
        first = f"{self._first + 1}-" if shown > 1 else ""
        return f"{first}{last} of {total}" if shown < total else f"{total}"

    def value_at(self, index: int) -> tuple[Line, Value] | None:
        """Return the line at `index` and its value for the repo with the cursor; None if there is no line."""
        if not 0 <= index < len(self.shown):
            return None
        line = self.shown[index]
        return line, line.values[self.current]

    def detail_lines(self, index: int, width: int, most: int) -> list[Sequence[Cell]]:
        """Return the value under the cursor in full, in `most` lines of `width` terminal cells."""
        found = self.value_at(index)
        if found is None:
            return [()] * most
        line, value = found
        head = (Cell(f"{line.title} of ", "dim"), Cell(self.names[self.current], "accent"))
        text = value.reason if value.data is None and value.reason else value.text
        if value.reason and text != value.reason:
            text = f"{text}: {value.reason}"
        if word := line.word_for(value):
            text = f"{text} ({word} of these)"
        words = wrap(text, width)
        if len(words) > most - 1:
            words = [*words[: most - 2], f"{words[most - 2][: width - 2]} …"]
        lines: list[Sequence[Cell]] = [head, *((Cell(piece, value.role),) for piece in words)]
        return [*lines, *([()] * (most - len(lines)))]
