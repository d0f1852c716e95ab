"""The text field of one line."""

from collections.abc import Callable

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from hubtui.terminal.textual_internals import action_of_key
from hubtui.text.pasted import first_line
from hubtui.text.sanitize import REPLACEMENT

# The keys that edit the text. All other keys are for the screen, even if Textual binds them in its field.
_MOVING = ("left", "right", "home", "end")
_EDITING = frozenset(
    (*_MOVING, *(f"shift+{key}" for key in _MOVING), "ctrl+left", "ctrl+right", "ctrl+shift+left", "ctrl+shift+right",
     "backspace", "delete", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w")
)  # fmt: skip


class VisibleText(Highlighter):
    """Shows each character of a field that is invisible or controls the terminal as U+FFFD; the text stays as it is."""

    def highlight(self, text: Text) -> None:
        """Replace these characters one for one, so that the cursor stays where it is."""
        if not text.plain.isprintable():
            text.plain = "".join(one if one.isprintable() else REPLACEMENT for one in text.plain)


class Field(Input):
    """A text field of one line without a frame; its text is selected when it opens."""

    takes_text = True
    """Tells the screen that keys that are characters are for this widget."""

    class LinesDropped(Message):
        """Several lines were pasted, of which the field took the first one; `words` is a message that says so."""

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
        """`entered` is called with the text as soon as enter is pressed: the field can close before the next key."""
        super().__init__(
            value, placeholder=placeholder, compact=True, select_on_focus=False, highlighter=VisibleText(), id=id
        )
        # Select the text now, not when the focus comes: the first letters may have been typed by then.
        self.selection = Selection(0, len(value))
        # A blinking cursor would send bytes to the terminal all the time.
        self.cursor_blink = False
        self._entered = entered

    @property
    def is_partial(self) -> bool:
        """Whether the text ends in the beginning of a word that can be completed."""
        return False

    @property
    def is_wrong(self) -> bool:
        """Whether the text has words that are not valid."""
        return False

    async def take(self, event: events.Key) -> bool:
        """Type a letter, or run a key that edits the text. Return whether the key was one of these."""
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
        """Paste the first line that is not blank; post `LinesDropped` if there are more."""
        event.stop()
        event.prevent_default()
        line, count = first_line(event.text)
        if line:
            self._insert(line)
        if count > 1:
            self.post_message(self.LinesDropped(f"Pasted the first of {count:,} lines"))

    def on_resize(self) -> None:
        """Keep the cursor in view: the field of a query shrinks when the count beside it comes."""
        cell = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(cell, 0, 1, 1), force=True, animate=False)
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    async def run_bound(self, event: events.Key) -> bool:
        """Run what Textual binds to a key in its field. Return whether it binds anything."""
        if event.key == "enter" and self._entered is not None:
            self._entered(self.value)
            return True
        action = action_of_key(self, event)
        if action is not None:
            await self.run_action(action)
        return action is not None
