"""What a piece of text means, and the style that the theme gives it."""

from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.geometry import Offset
from textual.widget import Widget


class _Look(NamedTuple):
    """A colour by its name in the theme, and attributes."""

    colour: str
    bold: bool = False
    underline: bool = False
    italic: bool = False
    reverse: bool = False


# Not component classes: Textual would resolve each of them for each widget at every change of a style.
_LOOKS = {
    "dim": _Look("dim"),
    "header": _Look("dim"),
    "rule": _Look("rule"),
    "state": _Look("warning"),
    "accent": _Look("accent"),
    "failed": _Look("error"),
    "mark": _Look("success"),
    "active": _Look("foreground", bold=True, underline=True),
    "field": _Look("foreground", bold=True),
    # Text to read.
    "heading": _Look("accent", bold=True),
    "strong": _Look("foreground", bold=True),
    "emphasis": _Look("foreground", italic=True),
    "code": _Look("success"),
    "quote": _Look("dim"),
    "link": _Look("accent", underline=True),
    "current": _Look("accent", reverse=True),
    "found": _Look("warning", reverse=True),
    "key": _Look("dim"),
    "string": _Look("success"),
    "number": _Look("warning"),
    "keyword": _Look("accent"),
    "comment": _Look("dim", italic=True),
    "name": _Look("foreground", bold=True),
}

COLOURS = {look.colour for look in _LOOKS.values()}
"""The names of colours that a theme must have."""


def _colour(name: str) -> RichColor:
    """As Textual names colours: those of the terminal have names of their own."""
    return Color.parse(name).rich_color


class Roles(Widget):
    """A widget that draws cells by their role."""

    # Textual selects text of widgets that it renders itself; lines of ours are selected by the terminal, with shift.
    ALLOW_SELECT = False

    @property
    def is_plain(self) -> bool:
        """Whether lines are sentences that are read aloud, and nothing is drawn."""
        return bool(getattr(self.app, "plain", False))

    def spoken_at(self, line: int) -> Offset | None:
        """Where the terminal's own cursor stands: in plain mode on a line of this widget, to be read from there."""
        return self.content_region.offset + Offset(0, max(0, line)) if self.is_plain else None

    def role_style(self, role: str, under_cursor: bool = False) -> Style:
        """The style of `role` ("" for plain text) on this widget's background or on that of the cursor's row."""
        styles: dict[tuple[str, bool], Style] = self.__dict__.setdefault("_styles_by_role", {})
        style = styles.get((role, under_cursor))
        if style is None:
            style = styles[role, under_cursor] = self._make_style(role, under_cursor)
        return style

    def _make_style(self, role: str, under_cursor: bool) -> Style:
        theme = self.app.theme_variables
        style = self.rich_style
        look = _Look(role) if role.startswith("theme-") and role in theme else _LOOKS.get(role)
        if look is not None:
            # An attribute that is not there is left open: Rich would write it as turned off.
            style += Style(
                color=_colour(theme[look.colour]),
                bold=look.bold or None,
                underline=look.underline or None,
                italic=look.italic or None,
                reverse=look.reverse or None,
            )
            style += Style.parse(theme.get(f"{look.colour}-style", ""))
        if under_cursor and "cursor-style" in theme:
            # Without a background of its own the bar is the row's colours turned round, and all of one colour.
            style += Style(color=_colour(theme["cursor"])) + Style.parse(theme["cursor-style"])
        elif under_cursor:
            # The row keeps what its words mean; the bar only lends its background.
            style += Style(bgcolor=_colour(theme["cursor"]))
        return style

    def notify_style_update(self) -> None:
        """The theme or the state of this widget changed: its styles are looked up anew."""
        self.__dict__.pop("_styles_by_role", None)
        super().notify_style_update()
