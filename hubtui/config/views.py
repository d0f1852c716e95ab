"""Saved views: listings that the user saved under names, for each Hub, in a file of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hubtui.config.json_file import json_file_error, read_json_object, write_json_entry
from hubtui.registry.resources import LISTS

MAX_NAME_LENGTH = 40


class View(NamedTuple):
    """A saved view: a list with its search and filters as plain JSON.

    `tab` is the name of the list, `visited` the time when the view was last opened (ISO 8601, "" for never), `is_tab`
    whether it has a tab.
    """

    name: str
    tab: str
    choice: Mapping[str, Any]
    visited: str = ""
    is_tab: bool = False

    @property
    def last_visit(self) -> datetime | None:
        """The time when the view was last opened, or None."""
        try:
            moment = datetime.fromisoformat(self.visited)
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def read_views(file: Path, endpoint: str) -> list[View]:
    """Return the saved views for a Hub in the order in which they were saved; invalid ones are left out."""
    value = read_json_object(file).get(endpoint)
    views = [_view(one) for one in (value if isinstance(value, list) else [])]
    return list({view.name: view for view in views if view is not None}.values())


def write_views(file: Path, endpoint: str, views: Sequence[View]) -> str:
    """Save the views for a Hub. Return an error line, or "".

    A damaged file is not changed: it may contain more views than can be read.
    """
    if damage := json_file_error(file):
        return damage
    return write_json_entry(file, endpoint, [view._asdict() for view in views])


def _view(value: Any) -> View | None:
    try:
        view = View(value["name"], value["tab"], value["choice"], value["visited"], value["is_tab"] is True)
    except (KeyError, TypeError):
        return None
    texts = all(isinstance(text, str) for text in (view.name, view.tab, view.visited))
    return view if texts and view.name and view.tab in LISTS and isinstance(view.choice, dict) else None
