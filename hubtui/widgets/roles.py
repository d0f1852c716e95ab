"""Widgets that draw text by what it means."""

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.geometry import Offset
from textual.widget import Widget

from hubtui.presentation.looks import LOOKS, Look
from hubtui.terminal.cell_output import CellApp


def theme_colour(name: str) -> RichColor:
    """Return a colour of a theme: "#RRGGBB", or "ansi_NAME", one of the terminal's own, which Rich does not know."""
    return Color.parse(name).rich_color


class Roles(Widget):
    """A widget that draws cells by their role."""

    # Textual selects text of widgets that it renders itself; lines of ours are selected by the terminal, with shift.
    ALLOW_SELECT = False

    @property
    def is_plain(self) -> bool:
        """Whether lines are sentences that are read aloud, and nothing is drawn."""
        return isinstance(self.app, CellApp) and self.app.plain

    def hint_scroll(self, lines: int, skip: int = 0) -> None:
        """Tell the app that the lines of this widget, except the first `skip`, move down by `lines`, up if negative."""
        if lines and self.is_mounted and isinstance(self.app, CellApp):
            self.app.hint_scroll(self.content_region.shrink((skip, 0, 0, 0)), lines)

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
        look = Look(role) if role.startswith("theme-") and role in theme else LOOKS.get(role)
        if look is not None:
            # An attribute that is not there is left open: Rich would write it as turned off.
            style += Style(
                color=theme_colour(theme[look.colour]),
                bold=look.bold or None,
                underline=look.underline or None,
                italic=look.italic or None,
                reverse=look.reverse or None,
            )
            style += Style.parse(theme.get(f"{look.colour}-style", ""))
        if under_cursor and "cursor-style" in theme:
            # Without a background of its own the bar is the row's colours turned round, and all of one colour.
            style += Style(color=theme_colour(theme["cursor"])) + Style.parse(theme["cursor-style"])
        elif under_cursor:
            # The row keeps what its words mean; the bar only lends its background.
            style += Style(bgcolor=theme_colour(theme["cursor"]))
        return style

    def notify_style_update(self) -> None:
        """The theme or the state of this widget changed: its styles are looked up anew."""
        self.__dict__.pop("_styles_by_role", None)
        super().notify_style_update()
