"""The wheel of the mouse over the widgets that scroll."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp

from hubtui.text.columns import Cell, Column
from hubtui.text.document import plain
from hubtui.widgets.line_view import LineView
from hubtui.widgets.reader import Reader
from hubtui.widgets.reorder_list import ReorderList
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

LINES = [[Cell(f"line {place}")] for place in range(50)]


class Lines:
    """Fifty rows of one line each."""

    def __len__(self) -> int:
        return len(LINES)

    def id_at(self, index: int) -> str:
        return str(index)

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return LINES[index]

    def below_at(self, index: int, width: int) -> Sequence[Sequence[Cell]]:
        return ()


def columns(_width: int) -> list[Column]:
    return [Column("line", "", 0)]


class WheelApp(App[None]):
    """One widget with more lines than the screen."""

    CSS = "LineView { overflow: hidden hidden; scrollbar-size: 0 0; height: 1fr; }"

    def __init__(self, widget: LineView) -> None:
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        yield self.widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(("dim", "rule", "cursor"), "#888888")

    def on_ready(self) -> None:
        match self.widget:
            case Reader():
                self.widget.show(plain(LINES))
            case TextPane():
                self.widget.show_lines(LINES)
            case RowList() | ReorderList():
                self.widget.show_rows(Lines())


WIDGETS = {
    "reader": lambda: Reader(id="it"),
    "preview": lambda: TextPane(id="it"),
    "list": lambda: RowList(columns_for=columns, id="it"),
    "collection": lambda: ReorderList(columns_for=columns, id="it"),
}


@pytest.mark.parametrize("name", WIDGETS)
async def test_the_wheel_scrolls_three_lines_and_the_cursor_of_a_list_stays_in_view(name: str) -> None:
    app = WheelApp(WIDGETS[name]())
    async with app.run_test(size=(40, 10)) as pilot:
        widget = app.widget
        for _ in range(2):
            await pilot._post_mouse_events([MouseScrollDown], widget, offset=(5, 5), button=0)
        await pilot.pause()
        assert widget.top_line == 6
        if isinstance(widget, RowList):
            assert widget.cursor == 6
        await pilot._post_mouse_events([MouseScrollUp], widget, offset=(5, 5), button=0)
        await pilot.pause()
        assert widget.top_line == 3
