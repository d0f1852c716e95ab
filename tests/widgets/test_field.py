"""A text field shows its text safely, and keeps it unchanged."""

from textual.app import App, ComposeResult

from hubtui.widgets.field import Field

HOSTILE = "a\x1b]52;c;\u202eb\u200b"


class FieldApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Field(HOSTILE)


async def test_what_would_control_the_terminal_is_shown_as_a_sign_and_stays_in_the_text() -> None:
    app = FieldApp()
    async with app.run_test(size=(40, 3)):
        field = app.query_one(Field)
        assert field.render_line(0).text.rstrip() == "a\ufffd]52;c;\ufffdb\ufffd"
        assert field.value == HOSTILE
