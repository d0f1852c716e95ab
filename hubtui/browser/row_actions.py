"""What can be done with a row of any list: open it, and copy it."""

from __future__ import annotations

from typing import Any

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Browser, ListModel


class RowActions(ActionTarget):
    """Acts on the row under the cursor; copying acts on all marked rows."""

    def __init__(self, browser: Browser, model: ListModel[Any]) -> None:
        self._browser = browser
        self._model = model

    def do_open_row(self) -> None:
        """Open the row under the cursor."""
        if (item := self._browser.item) is not None:
            self._model.open(item)

    def do_copy(self) -> None:
        """Offer what can be copied of the marked rows, or of the one under the cursor."""
        from hubtui.presentation.copying import joined

        chosen = self._browser.chosen
        if snippets := joined([self._model.snippets(item) for item in chosen]):
            self._browser.routes.offer_copies(snippets, len(chosen))
