"""The one-line text field, as Textual has it, in our looks."""

from textual.widgets import Input


class Field(Input):
    """A text field of one line without a frame; its text is selected when it opens."""

    takes_text = True
    """Keys that are characters belong to it."""

    def __init__(self, value: str, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=True, id=id)
        # A blinking cursor writes to the terminal all day.
        self.cursor_blink = False
