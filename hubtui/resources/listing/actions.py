"""The actions of listings of repos. What only some of them need is imported when they are first used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.addresses import url_of
from hubtui.presentation.choice import target_of_choice

if TYPE_CHECKING:
    from hubtui.dialogs.picker import Option
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.pages.session import Session
    from hubtui.resources.listing.listing import Listing


class RepoActions(ActionTarget):
    """Picks or copies the repos that `chosen` returns, opens the quants of a model, and asks for filters."""

    def __init__(self, model: Listing, session: Session, chosen: Callable[[], Sequence[SelectedRepo]]) -> None:
        self._model = model
        self._session = session
        self._chosen = chosen
        self._tags: list[Option] = []

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

    def do_copy(self) -> None:
        """Offer texts about the chosen repos and the URL of the listing to be copied."""
        from hubtui.presentation.fits import best_quant
        from hubtui.presentation.snippets import Snippet, Subject, combined_snippets, snippets, subject_of

        browser, chosen = self._model.browser, self._chosen()
        endpoint, budget = browser.routes.endpoint, browser.frame.memory.budget
        subjects = [
            subject_of(one.repo_type, one.row, endpoint, quant=best_quant(one.row, budget))
            if one.row is not None
            else Subject(one.repo_type, one.repo_id, endpoint)
            for one in chosen
        ]
        of_rows = combined_snippets([snippets(subject) for subject in subjects])
        target = target_of_choice(self._model.choice)
        of_listing = [Snippet("w", "this listing", url_of(target, endpoint))] if target is not None else []
        if of_rows or of_listing:
            browser.routes.offer_copies([*of_rows, *of_listing], len(chosen))

    def do_author(self) -> None:
        """Open the field for an author, filled with the author of the row under the cursor."""
        browser, choice = self._model.browser, self._model.choice
        author = browser.item.author if browser.item is not None else ""
        browser.bar.open("author", choice.author or author or "")

    def do_filter(self) -> None:
        """Open the filter picker."""
        from hubtui.resources.listing.filters import open_picker

        open_picker(self._model, self._session.worker, self._tags)
