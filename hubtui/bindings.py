"""The keys that are in force, and from pressed keys to actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hubtui.action import Action
from hubtui.actions import ACTIONS
from hubtui.places import EVERYWHERE, LIST, PAGE, STACKED, TAB

_GENERAL = (TAB, STACKED, LIST, PAGE, EVERYWHERE)


def sorted_by_place(actions: Iterable[Action], places: Iterable[str]) -> list[Action]:
    """Return the actions sorted by place: those of the innermost place first, general ones last."""
    depth = {place: number for number, place in enumerate((*_inner_first(places), EVERYWHERE))}
    return sorted(actions, key=lambda action: depth[place_of(action, places)])


def place_of(action: Action, places: Iterable[str]) -> str:
    """Return the innermost of `places` where an action works, or EVERYWHERE."""
    return next((place for place in _inner_first(places) if place in action.places), EVERYWHERE)


def _inner_first(places: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(places), key=lambda place: place in _GENERAL and 1 + _GENERAL.index(place))


@dataclass(frozen=True, slots=True)
class Prefix:
    """The first key of a sequence was pressed; `then` are the keys that may follow, with their actions."""

    key: str
    then: tuple[tuple[str, Action], ...]


@dataclass(frozen=True, slots=True)
class Bindings:
    """All actions with their keys."""

    actions: tuple[Action, ...] = ACTIONS
    # Asked for each key and each time the frame is drawn, mostly for the same places.
    _known: dict[tuple[str, ...], tuple[Action, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, places: Iterable[str]) -> tuple[Action, ...]:
        """Return the actions that work in `places`, those of the innermost place first, each once.

        An action of an outer place is left out if one with the same name and keys comes before it.
        """
        here = (*places, EVERYWHERE)
        if here not in self._known:
            found: dict[tuple[str, tuple[str, ...]], Action] = {}
            for action in (one for place in here for one in self.actions if place in one.places):
                found.setdefault((action.name, action.keys), action)
            self._known[here] = tuple(found.values())
        return self._known[here]

    def named(self, name: str, places: Iterable[str]) -> Action:
        """Return the action called `name` of the innermost of `places` that has it, else of any place."""
        return next(action for action in (*self.of(places), *self.actions) if action.name == name)


class Keys:
    """Turns a series of pressed keys into actions."""

    def __init__(self) -> None:
        self.prefix: Prefix | None = None

    def press(
        self, key: str, places: Iterable[str], bindings: Bindings | None = None, otherwise: str = ""
    ) -> Action | Prefix | None:
        """Return the action that `key` completes in `places`, the prefix that it begins, or None.

        `otherwise` is the key to use if `key` does nothing. A key that continues no sequence is handled as if there
        were no prefix.
        """
        prefix, self.prefix = self.prefix, None
        here = (bindings or Bindings()).of(places)
        for one in (key, otherwise) if otherwise not in ("", key) else (key,):
            if found := _found(one, here, prefix):
                self.prefix = found if isinstance(found, Prefix) else None
                return found
        return None


def _found(key: str, here: Iterable[Action], prefix: Prefix | None) -> Action | Prefix | None:
    for second, action in prefix.then if prefix is not None else ():
        if second == key:
            return action
    for action in here:
        if key in action.keys:
            return action
    then = tuple((keys.split(" ")[1], action) for action in here for keys in action.keys if keys.startswith(f"{key} "))
    return Prefix(key, then) if then else None


KEY_WORDS = {"pagedown": "pgdn", "pageup": "pgup", "escape": "esc"}


def key_words(key: str) -> str:
    """Return how a key is written on the screen ("esc" for "escape")."""
    return KEY_WORDS.get(key, key)
