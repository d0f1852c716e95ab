"""The action that copies rows of any list."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Browser
from hubtui.presentation.copying import combined_snippets


class CopyAction(ActionTarget):
    """Copies texts about the marked rows of a list, or about the one under the cursor."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def do_copy(self) -> None:
        """Offer texts about the marked rows, or about the one under the cursor, to be copied."""
        chosen = self._browser.chosen
        if snippets := combined_snippets([self._browser.model.snippets(item) for item in chosen]):
            self._browser.routes.offer_copies(snippets, len(chosen))
