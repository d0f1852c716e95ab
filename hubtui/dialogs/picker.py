"""A dialog that picks several of thousands of options by fuzzy search."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from hubtui.dialogs.field_dialog import FieldDialog
from hubtui.dialogs.item_rows import ItemRows
from hubtui.pages.work import start_work
from hubtui.places import PICKER
from hubtui.text.columns import Cell, Column
from hubtui.text.fuzzy import rank
from hubtui.text.matches import Matches
from hubtui.widgets.field import Field

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


class Picker(FieldDialog[tuple[Option, ...]]):
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
        keys = (("pick", "tab", "select"), ("apply", "enter", "apply"))
        super().__init__(title, Field("", "type to find", id="wanted"), _columns, keys)
        self._load = load
        self._typed = typed
        self._taken = {option.name: option for option in taken}
        self._options: list[Option] = []
        self._shown: list[Option] = []
        self._touched = False

    def on_mount(self) -> None:
        """Focus the field, and load the options."""
        super().on_mount()
        self.row_list.marks.ids = dict.fromkeys(self._taken)
        self.find("")
        start_work(self, self._fill, "options")

    async def _fill(self) -> None:
        self.say("Loading the filters…")
        try:
            self._options = list(await self._load())
        except PickerError as error:
            self.say(f"{error}; a filter can still be typed", "failed")
        else:
            self.say("")
            self.find_again()

    def find(self, wanted: str) -> None:
        """Show the picked options, and the others that match a text."""
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
                self.say("")
            except ValueError as error:
                own = None
                self.say(str(error), "failed")
            if own is not None and all(option.name != own.name for option in self._shown):
                # Numbers and alternatives (a|b) are complete; a word may be the beginning of a tag.
                meant = own.group == "parameters" or "|" in wanted
                self._shown.insert(0 if meant else len(self._shown), own)
        self.row_list.highlight(Matches(tuple(wanted.split()), is_fuzzy=True))
        self.row_list.show_rows(ItemRows(self._shown, lambda option: option.name, _cells))

    def on_row_list_chosen(self) -> None:
        """Pick the option that was clicked, or unpick it."""
        self.do_pick()

    def _under_cursor(self) -> Option | None:
        self.find_typed()
        return self._shown[self.row_list.cursor] if self._shown else None

    def do_pick(self) -> None:
        """Pick the option under the cursor, or unpick it, and clear the field for the next word."""
        option = self._under_cursor()
        if option is None:
            return
        if self._taken.pop(option.name, None) is None:
            self._taken[option.name] = option
        self._touched = True
        self.row_list.marks.toggle(option.name)
        if self.field.value:
            self.field.value = ""
            self.find_again()
        else:
            self.row_list.redraw()
            self.row_list.do_down()

    def do_apply(self) -> None:
        """Answer with the picked options; if nothing was picked or unpicked here, with the one under the cursor too."""
        option = self._under_cursor()
        if option is not None and not self._touched:
            self._taken.setdefault(option.name, option)
        self.answer(tuple(self._taken.values()))
