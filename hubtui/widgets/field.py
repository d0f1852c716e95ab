"""The one-line text field, as Textual has it, in our looks."""

from textual.widgets import Input
from textual.widgets.input import Selection


class Field(Input):
    """A text field of one line without a frame; its text is selected when it opens."""

    takes_text = True
    """Keys that are characters belong to it."""

    def __init__(self, value: str, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)
        # Now and not when the focus comes: by then the first letters may have been typed.
        self.selection = Selection(0, len(value))
        # A blinking cursor writes to the terminal all day.
        self.cursor_blink = False

    def take(self, character: str) -> None:
        """A character that was typed before the field had the focus."""
        if self.selection.is_empty:
            self.insert_text_at_cursor(character)
        else:
            self.replace(character, *self.selection)
