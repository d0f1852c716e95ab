"""The themes, as data.

Dark and light take colours of xterm's palette of 256 alone: half the bytes of others. In these and in high contrast
every text has a contrast of at least 4.5 to 1, on the background and on the cursor's row; ansi leaves the colours to
the terminal, mono has none. A variable NAME-style gives attributes to the colour NAME.
"""

from dataclasses import replace
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="dark",
    primary="#87afff",
    secondary="#626262",
    accent="#87afff",
    warning="#d7af5f",
    error="#ff8787",
    success="#87d787",
    foreground="#d0d0d0",
    background="#121212",
    surface="#262626",
    panel="#262626",
    dark=True,
    variables={"dim": "#9e9e9e", "rule": "#4e4e4e", "cursor": "#303030"}
    # Those that a collection may have; their names always stand beside them.
    | {"theme-orange": "#ffaf5f", "theme-blue": "#87afff", "theme-green": "#87d787", "theme-purple": "#d7afff"}
    | {"theme-pink": "#ffafd7", "theme-indigo": "#afafff"},
)
LIGHT = Theme(
    name="light",
    primary="#005faf",
    secondary="#8a8a8a",
    accent="#005faf",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#262626",
    background="#ffffff",
    surface="#eeeeee",
    panel="#eeeeee",
    dark=False,
    variables={"dim": "#585858", "rule": "#bcbcbc", "cursor": "#e4e4e4"}
    | {"theme-orange": "#875f00", "theme-blue": "#005faf", "theme-green": "#005f00", "theme-purple": "#8700af"}
    | {"theme-pink": "#af005f", "theme-indigo": "#5f00d7"},
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#87d7ff",
    secondary="#d0d0d0",
    accent="#87d7ff",
    warning="#ffff5f",
    error="#ffafaf",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#303030",
    panel="#303030",
    dark=True,
    variables={"dim": "#d0d0d0", "rule": "#949494", "cursor": "#00005f"}
    | {"theme-orange": "#ffd787", "theme-blue": "#87d7ff", "theme-green": "#87ff87", "theme-purple": "#ffd7ff"}
    | {"theme-pink": "#ffafd7", "theme-indigo": "#d7d7ff"},
)
# Textual's own stylesheet asks for what its own theme of this kind has; nothing of ours is drawn with it.
_PLAIN = BUILTIN_THEMES["ansi-dark"].variables | {
    "dim": "ansi_default",
    "rule": "ansi_default",
    "rule-style": "dim",
    "cursor": "ansi_default",
    "cursor-style": "reverse",
}
MONO = Theme(
    name="mono",
    ansi=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=_PLAIN
    | {"accent-style": "bold", "warning-style": "underline", "error-style": "bold", "success-style": "bold"}
    | {f"theme-{name}": "ansi_default" for name in ("orange", "blue", "green", "purple", "pink", "indigo")},
)
ANSI = replace(
    MONO,
    name="ansi",
    primary="ansi_cyan",
    accent="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    variables=_PLAIN
    | {"theme-orange": "ansi_yellow", "theme-blue": "ansi_blue", "theme-green": "ansi_green"}
    | {"theme-purple": "ansi_magenta", "theme-pink": "ansi_magenta", "theme-indigo": "ansi_blue"},
)
# Cyan and yellow are too pale on white.
ANSI_ON_LIGHT = replace(
    ANSI, name="ansi-on-light", primary="ansi_blue", accent="ansi_blue", warning="ansi_magenta", dark=False
)


def _exact(theme: Theme) -> Theme:
    """With its colours to the last bit: Textual's way to them leads over hue and lightness, and theirs is shorter."""
    colours = {name: getattr(theme, name) for name in ("accent", "warning", "error", "success", "foreground")}
    return replace(theme, variables=colours | theme.variables)


THEMES: Final = tuple(map(_exact, (DARK, LIGHT, HIGH_CONTRAST, ANSI, ANSI_ON_LIGHT, MONO)))


def theme_of(asked: str, is_light: bool) -> Theme:
    """The theme that is meant by the name of a setting, on a terminal with a light background or another one."""
    on_light = {"auto": LIGHT.name, ANSI.name: ANSI_ON_LIGHT.name}
    name = on_light.get(asked, asked) if is_light else asked
    return next((one for one in THEMES if one.name == name), THEMES[0])
