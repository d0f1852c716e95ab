"""A dialog with a text field, rows, and a line for keys and messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from hubtui.action_target import ActionTarget
from hubtui.pages.keyed import KeyedDialog
from hubtui.places import FIELD
from hubtui.text.columns import Cell, Column
from hubtui.widgets.bars import Bar
from hubtui.widgets.field import Field
from hubtui.widgets.row_list import RowList

Answer = TypeVar("Answer")


class FieldDialog(KeyedDialog[Answer]):
    """A dialog whose field keeps the focus, while keys move the cursor in the rows below it.

    A subclass shows the rows for the typed text in `find`. `key_words` are the keys that the last line shows: (name of
    the action, key, text) each. `shape` are the style classes of its size.
    """

    def __init__(
        self,
        title: str,
        field: Field,
        columns_for: Callable[[int], list[Column]],
        key_words: Sequence[tuple[str, str, str]],
        subtitle: str = "",
        shape: str = "tall",
    ) -> None:
        super().__init__()
        self._titles = title, subtitle
        self._shape = shape
        self._shown_for = ""
        self.field = field
        self.row_list = RowList(columns_for=columns_for, header=False, id="options")
        self._key_words = key_words
        self.words = Bar(id="words")

    def compose(self) -> ComposeResult:
        """Yield the field, the rows, and the line for keys and messages."""
        with Vertical(classes=f"dialog {self._shape}") as dialog:
            dialog.border_title, dialog.border_subtitle = self._titles
            yield self.field
            yield self.row_list
            yield self.words

    def on_mount(self) -> None:
        """Focus the field."""
        self.row_list.can_focus = False
        self.set_focus(self.field)

    def find(self, wanted: str) -> None:
        """Show the rows for a text."""

    def find_again(self) -> None:
        """Show the rows for the text in the field."""
        self._shown_for = self.field.value
        self.find(self._shown_for)

    def find_typed(self) -> None:
        """Show the rows for letters that were typed so quickly that no event has told them yet."""
        if self.field.value != self._shown_for:
            self.find_again()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows for the new text."""
        event.stop()
        self.find_again()

    def say(self, words: str, role: str = "dim") -> None:
        """Show a message after the keys in the last line; a failure takes the whole line."""
        if words and role == "failed":
            self.words.show([("", [Cell(words, role)])], [])
            return
        parts = [(name, [Cell(key, "accent"), Cell(f" {text}  ", "dim")]) for name, key, text in self._key_words]
        leave = ("leave", [Cell("esc", "accent"), Cell(" cancel", "dim")])
        self.words.show([*parts, leave, ("", [Cell(f"   {words}" if words else "", role)])], [])

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Run the action of the key that was clicked in the last line."""
        event.stop()
        await self.run_named(event.name)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Add the dialog's own keys before those of the field, which has the focus all the time."""
        return (*self.PLACES, FIELD)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the list, so that keys move in it while the field has the focus."""
        return (self.row_list,)
