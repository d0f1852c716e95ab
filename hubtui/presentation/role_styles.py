"""The roles that a cell can have ("dim", "failed", "link"), and how a theme draws each."""

from typing import Final, NamedTuple


class RoleStyle(NamedTuple):
    """How a role is drawn: a colour by its name in the theme, and attributes."""

    colour: str
    bold: bool = False
    underline: bool = False
    italic: bool = False
    reverse: bool = False


_GOING, _CHANGING, _RESTING, _BROKEN = RoleStyle("success"), RoleStyle("warning"), RoleStyle("dim"), RoleStyle("error")
STATE_STYLES: Final = {
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
    "private": RoleStyle("private"),
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

ROLE_STYLES: Final = STATE_STYLES | {
    "dim": RoleStyle("dim"),
    "header": RoleStyle("dim"),
    "sorted": RoleStyle("accent"),
    "rule": RoleStyle("rule"),
    "state": RoleStyle("warning"),
    "accent": RoleStyle("accent"),
    "mark": RoleStyle("success"),
    "active": RoleStyle("foreground", bold=True, underline=True),
    "field": RoleStyle("foreground", bold=True),
    # Text to read.
    "heading": RoleStyle("accent", bold=True),
    "strong": RoleStyle("foreground", bold=True),
    "emphasis": RoleStyle("foreground", italic=True),
    "code": RoleStyle("success"),
    "quote": RoleStyle("dim"),
    "link": RoleStyle("accent", underline=True),
    "current": RoleStyle("accent", reverse=True),
    "found": RoleStyle("warning", reverse=True),
    "match": RoleStyle("accent", bold=True),
    "key": RoleStyle("dim"),
    "string": RoleStyle("success"),
    "number": RoleStyle("warning"),
    "keyword": RoleStyle("accent"),
    "comment": RoleStyle("dim", italic=True),
    "name": RoleStyle("foreground", bold=True),
}
"""The look of each role; text without a role is drawn in the foreground."""

THEME_COLOURS: Final = {look.colour for look in ROLE_STYLES.values()}
"""The names of the colours that a theme must have."""
