"""What an action is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does.

    `keys` are written like "/", "J", "ctrl+d", "space"; "g g" is two keys, one after the other. `label` is its name in
    the bottom line ("" if it is not shown there), `places` are where it works, and `writes` is set if it changes
    something on the Hub.
    """

    name: str
    keys: tuple[str, ...]
    help: str
    places: tuple[str, ...]
    label: str = ""
    writes: bool = False
