"""All saved views of a Hub, and what is new in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.config.views import View
from hubtui.hub.kinds import KINDS
from hubtui.screens.listing.choice import Choice, from_json

if TYPE_CHECKING:
    from hubtui.worker.worker import Worker

MOST_LOOKED_AT = 100
_TYPES = {kind.path: repo_type for repo_type, kind in KINDS.items()}


class Views:
    """The views by their names; `keep` writes them, and says why it cannot."""

    def __init__(self, views: Sequence[View], keep: Callable[[Sequence[View]], str]) -> None:
        self._views = {view.name: view for view in views}
        self._keep = keep

    @property
    def all(self) -> list[View]:
        """In the order in which they were saved."""
        return list(self._views.values())

    @property
    def tabs(self) -> list[View]:
        """Those that are tabs."""
        return [view for view in self._views.values() if view.is_tab]

    def save(self, view: View) -> str:
        """Keep a view, in the place of one of the same name; why that is not possible, empty where it was."""
        self._views[view.name] = view
        return self._keep(self.all)

    def forget(self, name: str) -> str:
        """It is not wanted any more; why that is not possible."""
        self._views.pop(name, None)
        return self._keep(self.all)

    def visited(self, name: str, now: datetime) -> None:
        """It is opened: what comes from now on is new."""
        if name in self._views:
            self.save(replace(self._views[name], visited=now.isoformat()))


def choice_of(view: View) -> Choice:
    """What a view asks for."""
    return from_json(_TYPES[view.tab], view.choice)


async def how_many_new(worker: Worker, view: View) -> int:
    """How many repos were made since the last visit, of the first hundred of each listing.

    Raises:
        HubError: that cannot be known.
    """
    from hubtui.presentation import news
    from hubtui.worker.queue import Priority
    from hubtui.worker.requests import Rows

    since = view.last_visit
    if since is None:
        return 0
    found = 0
    newest = replace(choice_of(view), sort="createdAt", ascending=False)
    for number, query in enumerate(newest.queries(("createdAt",), MOST_LOOKED_AT)):
        page = await worker.fetch(Rows(query, None, None), f"news:{view.name}:{number}", Priority.AHEAD)
        found += news.how_many_new(page.rows, "createdAt", since)
    return found
