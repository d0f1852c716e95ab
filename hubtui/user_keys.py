"""The keys that the user has changed in the settings: which are possible, and the bindings with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from hubtui import places
from hubtui.action import Action
from hubtui.actions import ACTIONS
from hubtui.bindings import Bindings
from hubtui.places import FIELD, FILTER_FIELD, LIST, LISTING_PLACES, MENU, PAGE, STACKED, TAB
from hubtui.registry.resources import RESOURCES

_OVER_A_TAB = (STACKED, LIST, PAGE)
_REPO = (places.REPO, places.HUB_PAGE, places.COLLECTABLE, places.OWN, *_OVER_A_TAB)
_TEXT_PAGE = (places.SECTIONS, places.OUTLINED, places.READING, places.HUB_PAGE, STACKED, LIST, PAGE)

_BROWSER = (places.BROWSER, places.PREVIEW, LIST, PAGE)
_MENUS = (places.ACCOUNTS, places.UNSAVED, places.VIEWS, places.ORDERS, places.COLUMNS, places.HELP)
_WITH_FIELDS = (places.FORM, places.PICKER, places.PICKING, places.ADDING, places.DOWNLOAD, places.PALETTE)

PLACE_SETS: tuple[tuple[str, ...], ...] = (
    (TAB, *LISTING_PLACES),
    (STACKED, *LISTING_PLACES),
    (places.MINE, places.OWN, places.COLLECTABLE, TAB, *_BROWSER),
    (places.PAPERS, places.COLLECTABLE, TAB, *_BROWSER),
    (places.COLLECTIONS, places.COLLECTABLE, TAB, *_BROWSER),
    _REPO,
    (places.OUTLINED, places.READING, LIST, *_REPO),
    (places.OUTLINED, places.READING, LIST, places.SPACE, *_REPO),
    (places.READING, LIST, places.SPACE, *_REPO),
    (places.LOGS, places.READING, LIST, places.SPACE, *_REPO),
    (places.FILES, places.PREVIEW, LIST, *_REPO),
    (places.FILES, places.PREVIEW, LIST, places.SPACE, *_REPO),
    (places.REVISIONS, places.PREVIEW, LIST, *_REPO),
    (places.REVISIONS, places.PREVIEW, LIST, places.SPACE, *_REPO),
    (places.PARQUET, places.PREVIEW, LIST, *_REPO),
    (places.DERIVED, places.PREVIEW, LIST, *_REPO),
    (places.HELD_BY, places.PREVIEW, LIST, *_REPO),
    (places.HELD_BY, places.PREVIEW, LIST, places.SPACE, *_REPO),
    (places.FILE, places.READING, *_OVER_A_TAB),
    (places.READING, *_OVER_A_TAB),
    (places.ROWS, places.PREVIEW, *_OVER_A_TAB),
    (places.COMPARISON, places.COLLECTABLE, *_OVER_A_TAB),
    _TEXT_PAGE,
    (places.PAPER, places.COLLECTABLE, *_TEXT_PAGE),
    (places.QUANTS, places.COLLECTABLE, STACKED, *_BROWSER),
    (places.TRANSFERS, STACKED, *_BROWSER),
    (places.ACTIVITY, STACKED, *_BROWSER),
    (places.COLLECTION, places.HUB_PAGE, places.COLLECTABLE, *_OVER_A_TAB),
    *(stand for one in RESOURCES for stand in one.place_sets),
    (places.PROFILE, *_OVER_A_TAB),
    (places.PLAN, STACKED, LIST),
    (places.PLAN_RUNNING, STACKED, LIST),
    (places.PLAN_OVER, STACKED, LIST),
    (places.PLAN_FAILED, places.PLAN_OVER, STACKED, LIST),
    (places.GRABBED, LIST),
    (MENU,),
    *((place, MENU) for place in _MENUS),
    (places.QUESTION,),
    (places.NOTE,),
    *((place,) for place in _WITH_FIELDS),
    *((place, FIELD) for place in (*_WITH_FIELDS, FILTER_FIELD)),
)
"""All combinations of places where a user can be at once, the innermost place first in each."""

_TEXT = frozenset((FIELD, FILTER_FIELD, places.NOTE, *_WITH_FIELDS))
FIXED = frozenset(("section", "type_position", "view_tab"))
"""Actions whose keys cannot be changed, because the key says which one is meant (as a number)."""
_NAMED = "space enter tab escape backspace delete insert up down left right home end pageup pagedown menu pause"
_KEY = re.compile(
    rf"(?:(?:ctrl|shift|alt)\+)*(?:{'|'.join(_NAMED.split())}|f[1-9]|f[12][0-9]|f3[0-5])|(?:ctrl|alt)\+[a-z]"
)
_CHARACTERS = {
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
"""Names of keys that are not names of Unicode."""


def with_user_keys(
    keys: Mapping[str, tuple[str, ...]], where: Callable[[str], str] = lambda name: name
) -> tuple[Bindings, list[str]]:
    """Return bindings with the user's keys, and an error line for each action whose keys stay as they are.

    `keys` are the keys by the names of actions. `where` returns where the user wrote the keys of a name.
    """
    table, problems = Bindings(), list[str]()
    for name, written in keys.items():
        wanted = tuple(" ".join(map(_key_of, one.split(" "))) for one in written)
        why = _why_not(name, wanted, table)
        if why:
            problems.append(f"{where(name)} = {' '.join(f'{key!r}' for key in wanted)}: {why}; its keys stay")
        else:
            table = _with(table, name, wanted)
    return table, problems


def _with(table: Bindings, name: str, keys: tuple[str, ...]) -> Bindings:
    return Bindings(tuple(replace(one, keys=keys) if one.name == name else one for one in table.actions))


def _key_of(written: str) -> str:
    """Return the key as Textual's events name it: a character for its name, modifiers in alphabetical order."""
    *modifiers, key = written.split("+") if len(written) > 1 else [written]
    if modifiers:
        return "+".join([*sorted(modifiers), key])
    if len(key) > 1 and not _KEY.fullmatch(key):
        try:
            return _CHARACTERS.get(key) or unicodedata.lookup(key.replace("_", " "))
        except KeyError:
            return unicodedata.normalize("NFC", key)
    return key


