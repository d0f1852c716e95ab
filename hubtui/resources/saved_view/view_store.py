"""The store of saved views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.config.views import View


class ViewStore:
    """The saved views of a Hub by name. `keep` writes all of them to disk, and returns why it failed, or ""."""

    def __init__(self, views: Sequence[View], keep: Callable[[Sequence[View]], str]) -> None:
        self._views = {view.name: view for view in views}
        self._keep = keep

    @property
    def all(self) -> list[View]:
        """The views in the order in which they were saved."""
        return list(self._views.values())

    def save(self, view: View) -> str:
        """Add a view, or replace the one of the same name. Return why it could not be written, or ""."""
        self._views[view.name] = view
        return self._keep(self.all)

    def forget(self, name: str) -> str:
        """Delete the view of this name. Return why that could not be written, or ""."""
        self._views.pop(name, None)
        return self._keep(self.all)

    def visited(self, name: str, now: datetime) -> None:
        """Note that a view was opened at the moment `now`: later rows count as new."""
        if name in self._views:
            self.save(self._views[name]._replace(visited=now.isoformat()))
