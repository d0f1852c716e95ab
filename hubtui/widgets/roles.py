"""The base class of widgets that draw cells by their roles."""

from collections.abc import Iterable, Sequence

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from hubtui.presentation.role_styles import ROLE_STYLES, RoleStyle
from hubtui.terminal.cell_output import CellApp
from hubtui.text.columns import Cell, fit_cells, line_with_ends


def theme_colour(name: str) -> RichColor:
    """Parse a colour of a theme: "#RRGGBB", or "ansi_NAME" for a colour of the terminal."""
    return Color.parse(name).rich_color


class Roles(Widget):
    """A widget that draws cells in the styles that the theme has for their roles."""

    # Textual selects the text of its own widgets only; the text of these is selected by the terminal, with shift.
    ALLOW_SELECT = False

    @property
    def is_plain(self) -> bool:
        """Whether the app is in plain mode: lines are sentences for a screen reader, without drawings."""
        return isinstance(self.app, CellApp) and self.app.plain

    def spoken_at(self, line: int) -> Offset | None:
        """Return the place of a line on the screen, for the terminal's own cursor in plain mode; else None."""
        return self.content_region.offset + Offset(0, max(0, line)) if self.is_plain else None

    def draw_line(self, cells: Iterable[Cell], *, under_cursor: bool = False) -> Strip:
        """Return a line, cut or filled to the width of this widget; with `under_cursor` on the cursor's background."""
        style, width = self.role_style, self.size.width
        return Strip([Segment(text, style(role, under_cursor)) for text, role in fit_cells(cells, width)], width)

    def draw_ends(self, left: Sequence[Cell], right: Sequence[Cell], *, keep_left: bool = False) -> Strip:
        """Return a line with cells at both ends.

        If there is not enough room, the left cells are cut, with `keep_left` the right ones.

        In plain mode the cells follow each other as one sentence, unless a field covers the line.
        """
        if self.is_plain and not self.children:
            return self.draw_line([*left, Cell("  "), *right])
        return self.draw_line(line_with_ends(left, right, self.size.width, keep_left=keep_left))

    def role_style(self, role: str, under_cursor: bool = False) -> Style:
        """Return the style of `role` ("" for plain text) on the background of this widget, or of the cursor."""
        styles: dict[tuple[str, bool], Style] = self.__dict__.setdefault("_styles_by_role", {})
        style = styles.get((role, under_cursor))
        if style is None:
            style = styles[role, under_cursor] = self._make_style(role, under_cursor)
        return style

    def _make_style(self, role: str, under_cursor: bool) -> Style:
        theme = self.app.theme_variables
        style = self.rich_style
        look = RoleStyle(role) if role.startswith("theme-") and role in theme else ROLE_STYLES.get(role)
        if look is not None:
            # None and not False: Rich would write False as an attribute that is turned off.
            style += Style(
                color=theme_colour(theme[look.colour]),
                bold=look.bold or None,
                underline=look.underline or None,
                italic=look.italic or None,
                reverse=look.reverse or None,
            )
            style += Style.parse(theme.get(f"{look.colour}-style", ""))
        if under_cursor and "cursor-style" in theme:
            # With the terminal's own colours not every word could be read on the cursor's background in its own one.
            style += Style(color=theme_colour(theme["cursor"])) + Style.parse(theme["cursor-style"])
        elif under_cursor:
            # The words of the row keep their colours; only the background is that of the cursor.
            style += Style(bgcolor=theme_colour(theme["cursor"]))
        return style

    def notify_style_update(self) -> None:
        """Look up all styles again, because the theme or the state of this widget has changed."""
        self.__dict__.pop("_styles_by_role", None)
        super().notify_style_update()
