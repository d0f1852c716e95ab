"""The actions that only listings of repos have: pick repos, copy them, open their quants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hubtui.action_target import ActionTarget
from hubtui.managing.selected_repo import SelectedRepo

if TYPE_CHECKING:
    from hubtui.browser.list_model import Browser
    from hubtui.hub.kinds import RepoType
    from hubtui.presentation.choice import Choice


class RepoRows(Protocol):
    """The parts of a listing that its actions use."""

    repo_type: RepoType
    choice: Choice
    browser: Browser

    def chosen(self) -> list[SelectedRepo]: ...


class RepoActions(ActionTarget):
    """Acts on the marked repos of a listing, or on the one under the cursor."""

    def __init__(self, model: RepoRows) -> None:
        self._model = model

    def do_open_row(self) -> bool:
        """Quit with the chosen repos if the program runs to pick some; else return False to open the row."""
        browser = self._model.browser
        is_over = browser.model.has_more and not browser.model.can_load
        if not browser.frame.picks or (is_over and browser.rows.cursor >= len(browser.rows) - 1):
            return False
        browser.app.exit([one.repo_id for one in self._model.chosen()])
        return True

    def do_copy(self) -> None:
        """Offer texts about the chosen repos and the URL of the listing to be copied."""
        from hubtui.addresses import url_of
        from hubtui.presentation.choice import target_of_choice
        from hubtui.presentation.copying import combined_snippets
        from hubtui.presentation.fits import best_quant
        from hubtui.presentation.snippets import Snippet, Subject, snippets, subject_of

        browser, chosen = self._model.browser, self._model.chosen()
        endpoint, budget = browser.routes.endpoint, browser.frame.memory.budget
        subjects = [
            subject_of(one.repo_type, one.row, endpoint, quant=best_quant(one.row, budget))
            if one.row is not None
            else Subject(one.repo_type, one.repo_id, endpoint)
            for one in chosen
        ]
        of_rows = combined_snippets([snippets(subject) for subject in subjects])
        target = target_of_choice(self._model.choice)
        more = [Snippet("w", "this listing", url_of(target, endpoint))] if target is not None else []
        if of_rows or more:
            browser.routes.offer_copies([*of_rows, *more], len(chosen))

    def do_quants(self) -> None:
        """Open the quants of the model under the cursor, or the base model of a quant."""
        browser = self._model.browser
        if self._model.repo_type != "model":
            browser.notice("only models have quants")
        elif (row := browser.item) is not None:
            browser.routes.show_quants(row.id, row.tags)
