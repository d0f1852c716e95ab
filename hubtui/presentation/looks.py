"""The roles that a cell can have ("dim", "failed", "link"), and how a theme draws each."""

from typing import Final, NamedTuple


class Look(NamedTuple):
    """How a role is drawn: a colour by its name in the theme, and attributes."""

    colour: str
    bold: bool = False
    underline: bool = False
    italic: bool = False
    reverse: bool = False


_GOING, _CHANGING, _RESTING, _BROKEN = Look("success"), Look("warning"), Look("dim"), Look("error")
STATES: Final = {
    # of Spaces
    "running": _GOING,
    "rebuilding": _CHANGING,
    "restarting": _CHANGING,
    "building": _CHANGING,
    "starting": _CHANGING,
    "paused": _RESTING,
    "sleeping": _RESTING,
    "stopped": _RESTING,
    "deleting": _RESTING,
    "build error": _BROKEN,
    "runtime error": _BROKEN,
    "config error": _BROKEN,
    "no app file": _BROKEN,
    # access to a repo
    "private": Look("private"),
    "gated": _CHANGING,
    "by hand": _CHANGING,
    "disabled": _BROKEN,
    # of transfers and files
    "waiting": _RESTING,
    "done": _GOING,
    "here": _GOING,
    "failed": _BROKEN,
    "unsafe": _BROKEN,
    # how a model fits into the memory
    "fits": _GOING,
    "tight": _CHANGING,
    "too large": _BROKEN,
    "unknown": _RESTING,
    # of data on the screen
    "offline": _CHANGING,
}
"""The look of each state. The cell's text is the word of the state, or one that says more."""

LOOKS: Final = STATES | {
    "dim": Look("dim"),
    "header": Look("dim"),
    "sorted": Look("accent"),
    "rule": Look("rule"),
    "state": Look("warning"),
    "accent": Look("accent"),
    "mark": Look("success"),
    "active": Look("foreground", bold=True, underline=True),
    "field": Look("foreground", bold=True),
    # Text to read.
    "heading": Look("accent", bold=True),
    "strong": Look("foreground", bold=True),
    "emphasis": Look("foreground", italic=True),
    "code": Look("success"),
    "quote": Look("dim"),
    "link": Look("accent", underline=True),
    "current": Look("accent", reverse=True),
    "found": Look("warning", reverse=True),
    "match": Look("accent", bold=True),
    "key": Look("dim"),
    "string": Look("success"),
    "number": Look("warning"),
    "keyword": Look("accent"),
    "comment": Look("dim", italic=True),
    "name": Look("foreground", bold=True),
}
"""The look of each role; text without a role is drawn in the foreground."""

COLOURS: Final = {look.colour for look in LOOKS.values()}
"""The names of the colours that a theme must have."""
