"""The actions that only listings of repos have: pick repos, and open their quants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget

if TYPE_CHECKING:
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.resources.listing.listing import Listing


class RepoActions(ActionTarget):
    """Picks the repos that `chosen` returns, or opens the quants of the one under the cursor."""

    def __init__(self, model: Listing, chosen: Callable[[], Sequence[SelectedRepo]]) -> None:
        self._model = model
        self._chosen = chosen

    def do_open_row(self) -> bool:
        """Quit with the chosen repos if the program runs to pick some; else return False to open the row."""
        browser = self._model.browser
        is_over = browser.model.has_more and not browser.model.can_load
        if not browser.frame.picks or (is_over and browser.rows.cursor >= len(browser.rows) - 1):
            return False
        browser.app.exit([one.repo_id for one in self._chosen()])
        return True

    def do_quants(self) -> None:
        """Open the quants of the model under the cursor, or the base model of a quant."""
        browser = self._model.browser
        if self._model.repo_type != "model":
            browser.notice("only models have quants")
        elif (row := browser.item) is not None:
            browser.routes.show_quants(row.id, row.tags)
