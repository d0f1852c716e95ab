"""A dialog that picks several of thousands of options by fuzzy search."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from hubtui.action_target import ActionTarget
from hubtui.dialogs.item_rows import ItemRows
from hubtui.pages.keyed import KeyedDialog
from hubtui.pages.work import start_work
from hubtui.places import FIELD, PICKER
from hubtui.text.columns import Cell, Column
from hubtui.text.fuzzy import rank
from hubtui.text.matches import Matches
from hubtui.widgets.bars import Bar
from hubtui.widgets.field import Field
from hubtui.widgets.row_list import RowList

_GROUP_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: its name, its label, and the group that it belongs to."""

    name: str
    label: str
    group: str


class PickerError(Exception):
    """The options could not be loaded; the message says why in one line."""


def _cells(option: Option, _columns: Sequence[Column]) -> list[Cell]:
    return [Cell(option.label), Cell(option.group, "dim")]


def _columns(_width: int) -> list[Column]:
    return [Column("label", "", 0), Column("group", "", _GROUP_WIDTH)]


class Picker(KeyedDialog[tuple[Option, ...]]):
    """Finds options by typed text; the answer is the picked options, or None.

    `load` returns the options or raises PickerError. `typed` returns an option for a text that is one by itself (such
    as "7b" for the number of parameters), or None; it raises ValueError with a message for the user if the text is
    invalid. `taken` are the options that are picked at first.
    """

    PLACES: ClassVar[tuple[str, ...]] = (PICKER,)

    def __init__(
        self,
        title: str,
        load: Callable[[], Awaitable[Sequence[Option]]],
        typed: Callable[[str], Option | None],
        taken: Sequence[Option],
    ) -> None:
        super().__init__()
        self._title = title
        self._load = load
        self._typed = typed
        self._taken = {option.name: option for option in taken}
        self._options: list[Option] = []
        self._shown: list[Option] = []
        self._touched = False
        self._wanted = ""
        self._field = Field("", "type to find", id="wanted")
        self._rows = RowList(columns_for=_columns, header=False, id="options")
        self._words = Bar(id="words")

    def compose(self) -> ComposeResult:
        """Yield the field, the options that match it, and a message line."""
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = self._title
            yield self._field
            yield self._rows
            yield self._words

    def on_mount(self) -> None:
        """Focus the field, which keeps the focus, and load the options."""
        self._rows.can_focus = False
        self._rows.marks.ids = dict.fromkeys(self._taken)
        self.set_focus(self._field)
        self._find("")
        start_work(self, self._fill, "options")

    async def _fill(self) -> None:
        self._say("Loading the filters…")
        try:
            self._options = list(await self._load())
        except PickerError as error:
            self._say(f"{error}; a filter can still be typed", "failed")
        else:
            self._say("")
            self._find(self._field.value)

    def _say(self, words: str, role: str = "dim") -> None:
        keys = [
            *[Cell("tab", "accent"), Cell(" select  ", "dim"), Cell("enter", "accent"), Cell(" apply  ", "dim")],
            *[Cell("esc", "accent"), Cell(" cancel", "dim")],
        ]
        self._words.show([("words", [Cell(words, role)])] if words else [("apply", keys)], [])

    def _find(self, wanted: str) -> None:
        self._wanted = wanted
        taken = list(self._taken.values())
        others = [option for option in self._options if option.name not in self._taken]
        if not wanted.strip():
            self._shown = taken + others
        else:
            self._shown = [
                (taken + others)[i]
                for i in rank(wanted, [f"{option.label} {option.group}" for option in taken + others])
            ]
            try:
                own = self._typed(wanted.strip())
                self._say("")
            except ValueError as error:
                own = None
                self._say(str(error), "failed")
            if own is not None and all(option.name != own.name for option in self._shown):
                # Numbers and alternatives (a|b) are complete; a word may be the beginning of a tag.
                meant = own.group == "parameters" or "|" in wanted
                self._shown.insert(0 if meant else len(self._shown), own)
        self._rows.highlight(Matches(tuple(wanted.split()), is_fuzzy=True))
        self._rows.show_rows(ItemRows(self._shown, lambda option: option.name, _cells))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for the new text."""
        event.stop()
        self._find(event.value)

    def on_row_list_chosen(self) -> None:
        """Pick the option that was clicked, or unpick it."""
        self.do_pick()

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Return the places whose keys work: the picker itself, then its field."""
        return (PICKER, FIELD)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the list, which has the actions that move its cursor."""
        return (self._rows,)

    def _under_cursor(self) -> Option | None:
        if self._field.value != self._wanted:
            # The field's message about the last letters has not arrived yet.
            self._find(self._field.value)
        return self._shown[self._rows.cursor] if self._shown else None

    def do_pick(self) -> None:
        """Pick the option under the cursor, or unpick it, and clear the field for the next word."""
        option = self._under_cursor()
        if option is None:
            return
        if self._taken.pop(option.name, None) is None:
            self._taken[option.name] = option
        self._touched = True
        self._rows.marks.toggle(option.name)
        if self._field.value:
            self._field.value = ""
            self._find("")
        else:
            self._rows.redraw()
            self._rows.do_down()

    def do_apply(self) -> None:
        """Answer with the picked options; if nothing was picked or unpicked here, with the one under the cursor too."""
        option = self._under_cursor()
        if option is not None and not self._touched:
            self._taken.setdefault(option.name, option)
        self.answer(tuple(self._taken.values()))
