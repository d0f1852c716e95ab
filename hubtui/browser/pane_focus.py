"""The keys that go from a list to its preview and back."""

from __future__ import annotations

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.browser.preview import Preview
from hubtui.widgets.text_pane import TextPane


class PaneFocus(ActionTarget):
    """Moves the focus between the widget `front` and the pane of its preview."""

    def __init__(self, front: Widget, preview: Preview, pane: TextPane) -> None:
        self._front = front
        self._preview = preview
        self._pane = pane

    def do_next_pane(self) -> None:
        """Go from the list to the preview, or back."""
        if not self.leave() and self._pane.display:
            self._pane.focus()

    do_previous_pane = do_next_pane

    def leave(self) -> bool:
        """Go to the list. Return whether the keys were for the preview."""
        was_in_use = self._preview.is_in_use
        self._preview.leave_zoom()
        self._front.focus()
        return was_in_use
