"""The colours: all of xterm's palette of 256, which takes half the bytes of others.

Every text has a contrast of at least 4.5 to 1, on the background and on the cursor's row.
"""

from textual.theme import Theme

DARK = Theme(
    name="hubtui-dark",
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
