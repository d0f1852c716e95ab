"""The action that marks all rows of a list."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.shown_list import ShownList
from hubtui.dialogs.question import Question
from hubtui.pages.work import start_work

_MOST_WITHOUT_ASKING = 1000


class MarkAllAction(ActionTarget):
    """Loads all rows of a list, and marks them."""

    def __init__(self, shown: ShownList) -> None:
        self._shown = shown

    def do_mark_all(self) -> None:
        """Mark all rows, after a question if more than a thousand have to be loaded."""
        start_work(self._shown.rows, self._mark_all, "mark")

    async def _mark_all(self) -> None:
        model = self._shown.model
        if not await model.load_all(_MOST_WITHOUT_ASKING):
            if not model.can_load:
                return
            question = f"More than {_MOST_WITHOUT_ASKING:,} match. Load and mark them all?"
            if not await self._shown.app.push_screen_wait(Question(question, "mark all")):
                return
            await model.load_all(None)
        self._shown.marking.mark_all()
