"""A section that is a list."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section
from hubtui.text.columns import Column
from hubtui.widgets.row_list import RowList


class ListSection(Section):
    """Owns a list; what is said stands below its rows, and a double click opens the row."""

    def __init__(self, page: RepoPage, columns_for: Callable[[int], list[Column]], *, id: str) -> None:
        super().__init__(page)
        self.list = RowList(columns_for=columns_for, id=id)

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.list

    @property
    def front(self) -> RowList:
        """The list."""
        return self.list

    def say(self, words: str, role: str = "dim") -> None:
        """Lines below the rows."""
        self.list.rows_changed(self.below(words, role))

    def do_open_row(self) -> None:
        """Open the row under the cursor."""
        raise NotImplementedError

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            self.do_open_row()
