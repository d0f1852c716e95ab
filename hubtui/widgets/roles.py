"""What a piece of text means, and the style that the theme gives it."""

from typing import ClassVar

from rich.style import Style
from textual.widget import Widget

ROLES = ("dim", "state", "accent", "failed", "header", "cursor", "mark", "rule", "active", "field")


class Roles(Widget):
    """A widget that draws cells by their role; the styles come from the stylesheet's `.role--NAME`."""

    # Textual selects text of widgets that it renders itself; lines of ours are selected by the terminal, with shift.
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in ROLES}

    def role_style(self, role: str, under_cursor: bool = False) -> Style:
        """The style of `role` ("" for plain text) on this widget's background or on that of the cursor's row."""
        key = (role, under_cursor)
        style = self._role_styles.get(key)
        if style is None:
            style = self.get_component_rich_style(f"role--{role}") if role else self.rich_style
            if under_cursor:
                # The row keeps what its words mean; the bar only lends its background.
                style += Style(bgcolor=self.get_component_rich_style("role--cursor").bgcolor)
            self._role_styles[key] = style
        return style

    @property
    def _role_styles(self) -> dict[tuple[str, bool], Style]:
        styles: dict[tuple[str, bool], Style] | None = self.__dict__.get("_styles_by_role")
        if styles is None:
            styles = self.__dict__["_styles_by_role"] = {}
        return styles

    def notify_style_update(self) -> None:
        """The theme or the state of this widget changed: its styles are looked up anew."""
        self._role_styles.clear()
        super().notify_style_update()
