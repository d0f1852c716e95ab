"""All saved views of a Hub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.config.views import View


class Views:
    """The views by their names; `keep` writes them, and says why it cannot."""

    def __init__(self, views: Sequence[View], keep: Callable[[Sequence[View]], str]) -> None:
        self._views = {view.name: view for view in views}
        self._keep = keep

    @property
    def all(self) -> list[View]:
        """In the order in which they were saved."""
        return list(self._views.values())

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
            self.save(self._views[name]._replace(visited=now.isoformat()))
