"""The base class of sections that list rows which can be opened."""

from __future__ import annotations

from collections.abc import Callable

from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.previewed_section import PreviewedSection
from hubtui.text.columns import Column
from hubtui.widgets.row_list import RowList


class ListSection(PreviewedSection):
    """Owns the list, shows messages below its rows, and opens a row that is double-clicked."""

    def __init__(self, page: RepoPage, columns_for: Callable[[int], list[Column]], *, id: str) -> None:
        self.list = RowList(columns_for=columns_for, id=id)
        super().__init__(page, self.list)

    def say(self, words: str, role: str = "dim") -> None:
        """Show lines below the rows."""
        self.list.rows_changed(self.below(words, role))

    def do_open_row(self) -> None:
        """Open the row under the cursor."""
        raise NotImplementedError

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a row that is double-clicked."""
        if event.clicks == 2:
            self.do_open_row()
