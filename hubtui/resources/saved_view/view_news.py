"""The number of rows of a saved view that are new since its last visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.config.views import View
from hubtui.hub.errors import HubError
from hubtui.hub.listings import ListingPage
from hubtui.presentation.choice import Choice
from hubtui.presentation.new_rows import count_new_rows, new_words
from hubtui.presentation.row_filter import row_test_of
from hubtui.resources.saved_view.view_query import REPO_TYPES, choice_of
from hubtui.worker.queue import Priority

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.worker.worker import Worker

_MOST_LOOKED_AT = 100


async def news_of(worker: Worker, view: View, budget: Budget | None) -> str:
    """Return how many repos were created since the last visit, such as "3 new", or ""; see `count_new`."""
    return new_words(await count_new(worker, view, budget), _MOST_LOOKED_AT)


async def news_or_none(worker: Worker, view: View, budget: Budget | None) -> str | None:
    """Return the same as `news_of`, or None if a listing could not be loaded."""
    try:
        return await news_of(worker, view, budget)
    except HubError:
        return None


async def count_new(worker: Worker, view: View, budget: Budget | None) -> int:
    """Return how many repos were created since the last visit, of the first hundred of each listing.

    Views of other lists return 0: their new rows are counted when they are open. In a view of models that fit, only
    those that fit into the `budget` are counted.

    Raises:
        HubError: a listing could not be loaded.
    """
    since = view.last_visit
    if since is None or view.tab not in REPO_TYPES:
        return 0
    found = 0
    newest = replace(choice_of(view), sort="createdAt", ascending=False)
    fields = newest.fields if newest.hides_rows else ("createdAt",)
    for number, query in enumerate(newest.queries(fields, _MOST_LOOKED_AT)):
        page = await worker.get(ListingPage(query), slot=f"news:{view.name}:{number}", priority=Priority.PREFETCH)
        found += count_new_rows(_shown(page.rows, newest, budget), "createdAt", since)
    return found


def _shown(rows: Sequence[Any], choice: Choice, budget: Budget | None) -> Sequence[Any]:
    """Return those of the rows that the view shows."""
    test = row_test_of(choice, budget)
    return rows if test is None else [row for row in rows if test(row)]
