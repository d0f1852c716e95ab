"""Moves the focus between the parts of a list screen, and closes them one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.browser.pane_focus import PaneFocus

if TYPE_CHECKING:
    from hubtui.browser.shown_list import ShownList
    from hubtui.pages.frame import FrameScreen


class FocusActions(PaneFocus):
    """The actions that change the focus on the `screen` of a list, and that leave it."""

    def __init__(self, screen: FrameScreen, shown: ShownList) -> None:
        super().__init__(shown.rows, shown.preview, shown.pane)
        self._screen = screen
        self._shown = shown

    def do_next_pane(self) -> None:
        """Go from the list to the preview and back, or from the search field to the list."""
        if self._shown.bar.is_open:
            self.leave()
            self.leave_field()
        else:
            super().do_next_pane()

    do_previous_pane = do_next_pane

    def leave_field(self) -> bool:
        """Close the search field and focus the list. Return whether the field was open."""
        self._shown.rows.focus()
        return self._shown.bar.close()

    def do_leave(self) -> None:
        """Cancel the search in the field; else stop loading, clear the marks, clear the search, or close the page."""
        shown = self._shown
        if self.leave_field():
            shown.searching.cancel()
            return
        if shown.preview.leave_zoom():
            return
        if shown.model.stop():
            shown.notice("stopped; enter goes on")
        elif shown.marking.clear():
            return
        elif shown.searching.words:
            shown.searching.search("")
        elif len(shown.app.screen_stack) > 1:
            self.do_close()

    def do_close(self) -> None:
        """Close the page; "forward" opens it again with the same query."""
        saved = self._screen.saved_state()
        self._shown.routes.back(state=saved.choice if saved is not None else None)
