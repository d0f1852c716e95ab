"""The listing of models, datasets or Spaces: searched, filtered and sorted by the Hub, loaded while scrolling."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Words
from hubtui.hub.kinds import KINDS
from hubtui.pages.work import start_work
from hubtui.places import LISTING_PLACES
from hubtui.presentation import values
from hubtui.presentation.choice import Choice
from hubtui.presentation.columns import UNKNOWN_SHAPE, columns_for, shape_of_rows
from hubtui.presentation.values import since
from hubtui.resources.listing.orders import column_key
from hubtui.resources.listing.queried_repos import QueriedRepos
from hubtui.text.columns import Cell, Column

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row
    from hubtui.pages.session import Session


class ReposList(QueriedRepos):
    """The repos that match `choice`. The objects that load them (`parts`) are created after the first paint."""

    only_grows = True

    def __init__(self, session: Session, choice: Choice) -> None:
        super().__init__(session, choice)
        self.name = self.tab = KINDS[choice.repo_type].path
        self.cached_at = 0.0
        """The time when the cached rows were loaded (seconds since 1970), 0 without such rows."""
        self._shape = UNKNOWN_SHAPE

    # Loading

    def recall(self) -> None:
        """Show the rows in the cache."""
        if self.browser.frame.store is None or self.choice.hides_rows:
            return
        from hubtui.resources.listing.cached_listing import cached_rows_of

        if (kept := cached_rows_of(self.choice, self.browser.frame)) is not None:
            rows, self.cached_at = kept
            self._take(rows, is_other=True)

    def begin(self) -> None:
        """Load the rows, and look how much memory this machine has."""
        from hubtui.resources.listing.parts import Parts

        self.parts = Parts(self, self._session)
        if self.repo_type == "model":
            start_work(self.browser.rows, self.browser.frame.memory.detect, "memory")
        self.parts.loading.start(self.choice, cached_at=self.cached_at)

    def restart(self) -> None:
        """Load the rows of the present choice from the beginning."""
        if self.parts is not None:
            self.browser.rows.columns_changed()
            self.parts.loading.start(self.choice)

    def close(self) -> None:
        """Stop loading."""
        if self.parts is not None:
            self.parts.loading.close()

    def resumed(self) -> None:
        """Show the columns that were chosen on another screen of the same type."""
        if self.parts is not None:
            self.parts.columns.renew()

    def look(self, last: int) -> None:
        """Load more rows if they will be needed soon."""
        if self.parts is not None:
            self.parts.loading.look()

    def refresh(self) -> None:
        """Load the rows again."""
        if self.parts is not None:
            self.parts.loading.refresh()

    def stop(self) -> bool:
        """Stop loading rows that the user waits for. Return whether there were any."""
        return self.parts is not None and self.parts.loading.stop()

    def retry(self) -> bool:
        """Load rows that failed or were stopped. Return whether there were any."""
        return self.parts is not None and self.parts.loading.retry()

    async def load_all(self, at_most: int | None) -> bool:
        """Load until the end, or until there are `at_most` rows. Return whether the end was reached."""
        return self.parts is not None and await self.parts.loading.load_all(at_most)

    @property
    def has_more(self) -> bool:
        """Whether the Hub has rows that are not loaded."""
        return self.parts is None or self.parts.loading.has_more

    @property
    def can_load(self) -> bool:
        """Whether there are more rows, and the last request for them did not fail."""
        return self.parts is not None and self.parts.loading.can_load

    def show(self, rows: Sequence[Row], *, is_other: bool, keep_cursor: bool = True) -> None:
        """Show these rows; `is_other` if they are the first of another listing."""
        self._take(rows, is_other)
        self.browser.show_items(keep_cursor)

    def _take(self, rows: Sequence[Row], is_other: bool) -> None:
        self.items = rows
        before, known = self._shape, UNKNOWN_SHAPE if is_other else self._shape
        self._shape = shape_of_rows(self.repo_type, rows, known)
        if self._shape != before:
            self.browser.rows.columns_changed()

    def columns_chosen(self, keys: Collection[str]) -> None:
        """Show the columns of these keys. If rows were sorted by another column, show the Hub's order."""
        if column_key(self.searching.order) not in ("", *keys):
            self.choice = replace(self.choice, sort_loaded="")
            self._show_choice()
            self.browser.show_items(keep_cursor=False)
        self.browser.rows.columns_changed()

    def memory_changed(self) -> None:
        """Draw again how models fit, because the memory has changed, and sort by it again."""
        self._show_choice()
        self.browser.rows.columns_changed()
        self.browser.show_items()
        self.browser.show_details()

    # Rows

    def columns(self, width: int) -> list[Column]:
        """Return the columns for `width` terminal cells."""
        choice, frame = self.choice, self.browser.frame
        chosen = frame.settings.columns.get(self.name, ())
        with_fits, by = choice.shows_fits(frame.memory), column_key(self.searching.order)
        return columns_for(self.repo_type, width, choice.sort, chosen, self._shape, with_fits, by)

    def cells(self, item: Row, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a repo."""
        from hubtui.presentation.rows import cells

        return cells(item, columns, values.utc_now(), self._budget())

    def count(self, shown: int) -> str:
        """Return the number of loaded rows as text, or how old the cached rows are."""
        if self.parts is not None:
            return self.parts.count_words()
        return f"as of {since(self.cached_at)}" if self.cached_at else ""

    def tail(self, shown: int) -> list[Words]:
        """Return lines that say that rows are loading, have ended, or could not be loaded."""
        return self.parts.tail() if self.parts is not None else []

    # Around the list

    def places_at(self, where: str) -> tuple[str, ...]:
        """Return the places whose keys work, the innermost first; `where` is TAB or STACKED."""
        return (where, *LISTING_PLACES)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions that only a listing has."""
        return self.parts.targets() if self.parts is not None else ()
