"""The actions of every list that open a row, and load the list again."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Browser


class RowActions(ActionTarget):
    """Opens the row under the cursor."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def do_open_row(self) -> None:
        """Open the row under the cursor. On the last row of a list that stopped loading, load on instead."""
        item, rows, model = self._browser.item, self._browser.rows, self._browser.model
        if (item is None or rows.cursor == len(rows) - 1) and model.retry():
            return
        if item is not None:
            rows.cursor_place.choose()  # the user comes back to this row
            model.open(item)

    def do_refresh(self) -> None:
        """Load the list again."""
        self._browser.model.refresh()
