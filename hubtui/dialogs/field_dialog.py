"""A dialog with a text field, rows, and a line for keys and messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

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

    `key_words` are the keys that the last line shows: (name of the action, key, text) each.
    """

    def __init__(
        self,
        title: str,
        field: Field,
        columns_for: Callable[[int], list[Column]],
        key_words: Sequence[tuple[str, str, str]],
        subtitle: str = "",
    ) -> None:
        super().__init__()
        self._titles = title, subtitle
        self.field = field
        self.row_list = RowList(columns_for=columns_for, header=False, id="options")
        self._key_words = key_words
        self._words = Bar(id="words")

    def compose(self) -> ComposeResult:
        """Yield the field, the rows, and the line for keys and messages."""
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title, dialog.border_subtitle = self._titles
            yield self.field
            yield self.row_list
            yield self._words

    def on_mount(self) -> None:
        """Focus the field."""
        self.row_list.can_focus = False
        self.set_focus(self.field)

    def say(self, words: str, role: str = "dim") -> None:
        """Show a message after the keys in the last line."""
        parts = [(name, [Cell(key, "accent"), Cell(f" {text}  ", "dim")]) for name, key, text in self._key_words]
        leave = ("leave", [Cell("esc", "accent"), Cell(" cancel", "dim")])
        self._words.show([*parts, leave, ("", [Cell(f"   {words}" if words else "", role)])], [])

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
