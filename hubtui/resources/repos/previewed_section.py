"""The base class of sections that are a list with a preview."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Container

from hubtui.action_target import ActionTarget
from hubtui.browser.pane_focus import PaneFocus
from hubtui.browser.preview import Preview, PreviewSource
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane


class PreviewedSection(Section):
    """Owns the list, and the pane that shows the item under its cursor."""

    def __init__(self, page: RepoPage, rows: RowList) -> None:
        super().__init__(page)
        self.pane = TextPane(id="preview")
        self.preview = Preview(page, rows, self.pane)
        self.pane_focus = PaneFocus(rows, self.preview, self.pane)
        self._rows_and_preview = Container(rows, self.pane, classes="panes")
        self._list = rows

    def compose(self) -> ComposeResult:
        """Yield the list and its preview."""
        yield self._rows_and_preview

    @property
    def front(self) -> RowList:
        """Return the list."""
        return self._list

    @property
    def item(self) -> Any | None:
        """The item under the cursor, None if there are no rows."""
        raise NotImplementedError

    def show_preview(self, source: PreviewSource) -> None:
        """Place the preview; `source` draws and loads it."""
        self.preview.show_source(source)
        self.preview.place()

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the preview, and the list or pane that the keys move."""
        return (self.pane_focus, self.preview, self.pane if self.preview.is_in_use else self._list)

    def hidden(self) -> None:
        """Load nothing for the preview."""
        self.preview.suspend()

    suspend = hidden

    def shown(self) -> None:
        """Load missing data for the preview."""
        self.preview.resume()

    resume = shown

    def follow(self, scrolled: bool = False) -> None:
        """Show the item under the cursor in the preview."""
        self.preview.follow(self.item, scrolled)

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Show the item under the cursor in the preview."""
        self.follow(event.scrolled)

    def on_resize(self) -> None:
        """Choose the place of the preview for the new size."""
        self.preview.place()

    def leave(self) -> bool:
        """Go from the preview to the list. Return whether the keys were for the preview."""
        return self.pane_focus.leave()
