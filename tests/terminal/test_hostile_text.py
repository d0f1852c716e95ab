"""Whatever the widget, text reaches the terminal only as printable, visible text."""

import random
from collections.abc import Callable

import pytest
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, DataTable, Input, Label, Log, OptionList, Static, TextArea, Tree

from hubtui.terminal.display import CellDisplay
from tests.terminal.grammar import strangers
from tests.terminal.hostile import HOSTILE, made_text
from tests.terminal.twin import Twin


class Lines(Widget):
    """Texts as a list draws them, a rule behind each."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.texts = texts

    def render_line(self, y: int) -> Strip:
        if y >= len(self.texts):
            return Strip.blank(self.size.width)
        style = Style(color="green", link=self.texts[y] if y % 2 else None)
        return Strip([*Strip([Segment(self.texts[y], style)]).adjust_cell_length(70), Segment("|", style)])


def table(texts: list[str]) -> list[Widget]:
    made: DataTable[Text] = DataTable()
    made.add_columns(*map(Text, texts[:3]))
    for text in texts:
        made.add_row(Text(text), Text("beside"))
    return [made]


def tree(texts: list[str]) -> list[Widget]:
    made: Tree[None] = Tree(Text(texts[0]))
    made.root.expand()
    for text in texts:
        made.root.add_leaf(Text(text))
    return [made]


def bordered(texts: list[str]) -> list[Widget]:
    made = []
    for text in texts:
        static = Static("inside")
        static.styles.border = ("solid", "red")
        static.border_title, static.border_subtitle = Content(text), Content(text)
        made.append(static)
    return made


SINKS: dict[str, Callable[[list[str]], list[Widget]]] = {
    "lines": lambda texts: [Lines(texts)],
    "labels": lambda texts: [Label(text, markup=False) for text in texts],
    "contents": lambda texts: [Static(Content(text)) for text in texts],
    "rich texts": lambda texts: [Static(Text(text)) for text in texts],
    "border titles": bordered,
    "inputs": lambda texts: [Input(text) for text in texts],
    "placeholders": lambda texts: [Input(placeholder=text) for text in texts],
    "text areas": lambda texts: [TextArea("\n".join(texts))],
    "tables": table,
    "option lists": lambda texts: [OptionList(*map(Content, texts))],
    "buttons": lambda texts: [Button(Content(text)) for text in texts],
    "trees": tree,
    "logs": lambda texts: [Log().write("\n".join(texts))],
}


class Sink(Twin, CellDisplay, App[None]):
    """Hostile texts in widgets of one kind."""

    CSS = "Screen > * { max-height: 3; } Lines, TextArea, DataTable, OptionList, Tree, Log { max-height: 420; }"
    ENABLE_COMMAND_PALETTE = False
    both = False

    def __init__(self, widgets: Callable[[], list[Widget]]) -> None:
        super().__init__()
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self.widgets()


@pytest.mark.parametrize("sink", SINKS)
async def test_hostile_text_is_only_text_in(sink: str) -> None:
    app = Sink(lambda: SINKS[sink](HOSTILE))
    async with app.run_test(size=(80, 200)) as pilot:
        await pilot.pause()
        written = "".join(app.sent)
    assert strangers(written.encode()) == []
    for content in ("\x1b]52;c;aGVsbG8=", "\x1b[?1049l", "javascript:", "\x1b]8;;file:"):
        assert content not in written.replace("[link=javascript:", "")


async def test_hostile_notifications_and_titles_are_only_text() -> None:
    app = Sink(lambda: [])
    async with app.run_test(size=(80, 50), notifications=True) as pilot:
        for text in HOSTILE:
            app.title = app.sub_title = text
            app.notify(text, title=text, markup=False)
            await pilot.pause(0.01)
            app.clear_notifications()
        written = "".join(app.sent)
    assert strangers(written.encode()) == []


async def test_random_texts_are_only_text_in_the_right_columns(runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    texts = [made_text(rng) for _ in range(runs(20_000))]
    for start in range(0, len(texts), 400):
        some = texts[start : start + 400]
        app = Sink(lambda some=some: [Lines(some)])  # type: ignore[misc]
        async with app.run_test(size=(80, 404)) as pilot:
            await pilot.pause()
            written, lines = "".join(app.sent), app.ours.lines()
        assert strangers(written.encode()) == [], f"seed {seed}, from {start}"
        for text, line in zip(some, lines, strict=False):
            assert line.endswith("|"), f"seed {seed}, {text!a}"
