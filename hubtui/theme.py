"""The themes as data.

Dark and light use only colours of xterm's palette of 256, which take half the bytes of others. In these two and in
high-contrast every text has a contrast of at least 4.5 to 1, on the background and on the cursor's row. The theme ansi
leaves the colours to the terminal, and mono has none.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Theme(NamedTuple):
    """The colours of a theme by their purpose: "#RRGGBB", or "ansi_NAME" for one of the terminal's own.

    `styles` adds attributes to a colour ("accent": "bold"). If `is_ansi`, the actual values of the colours are unknown;
    "cursor" is then the colour of the words in the row of the cursor, and its style the look of the row.
    """

    name: str
    colours: Mapping[str, str]
    is_dark: bool = True
    is_ansi: bool = False
    styles: Mapping[str, str] = MappingProxyType({})


# The colours that a collection may have are called theme-NAME; they are always shown with their names.
DARK = Theme(
    "dark",
    {"foreground": "#d0d0d0", "background": "#121212", "surface": "#262626", "cursor": "#303030"}
    | {"accent": "#87afff", "warning": "#d7af5f", "error": "#ff8787", "success": "#87d787", "private": "#d7afff"}
    | {"secondary": "#626262", "dim": "#9e9e9e", "rule": "#4e4e4e"}
    | {"theme-orange": "#ffaf5f", "theme-blue": "#87afff", "theme-green": "#87d787", "theme-purple": "#d7afff"}
    | {"theme-pink": "#ffafd7", "theme-indigo": "#afafff"},
)
LIGHT = Theme(
    "light",
    {"foreground": "#262626", "background": "#ffffff", "surface": "#eeeeee", "cursor": "#e4e4e4"}
    | {"accent": "#005faf", "warning": "#875f00", "error": "#af0000", "success": "#005f00", "private": "#8700af"}
    | {"secondary": "#8a8a8a", "dim": "#585858", "rule": "#bcbcbc"}
    | {"theme-orange": "#875f00", "theme-blue": "#005faf", "theme-green": "#005f00", "theme-purple": "#8700af"}
    | {"theme-pink": "#af005f", "theme-indigo": "#5f00d7"},
    is_dark=False,
)
HIGH_CONTRAST = Theme(
    "high-contrast",
    {"foreground": "#ffffff", "background": "#000000", "surface": "#303030", "cursor": "#00005f"}
    | {"accent": "#87d7ff", "warning": "#ffff5f", "error": "#ffafaf", "success": "#87ff87", "private": "#ffd7ff"}
    | {"secondary": "#d0d0d0", "dim": "#d0d0d0", "rule": "#949494"}
    | {"theme-orange": "#ffd787", "theme-blue": "#87d7ff", "theme-green": "#87ff87", "theme-purple": "#ffd7ff"}
    | {"theme-pink": "#ffafd7", "theme-indigo": "#d7d7ff"},
)
MONO = Theme(
    "mono",
    dict.fromkeys(DARK.colours, "ansi_default"),
    is_ansi=True,
    styles={"rule": "dim", "cursor": "reverse"}
    | {"accent": "bold", "warning": "underline", "error": "bold", "success": "bold", "private": "underline"},
)
ANSI = Theme(
    "ansi",
    {**MONO.colours, "accent": "ansi_cyan", "warning": "ansi_yellow", "error": "ansi_red", "success": "ansi_green"}
    | {"private": "ansi_magenta", "cursor": "ansi_black"}
    | {"theme-orange": "ansi_yellow", "theme-blue": "ansi_blue", "theme-green": "ansi_green"}
    | {"theme-purple": "ansi_magenta", "theme-pink": "ansi_magenta", "theme-indigo": "ansi_blue"},
    is_ansi=True,
    # A background takes half the bytes of a reversed row, because the terminal can erase to it.
    styles={"rule": "dim", "cursor": "on cyan"},
)
# Cyan and yellow are hard to read on white.
ANSI_ON_LIGHT = ANSI._replace(
    name="ansi-on-light",
    colours={**ANSI.colours, "accent": "ansi_blue", "warning": "ansi_magenta", "private": "ansi_cyan"},
    is_dark=False,
)
THEMES: Final = (DARK, LIGHT, HIGH_CONTRAST, ANSI, ANSI_ON_LIGHT, MONO)


def theme_of(asked: str, is_light: bool) -> Theme:
    """Return the theme for the name in a setting, on a terminal with a light or a dark background."""
    on_light = {"auto": LIGHT.name, ANSI.name: ANSI_ON_LIGHT.name}
    name = on_light.get(asked, asked) if is_light else asked
    return next((one for one in THEMES if one.name == name), DARK)
