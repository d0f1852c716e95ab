"""The filters of a list of discussions: their status and their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.presentation.filter_line import Chip

if TYPE_CHECKING:
    from textual.app import App

_STATUSES = ("open", "closed", "")
_KINDS = {"": "", "discussion": "discussions", "pull_request": "pull requests"}


class DiscussionFilters(ActionTarget):
    """Shows open discussions and pull requests at first; calls `changed` when others are chosen.

    `status` and `kind` are the Hub's words, "" for all.
    """

    def __init__(self, app: Callable[[], App[Any]], changed: Callable[[], None]) -> None:
        self.status, self.kind = _STATUSES[0], ""
        self._app = app
        self._changed = changed

    def state(self) -> dict[str, Any]:
        """Return the filters as plain JSON."""
        return {"status": self.status, "kind": self.kind}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over filters that `state` returned, and ignore invalid ones."""
        self.status = status if (status := state.get("status")) in _STATUSES else self.status
        self.kind = kind if (kind := state.get("kind")) in _KINDS else self.kind

    def chips(self) -> tuple[Chip, ...]:
        """Return the filters, for the filter bar."""
        chosen = {"status": self.status, "kind": _KINDS[self.kind]}
        return tuple(Chip(name, words) for name, words in chosen.items() if words)

    @property
    def words(self) -> str:
        """The filters as text, such as "open pull requests"."""
        return " ".join(part for part in (self.status, _KINDS[self.kind] or "discussions") if part)

    def remove(self, name: str) -> None:
        """Remove the filter of this name."""
        self.choose("" if name == "status" else self.status, "" if name == "kind" else self.kind)

    def choose(self, status: str, kind: str) -> None:
        """Show only discussions of this status and kind."""
        if (status, kind) != (self.status, self.kind):
            self.status, self.kind = status, kind
            self._changed()

    def do_filter(self) -> None:
        """Open the menu of filters."""
        lines = [
            MenuLine(f"{status}/{kind}", f"{status or 'all'} {_KINDS[kind] or 'discussions and pull requests'}")
            for status in _STATUSES
            for kind in _KINDS
        ]
        self._app().push_screen(Menu("Show", lines, f"{self.status}/{self.kind}"), self._menu_closed)

    def _menu_closed(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            status, _, kind = answer[0].partition("/")
            self.choose(status, kind)