def _is_key(key: str) -> bool:
    """Return whether a terminal can send this key: a printable character, or a key with a name."""
    return bool(_KEY.fullmatch(key)) or (len(key) == 1 and key.isprintable() and not key.isspace())


def _why_not(name: str, keys: tuple[str, ...], table: Bindings) -> str:
    places = {place for action in ACTIONS if action.name == name for place in action.places}
    if not places:
        from hubtui.text.fuzzy import rank

        names = sorted({action.name for action in ACTIONS})
        near = [names[index] for index in rank(name.replace("_", " "), [one.replace("_", " ") for one in names])[:3]]
        return "there is no such action" + (f": perhaps {', '.join(near)}" if near else "; the palette names them all")
    if name in FIXED:
        return "its keys are fixed"
    for key in keys:
        if not all(_is_key(part) for part in key.split(" ")) or len(key.split(" ")) > 2:
            return f"{key!r} is no key: write x, X, ctrl+x, shift+up, f5, space, or two with a blank between: 'g x'"
        if len(key.split(" ")[0]) == 1 and places & _TEXT:
            return f"{key!r} is text in a field: take ctrl, a key with a name, or f1 to f12"
        if other := _taken(name, key, _with(table, name, keys)):
            return f"{key!r} is taken there: {other.name} ({other.help})"
    return ""


def _taken(name: str, key: str, table: Bindings) -> Action | None:
    """Return an action with a clashing key in a place where the action called `name` also works, or None.

    The default keys of `name` never clash: they may hide others on purpose.
    """
    before = {key for action in ACTIONS if action.name == name for key in action.keys}
    if key in before:
        return None
    for stand in PLACE_SETS:
        here = table.of(stand)
        if any(action.name == name for action in here):
            for other in here:
                if other.name != name and any(_clash(key, one) for one in other.keys):
                    return other
    return None


def _clash(one: str, other: str) -> bool:
    """Return whether two keys are equal, or one is the beginning of the other."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
