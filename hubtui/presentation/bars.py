"""What the two lines of the frame say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubtui.bindings import Bindings, key_words
from hubtui.registry.resources import TAB_TITLES
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, fit

if TYPE_CHECKING:
    from hubtui.config.views import View
    from hubtui.presentation.rights import Rights

_MOST_VIEWS = 3
_TITLE_WIDTH = 14
Parts = list[tuple[str, Sequence[Cell]]]
"""Parts of a line, each with the name that is told when it is clicked ("" for none)."""


def tabs(more: Iterable[tuple[str, str]], active: str, width: int) -> Parts:
    """The tabs of the top line, closer together where it is narrow; `more` are those after ours, (name, title) each."""
    gap = "  " if width >= 100 else " "
    return [
        (name, [Cell(title, "active" if name == active else "dim"), Cell(gap)])
        for name, title in (*TAB_TITLES.items(), *more)
    ]


def view_mode(view: View) -> str:
    """The name of the tab that a view is."""
    return f"view:{view.name}"


def view_title(view: View) -> str:
    """What its tab says."""
    return fit(view.name, _TITLE_WIDTH)


def tabs_of(views: Iterable[View]) -> list[View]:
    """The saved views that have a tab; there is room for a few."""
    return [view for view in views if view.is_tab][:_MOST_VIEWS]


def view_tabs(views: Iterable[View]) -> list[tuple[str, str]]:
    """Their tabs, (name, title) each."""
    return [(view_mode(view), view_title(view)) for view in tabs_of(views)]


def who_and_where(account: str, hub: str) -> list[Cell]:
    """The right end of the top line: who the user is, and at which Hub."""
    return [Cell(account, "dim"), *([Cell(f" · {hub}", "dim")] if hub else [])]


class Hint(NamedTuple):
    """A key of the bottom line: the action's name, the key, what it does; dim where it cannot be done."""

    name: str
    key: str
    label: str
    is_dim: bool = False


def keys_of(places: Sequence[str], bindings: Bindings, rights: Rights) -> list[Hint]:
    """Return the keys that the bottom line tells of these places, each once."""
    is_dim = bool(rights.why_not_write())
    shown: dict[str, Hint] = {}
    for action in bindings.of(places):
        if action.label:
            # Of two actions with one key the innermost is done.
            key = key_words(action.keys[0])
            shown.setdefault(key, Hint(action.name, key, action.label, action.writes and is_dim))
    return list(shown.values())


def hints(keys: Sequence[Hint], room: int) -> Parts:
    """The keys of the bottom line, as many as `room` terminal cells hold."""
    shown: Parts = []
    # The way to all keys is always there, for the mouse too.
    last = [hint for hint in keys if hint.name == "help"]
    room -= sum(cell_width(hint.key) + cell_width(hint.label) + 3 for hint in last)
    others = [hint for hint in keys if hint.name != "help"]
    for hint in others:
        room -= cell_width(hint.key) + cell_width(hint.label) + 3
        if room < 0:
            break
        shown.append(_hint(hint))
    return shown + [_hint(hint) for hint in last]


def _hint(hint: Hint) -> tuple[str, list[Cell]]:
    return hint.name, [Cell(hint.key, "dim" if hint.is_dim else "accent"), Cell(f" {hint.label}  ", "dim")]


def bar_ends(parts: Parts, right: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """The cells of both ends of such a line."""
    return [Cell(" "), *(cell for _, cells in parts for cell in cells)], [*right, Cell(" ")]
