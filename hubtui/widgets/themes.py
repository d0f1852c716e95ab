"""Converting hubtui's themes to Textual's."""

from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as TextualTheme

from hubtui.theme import Theme


def textual_theme(theme: Theme) -> TextualTheme:
    """Return a theme for Textual, with each colour as the variable COLOUR, and its attributes as COLOUR-style."""
    colours = theme.colours
    # Textual's own stylesheet needs the variables of its ANSI theme; no widget of hubtui is drawn with them.
    others = BUILTIN_THEMES["ansi-dark"].variables if theme.is_ansi else {}
    # As variables the colours stay exact: Textual converts others to hue and lightness. Backgrounds are left to it,
    # because it makes those without a colour transparent.
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
