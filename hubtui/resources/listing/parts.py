"""The objects of a listing that are created after the first paint, because they import most of hubtui."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.hub.kinds import KINDS
from hubtui.managing.deferred_actions import DeferredRepoChanges
from hubtui.managing.selected_repo import SelectedRepo
from hubtui.presentation.list_messages import FilterCounts, Progress, count_words, status_lines
from hubtui.presentation.row_filter import shown_verbs
from hubtui.presentation.values import since
from hubtui.resources.listing.actions import RepoActions
from hubtui.resources.listing.columns import ColumnChoice
from hubtui.resources.listing.loading import TROUBLE, Loading
from hubtui.resources.listing.query_values import LoadedValues
from hubtui.text.columns import GUTTER

if TYPE_CHECKING:
    from hubtui.browser.list_model import Words
    from hubtui.pages.session import Session
    from hubtui.resources.listing.listing import Listing


class Parts:
    """Creates the objects that load, filter and change the rows of `model`, and describes their state in words."""

    def __init__(self, model: Listing, session: Session) -> None:
        browser, repo_type = model.browser, model.repo_type
        self._model = model
        self._memory = browser.frame.memory
        self.loading = Loading(model, session)
        self.values = LoadedValues(model, session)
        self.columns = ColumnChoice(browser, repo_type, self._with_fits, self._columns_chosen)
        self._targets = (
            RepoActions(model, session, self._chosen),
            self.columns,
            DeferredRepoChanges(browser, session, self._chosen, repo_type, lambda: model.choice.author),
        )

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions of a listing."""
        return self._targets

    def _chosen(self) -> list[SelectedRepo]:
        """Return the marked repos, including those that are not loaded, else the one under the cursor."""
        browser, repo_type = self._model.browser, self._model.repo_type
        known = {row.id: row for row in browser.chosen}
        return [SelectedRepo(repo_type, repo_id, known.get(repo_id)) for repo_id in browser.rows.marks.ids or known]

    def _with_fits(self) -> bool:
        return self._model.choice.shows_fits(self._memory)

    def _columns_chosen(self) -> None:
        self._model.columns_chosen([one.key for one in self.columns.shown])
        self.loading.use_fields()

    # Words

    def count_words(self) -> str:
        """Return the number of loaded rows as text, how old they are, or that a refresh failed."""
        loading, pager = self.loading, self.loading.pager
        if pager is None:
            return ""
        if pager is not loading.shown and pager.state in TROUBLE:
            # The old rows are visible, and the error below the last of them may be out of sight.
            return "could not refresh; r tries again"
        if loading.cached_at and not pager.rows:
            return f"as of {since(loading.cached_at)}"
        return count_words(self._many, pager.more, self._looked)

    def tail(self) -> list[Words]:
        """Return lines that say that rows are loading, have ended, or could not be loaded."""
        loading, pager, choice = self.loading, self.loading.pager, self._model.choice
        if pager is None:
            waits = loading.waits_for_memory
            return [("Looking for the memory of this machine…", "dim")] if waits else []
        many, seconds = self._many, loading.seconds_to_retry
        progress = Progress(pager.state.value, many, pager.asked_for, pager.error, seconds, self._looked)
        noun, filters = f"{KINDS[choice.repo_type].noun}s", [chip.label for chip in choice.chips()]
        width = self._model.browser.rows.size.width - 2 * GUTTER
        lines = status_lines(progress, noun, choice.text, filters, width)
        return [(cell.text, cell.role) for line in lines for cell in line]

    @property
    def _many(self) -> int:
        """The number of loaded rows that match the choice."""
        pager = self.loading.pager
        rows = self._model.items if pager is self.loading.shown or pager is None else pager.rows
        return len(rows)

    @property
    def _looked(self) -> FilterCounts | None:
        """The numbers of rows that were checked against filters of hubtui's own, or None without such filters."""
        pager, choice = self.loading.pager, self._model.choice
        is_judged = bool(choice.excluded) or (bool(choice.fits) and self._memory.budget is not None)
        if pager is None or not is_judged:
            return None
        return FilterCounts(pager.looked_at, pager.unclear, shown_verbs(choice))
