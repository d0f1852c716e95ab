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


LOOKS: Final = {
    "dim": Look("dim"),
    "header": Look("dim"),
    "rule": Look("rule"),
    "state": Look("warning"),
    "accent": Look("accent"),
    "failed": Look("error"),
    "mark": Look("success"),
    "active": Look("foreground", bold=True, underline=True),
    "field": Look("foreground", bold=True),
    # How a model fits into the memory.
    "fits": Look("success"),
    "tight": Look("warning"),
    "too large": Look("error"),
    "unknown": Look("dim"),
    # Text to read.
    "heading": Look("accent", bold=True),
    "strong": Look("foreground", bold=True),
    "emphasis": Look("foreground", italic=True),
    "code": Look("success"),
    "quote": Look("dim"),
    "link": Look("accent", underline=True),
    "current": Look("accent", reverse=True),
    "found": Look("warning", reverse=True),
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
