"""The themes as Textual has them."""

from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as TextualTheme

from hubtui.theme import Theme


def textual_theme(theme: Theme) -> TextualTheme:
    """The same theme: its colours are variables of its stylesheet, its attributes those called COLOUR-style."""
    colours = theme.colours
    # Its own stylesheet asks for what its own theme of this kind has; nothing of ours is drawn with it.
    others = BUILTIN_THEMES["ansi-dark"].variables if theme.is_ansi else {}
    # Its way to a colour leads over hue and lightness; grounds without a colour it makes transparent, as they must be.
    exact = {name: colour for name, colour in colours.items() if name not in ("background", "surface")}
    return TextualTheme(
        name=theme.name,
        primary=colours["accent"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["surface"],
        boost=colours["surface"] if theme.is_ansi else None,
        dark=theme.is_dark,
        ansi=theme.is_ansi,
        variables={**others, **exact, **{f"{name}-style": style for name, style in theme.styles.items()}},
    )
