"""The contents of the top line (tabs, account) and of the bottom line (keys)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubtui.bindings import key_words
from hubtui.registry.resources import TAB_TITLES
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width, fit

if TYPE_CHECKING:
    from hubtui.action import Action
    from hubtui.config.views import View
    from hubtui.presentation.rights import Rights

_MAX_VIEWS = 3
_TITLE_WIDTH = 14
_EDGES_AND_GAP = 4
Parts = list[tuple[str, Sequence[Cell]]]
"""The parts of a line, each a name and its cells; a click on a part reports the name ("" if it cannot be clicked)."""


def tab_parts(more: Iterable[tuple[str, str]], active: str, width: int) -> Parts:
    """Return the tabs of the top line, closer together if `width` is small.

    `more` are (name, title) pairs of tabs that follow the built-in ones.
    """
    gap = "  " if width >= 100 else " "
    return [
        (name, [Cell(title, "active" if name == active else "dim"), Cell(gap)])
        for name, title in (*TAB_TITLES.items(), *more)
    ]


def view_tab_name(view: View) -> str:
    """Return the name of the tab of a saved view."""
    return f"view:{view.name}"


def view_tab_title(view: View) -> str:
    """Return the title of the tab of a saved view, cut to a fixed width."""
    return fit(view.name, _TITLE_WIDTH)


def views_with_tab(views: Iterable[View]) -> list[View]:
    """Return the saved views that have a tab, at most three."""
    return [view for view in views if view.is_tab][:_MAX_VIEWS]


def view_tabs(views: Iterable[View]) -> list[tuple[str, str]]:
    """Return (name, title) of the tab of each saved view that has one."""
    return [(view_tab_name(view), view_tab_title(view)) for view in views_with_tab(views)]


def account_cells(account: str, hub: str, parts: Parts, width: int) -> list[Cell]:
    """Return the cells of the right end of the top line: the account, and the Hub if it is not the usual one.

    If they do not fit beside `parts` in `width` terminal cells, leave out the Hub, then the rights of the account,
    then everything.
    """
    room = width - sum(cell_width(cell.text) for _, cells in parts for cell in cells) - _EDGES_AND_GAP
    for words in (f"{account} · {hub}" if hub else account, account, account.partition(" · ")[0]):
        if cell_width(words) <= room:
            return [Cell(words, "dim")]
    return []


class Hint(NamedTuple):
    """A key shown in the bottom line: the action's name, the key, and its label.

    `is_dim` is True if the action is not possible now.
    """

    name: str
    key: str
    label: str
    is_dim: bool = False


def key_hints(actions: Iterable[Action], rights: Rights, first: Sequence[str] = ()) -> list[Hint]:
    """Return the key hints of actions, each key once.

    Actions that write are dim if `rights` forbid writing. The actions named in `first` come first, in this order.
    """
    is_dim = bool(rights.why_not_write())
    shown: dict[str, Hint] = {}
    for action in actions:
        label = action.label or (action.name if action.name in first else "")
        if label:
            # Of two actions with one key, the one of the innermost place runs.
            key = key_words(action.keys[0])
            shown.setdefault(key, Hint(action.name, key, label, action.writes and is_dim))
    order = {name: number for number, name in enumerate(first)}
    return sorted(shown.values(), key=lambda hint: order.get(hint.name, len(order)))


def hint_parts(keys: Sequence[Hint], room: int) -> Parts:
    """Return the keys of the bottom line, as many as fit into `room` terminal cells.

    The key of the help is always among them.
    """
    shown: Parts = []
    # The help lists all keys, so it is always shown; it can be clicked too.
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
    """Return the cells of the left and the right end of a line, with a blank at the edges."""
    return [Cell(" "), *(cell for _, cells in parts for cell in cells)], [*right, Cell(" ")]
