"""The actions of every list: open a row, copy rows, and load the list again."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Browser


class RowActions(ActionTarget):
    """Opens the row under the cursor; copies all marked rows."""

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

    def do_copy(self) -> None:
        """Offer texts about the marked rows, or about the one under the cursor, to be copied."""
        from hubtui.presentation.copying import combined_snippets

        chosen = self._browser.chosen
        if snippets := combined_snippets([self._browser.model.snippets(item) for item in chosen]):
            self._browser.routes.offer_copies(snippets, len(chosen))

    def do_refresh(self) -> None:
        """Load the list again."""
        self._browser.model.refresh()
