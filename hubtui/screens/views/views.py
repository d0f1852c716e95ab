"""What a saved view asks for, and what is new in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.config.views import View
from hubtui.hub.kinds import KINDS
from hubtui.presentation.choice import Choice, from_json

if TYPE_CHECKING:
    from hubtui.worker.worker import Worker

MOST_LOOKED_AT = 100
_TYPES = {kind.path: repo_type for repo_type, kind in KINDS.items()}


def choice_of(view: View) -> Choice:
    """What a view asks for."""
    return from_json(_TYPES[view.tab], view.choice)


def words_of(view: View) -> list[str]:
    """Return what a view asks for, in words."""
    if view.tab in _TYPES:
        choice = choice_of(view)
        return [*([choice.text] if choice.text else []), *(chip.label for chip in choice.chips())]
    told = [value for name, value in view.choice.items() if name != "order"]
    return [", ".join(map(str, value)) if isinstance(value, list) else str(value) for value in told if value]


async def how_many_new(worker: Worker, view: View) -> int:
    """Return how many repos were made since the last visit, of the first hundred of each listing.

    Of other lists it is told once they are open.

    Raises:
        HubError: that cannot be known.
    """
    from hubtui.presentation import news
    from hubtui.worker.queue import Priority
    from hubtui.worker.requests import Rows

    since = view.last_visit
    if since is None or view.tab not in _TYPES:
        return 0
    found = 0
    newest = replace(choice_of(view), sort="createdAt", ascending=False)
    for number, query in enumerate(newest.queries(("createdAt",), MOST_LOOKED_AT)):
        page = await worker.fetch(Rows(query, None, None), f"news:{view.name}:{number}", Priority.AHEAD)
        found += news.how_many_new(page.rows, "createdAt", since)
    return found
