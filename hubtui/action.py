"""The data of an action."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """An action that a key runs.

    `keys` are written like "/", "J", "ctrl+d", "space"; "g g" is two keys, one after the other. `help` describes it.
    `label` is its name in the bottom line ("" if it is not shown there), `places` are where it works, and `writes` is
    True if it changes something on the Hub.
    """

    name: str
    keys: tuple[str, ...]
    help: str
    places: tuple[str, ...]
    label: str = ""
    writes: bool = False
