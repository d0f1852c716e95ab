"""What hubtui is measured against: `python -m tests.bench.peers bare`, or `table FILE` with rows of hubtui's own."""

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding

READY = "ready to be measured"


class Bare(App[None]):
    """The least that Textual can do: one Static, and q."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """One line."""
        from textual.widgets import Static

        yield Static(READY)


class Table(App[None]):
    """Textual's own DataTable with the rows of a file: {"titles": […], "widths": […], "rows": [[…], …]}."""

    # Of itself the table's home is the first column, not the first row.
    BINDINGS = [("q", "quit", "Quit"), Binding("home", "top", priority=True)]  # noqa: RUF012

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def compose(self) -> ComposeResult:
        """Table, and a line below that says when it is ready."""
        from textual.widgets import DataTable, Static

        yield DataTable(cursor_type="row")
        line = Static("", markup=False)
        line.styles.dock = "bottom"
        yield line

    def on_mount(self) -> None:
        """All rows at once, the columns as wide as hubtui's."""
        from textual.widgets import DataTable, Static

        told = json.loads(self._file.read_text())
        table = self.query_one(DataTable)
        for title, width in zip(told["titles"], told["widths"], strict=True):
            table.add_column(title, width=width)
        table.add_rows(told["rows"])
        table.focus()
        self.query_one(Static).update(READY)

    def action_top(self) -> None:
        """To the first row."""
        from textual.widgets import DataTable

        self.query_one(DataTable).action_scroll_top()


if __name__ == "__main__":
    (Bare() if sys.argv[1] == "bare" else Table(Path(sys.argv[2]))).run()
