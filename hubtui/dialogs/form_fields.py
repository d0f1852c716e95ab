"""The fields of a form: their labels, what is wrong with each, and which of them has the focus."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.field import Field

_LABEL_WIDTH = 13
_WIDEST, _FRAME = 76, 8
_FEW_COLUMNS = 36
"""On a screen narrower than this, a label stands above its field."""


@dataclass(slots=True)
class Entry:
    """A field with its name, the line that shows it with its label, and the lines below that say what is wrong."""

    name: str
    field: Field | ChoiceField
    line: Horizontal
    problem: FactLines


class FormFields(ActionTarget):
    """The fields of the form `screen`."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._entries: list[Entry] = []
        self._hidden: Collection[str] = ()
        self._problems: dict[str, str] = {}

    @property
    def room(self) -> int:
        """The width of a line of the form, in terminal cells."""
        return min(_WIDEST, self._screen.app.size.width) - _FRAME

    @property
    def is_narrow(self) -> bool:
        """Whether the labels stand above the fields, because there is no room beside them."""
        return self._screen.app.size.width < _FEW_COLUMNS

    def add(self, name: str, label: str, field: Field | ChoiceField) -> Iterator[Widget]:
        """Add a field; yield the widgets to compose."""
        problem = FactLines(lambda _: self._problem_lines(name), most=3, id=f"problem-{name}")
        problem.display = False
        line = Horizontal(_label(label), field, classes="entry")
        self._entries.append(Entry(name, field, line, problem))
        yield line
        yield problem

    def __len__(self) -> int:
        """Return the number of fields."""
        return len(self._entries)

    @property
    def shown(self) -> list[Entry]:
        """The fields that are not hidden."""
        return [entry for entry in self._entries if entry.name not in self._hidden]

    def name_of(self, field: object) -> str:
        """Return the name of the field that is this widget."""
        return next((entry.name for entry in self._entries if entry.field is field), "")

    def show(self, hidden: Collection[str], problems: Mapping[str, str]) -> None:
        """Hide the fields named `hidden`; show what is wrong below the others."""
        self._hidden, self._problems = hidden, dict(problems)
        for entry in self._entries:
            entry.line.display = entry.name not in hidden
            entry.problem.display = bool(problems.get(entry.name))
            entry.problem.lay_out()

    def lock(self, locked: bool) -> None:
        """Let nothing be typed while the form is sent, or let it again."""
        for entry in self._entries:
            entry.field.disabled = locked

    # Focus

    @property
    def is_at_last(self) -> bool:
        """Whether the last field has the focus."""
        return self._focused >= len(self.shown) - 1

    def begin(self, name: str) -> None:
        """Focus the field of this name, else the first text field that is empty, else the first one."""
        texts = [entry for entry in self._entries if isinstance(entry.field, Field)]
        named = [entry for entry in self._entries if entry.name == name]
        empty = [entry for entry in texts if not entry.field.value]
        for entry in (*named, *empty, *texts, *self._entries):
            self._screen.set_focus(entry.field)
            return

    def do_next_field(self) -> None:
        """Focus the next field."""
        self._focus(self._focused + 1)

    def do_previous_field(self) -> None:
        """Focus the previous field."""
        self._focus(self._focused - 1)

    def do_turn(self) -> None:
        """Take the next value of the choice that has the focus."""
        self._turn(1)

    def do_turn_back(self) -> None:
        """Take the previous value of the choice that has the focus."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        field = self._screen.focused
        if isinstance(field, ChoiceField) and not field.disabled:
            field.turn(by)

    def focus_named(self, names: Collection[str]) -> None:
        """Focus the first field with one of these names; without one, the last field."""
        index = next((i for i, entry in enumerate(self.shown) if entry.name in names), len(self.shown) - 1)
        self._focus(index)

    def focus_empty(self) -> None:
        """Focus the first text field that is empty, else the first field."""
        texts = (i for i, entry in enumerate(self.shown) if isinstance(entry.field, Field) and not entry.field.value)
        self._focus(next(texts, 0))

    def show_focused(self) -> None:
        """Scroll to the field that has the focus, with its label."""
        if shown := self.shown:
            shown[self._focused].line.scroll_visible(animate=False)

    @property
    def focused_name(self) -> str:
        """The name of the field that has the focus, or ""."""
        return self.name_of(self._screen.focused)

    @property
    def _focused(self) -> int:
        focused = self._screen.focused
        return next((i for i, entry in enumerate(self.shown) if entry.field is focused), 0)

    def _focus(self, index: int) -> None:
        shown = self.shown
        if shown:
            self._screen.set_focus(shown[index % len(shown)].field)
            self.show_focused()

    def _problem_lines(self, name: str) -> list[Sequence[Cell]]:
        words = self._problems.get(name, "")
        indent = 0 if self.is_narrow else _LABEL_WIDTH
        return [(Cell(" " * indent + line, "failed"),) for line in wrap(words, self.room - indent)] if words else []


def _label(label: str) -> Bar:
    bar = Bar(id=f"label-{label.lower().replace(' ', '-')}")
    bar.add_class("label")
    bar.show([("", [Cell(label, "dim")])], [])
    return bar
