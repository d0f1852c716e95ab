"""The action that copies repos of a listing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.addresses import url_of
from hubtui.presentation.choice import target_of_choice
from hubtui.presentation.copying import combined_snippets
from hubtui.presentation.fits import best_quant
from hubtui.presentation.snippets import Snippet, Subject, snippets, subject_of

if TYPE_CHECKING:
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.resources.listing.listing import Listing


class CopyAction(ActionTarget):
    """Copies the repos that `chosen` returns, or the URL of the listing `model`."""

    def __init__(self, model: Listing, chosen: Callable[[], Sequence[SelectedRepo]]) -> None:
        self._model = model
        self._chosen = chosen

    def do_copy(self) -> None:
        """Offer texts about the chosen repos and the URL of the listing to be copied."""
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
