"""What a piece of text means, and how a theme shows it."""

from typing import Final, NamedTuple

from hubtui.theme import Theme


class Look(NamedTuple):
    """A colour by its name in the theme, and attributes."""

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
    # who may have a repo
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
    # of what is shown
    "offline": _CHANGING,
}
"""The look of a state by its word; the word, or one that says more, always stands in it."""

LOOKS: Final = STATES | {
    "dim": Look("dim"),
    "header": Look("dim"),
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
"""The look of a role; text without one is in the foreground."""

COLOURS: Final = {look.colour for look in LOOKS.values()}
"""The names of colours that a theme must have."""

_ATTRIBUTES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}
_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def sgr(role: str, theme: Theme) -> str:
    """The SGR parameters of text of a role on the theme's background, in true colours or the terminal's own."""
    look = LOOKS.get(role, Look("foreground"))
    names = [name for name in ("bold", "italic", "underline", "reverse") if getattr(look, name)]
    names += theme.styles.get(look.colour, "").split()
    codes = dict.fromkeys(_ATTRIBUTES[name] for name in names)
    return ";".join([*codes, _colour(theme.colours[look.colour], 30), _colour(theme.colours["background"], 40)])


def _colour(colour: str, first: int) -> str:
    """Of the text where `first` is 30, of its ground where it is 40."""
    if colour.startswith("#"):
        red, green, blue = bytes.fromhex(colour[1:])
        return f"{first + 8};2;{red};{green};{blue}"
    name = colour.removeprefix("ansi_")
    return str(first + (_ANSI.index(name) if name in _ANSI else 9))
