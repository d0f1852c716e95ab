"""What can be done with a row of any list: open it, and copy it; and loading the list again."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Browser


class RowActions(ActionTarget):
    """Acts on the row under the cursor; copying acts on all marked rows."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def do_open_row(self) -> None:
        """Open the row under the cursor; at the end of a list that stopped loading, go on loading."""
        item, rows, model = self._browser.item, self._browser.rows, self._browser.model
        if (item is None or rows.cursor == len(rows) - 1) and model.retry():
            return
        if item is not None:
            model.open(item)

    def do_copy(self) -> None:
        """Offer what can be copied of the marked rows, or of the one under the cursor."""
        from hubtui.presentation.copying import joined

        chosen = self._browser.chosen
        if snippets := joined([self._browser.model.snippets(item) for item in chosen]):
            self._browser.routes.offer_copies(snippets, len(chosen))

    def do_refresh(self) -> None:
        """Load the list again."""
        self._browser.model.refresh()
