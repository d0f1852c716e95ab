"""The one-line text field, as Textual has it, in our looks."""

from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from hubtui.terminal.textual_internals import action_of_key
from hubtui.text.pasted import first_line

# Of the keys that Textual's field knows, those that edit; what the others do is the screen's to say.
_MOVING = ("left", "right", "home", "end")
_EDITING = frozenset(
    (*_MOVING, *(f"shift+{key}" for key in _MOVING), "ctrl+left", "ctrl+right", "ctrl+shift+left", "ctrl+shift+right",
     "backspace", "delete", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w")
)  # fmt: skip


class Field(Input):
    """A text field of one line without a frame; its text is selected when it opens."""

    takes_text = True
    """Keys that are characters belong to it."""

    class LinesDropped(Message):
        """Several lines were pasted, and the field took the first; `words` say so."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(
        self,
        value: str,
        placeholder: str = "",
        *,
        entered: Callable[[str], None] | None = None,
        id: str | None = None,
    ) -> None:
        """`entered` is called with the text at once, so that the next key finds the field closed already."""
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)
        # Now and not when the focus comes: by then the first letters may have been typed.
        self.selection = Selection(0, len(value))
        # A blinking cursor writes to the terminal all day.
        self.cursor_blink = False
        self._entered = entered

    async def take(self, event: events.Key) -> bool:
        """A letter, or a key that edits; whether it was one."""
        if event.key in _EDITING:
            return await self.run_bound(event)
        if not event.is_printable or not event.character:
            return False
        self._insert(event.character)
        return True

    def _insert(self, text: str) -> None:
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line that is not blank, and say where there were more."""
        event.stop()
        event.prevent_default()
        line, count = first_line(event.text)
        if line:
            self._insert(line)
        if count > 1:
            self.post_message(self.LinesDropped(f"Pasted the first of {count:,} lines"))

    async def run_bound(self, event: events.Key) -> bool:
        """What Textual's field does with a key; whether it does anything."""
        if event.key == "enter" and self._entered is not None:
            self._entered(self.value)
            return True
        action = action_of_key(self, event)
        if action is not None:
            await self.run_action(action)
        return action is not None
