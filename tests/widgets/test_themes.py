"""Every text can be read in every theme that has colours of its own."""

import pytest
from rich.style import Style
from textual.color import Color

from hubtui.config.themes import THEMES as NAMES
from hubtui.hub.drafts import THEMES as OF_COLLECTIONS
from hubtui.presentation.role_styles import THEME_COLOURS
from hubtui.theme import ANSI, ANSI_ON_LIGHT, DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme, theme_of
from hubtui.widgets.themes import textual_theme

LEAST = 4.5


def brightness(colour: Color) -> float:
    """The relative luminance of WCAG 2."""
    parts = (part / 255 for part in colour.rgb)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_every_text_is_read_on_every_ground(theme: Theme) -> None:
    asked = textual_theme(theme)
    colours = asked.to_color_system().generate() | asked.variables
    texts = {*THEME_COLOURS - {"rule"}, *(f"theme-{name}" for name in OF_COLLECTIONS)}
    for ground in ("background", "surface", "cursor"):
        for text in texts:
            found = contrast(Color.parse(colours[text]), Color.parse(colours[ground]))
            assert found >= LEAST, f"{text} on {ground}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_colour(theme: Theme) -> None:
    asked = textual_theme(theme)
    colours = asked.to_color_system().generate() | asked.variables
    for name in (*THEME_COLOURS, "cursor", *(f"theme-{name}" for name in OF_COLLECTIONS)):
        Color.parse(colours[name])


def test_the_names_that_may_be_asked_for_are_those_of_the_themes() -> None:
    names = {theme.name for theme in THEMES}
    assert {theme_of(name, light).name for name in NAMES for light in (False, True)} == names


@pytest.mark.parametrize("theme", [ANSI, ANSI_ON_LIGHT], ids=lambda theme: theme.name)
def test_the_row_of_the_cursor_is_no_reversed_row_which_would_be_sent_blank_by_blank(theme: Theme) -> None:
    style = Style.parse(theme.styles["cursor"])
    assert style.bgcolor is not None
    assert not style.reverse
