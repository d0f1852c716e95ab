"""Where the pane of a preview is on the screen: beside the list, below it, alone, or hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from hubtui.presentation.preview_layout import below_percent, beside_width, preview_place

if TYPE_CHECKING:
    from hubtui.config.state import PreviewLayout
    from hubtui.widgets.text_pane import TextPane


class PaneLayout:
    """Lays out a list and the pane of its preview, which are in one container.

    `place` is "beside" or "below", or "" if the pane is hidden or alone. `is_zoomed` shows the pane alone.
    """

    def __init__(self, pane: TextPane) -> None:
        self.is_zoomed = False
        self.place = ""
        self._pane = pane
        self._applied: tuple[object, ...] = ()

    def differs(self, wanted: bool | None, layout: PreviewLayout) -> bool:
        """Return whether `apply` was called with other arguments, or on a screen of another size."""
        return self._applied != (wanted, layout, self._pane.app.size)

    def apply(self, wanted: bool | None, layout: PreviewLayout) -> None:
        """Lay out both for the wish of the user and the settings, as far as there is room.

        `wanted` is whether the user wants a preview in this list, None if the settings decide.
        """
        pane, size = self._pane, self._pane.app.size
        self._applied = wanted, layout, size
        # With a screen reader there is no preview by default: it would read both panes as one text.
        wanted = False if wanted is None and pane.is_plain else wanted
        self.place = preview_place(wanted, size.width, size.height, layout) if not self.is_zoomed else ""
        is_beside = self.place == "beside"
        pane.styles.width = beside_width(size.width, layout.share) if is_beside else "1fr"
        pane.styles.height = f"{below_percent(layout.share)}%" if self.place == "below" else "1fr"
        pane.set_class(self.is_zoomed, "alone")
        for widget in self._both():
            widget.set_class(self.place == "below", "below")
        pane.display = bool(self.place) or self.is_zoomed
        self._show_list()

    def _both(self) -> tuple[Widget, ...]:
        parent = self._pane.parent
        return (self._pane, parent) if isinstance(parent, Widget) else (self._pane,)

    def _show_list(self) -> None:
        parent = self._pane.parent
        if not isinstance(parent, Widget):
            return
        for rows in (child for child in parent.children if child is not self._pane):
            if rows.display is self.is_zoomed:
                rows.display = not self.is_zoomed
                (self._pane if self.is_zoomed else rows).focus()
