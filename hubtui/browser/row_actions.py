"""The actions on the rows of every list. What only some of them need is imported when they are first used."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.shown_list import ShownList
from hubtui.pages.work import start_work

_MOST_WITHOUT_ASKING = 1000


class RowActions(ActionTarget):
    """Opens, copies, marks, sorts and loads the rows of a list."""

    def __init__(self, shown: ShownList) -> None:
        self._shown = shown

    def do_open_row(self) -> None:
        """Open the row under the cursor. On the last row of a list that stopped loading, load on instead."""
        item, rows, model = self._shown.item, self._shown.rows, self._shown.model
        if (item is None or rows.cursor == len(rows) - 1) and model.retry():
            return
        if item is not None:
            rows.cursor_place.choose()  # the user comes back to this row
            model.open(item)

    def do_refresh(self) -> None:
        """Load the list again."""
        self._shown.model.refresh()

    def do_copy(self) -> None:
        """Offer texts about the marked rows, or about the one under the cursor, to be copied."""
        from hubtui.presentation.snippets import combined_snippets

        chosen = self._shown.chosen
        if snippets := combined_snippets([self._shown.model.snippets(item) for item in chosen]):
            self._shown.routes.offer_copies(snippets, len(chosen))

    def do_mark_all(self) -> None:
        """Mark all rows, after a question if more than a thousand have to be loaded."""
        start_work(self._shown.rows, self._mark_all, "mark")

    async def _mark_all(self) -> None:
        from hubtui.dialogs.question import Question

        model = self._shown.model
        if not await model.load_all(_MOST_WITHOUT_ASKING):
            if not model.can_load:
                return
            question = f"More than {_MOST_WITHOUT_ASKING:,} match. Load and mark them all?"
            if not await self._shown.app.push_screen_wait(Question(question, "mark all")):
                return
            await model.load_all(None)
        self._shown.marking.mark_all()

    def do_sort(self) -> None:
        """Open the menu of orders, with the cursor on the current one."""
        from hubtui.dialogs.menu import Menu, MenuLine

        searching, model = self._shown.searching, self._shown.model
        orders = model.offered_orders()
        lines = [MenuLine(order.name, order.words, order.directions) for order in orders if order.key is None]
        loaded = [MenuLine(order.name, order.words, order.directions) for order in orders if order.key is not None]
        if len(lines) > 1 and loaded and model.searches_hub:
            lines.append(MenuLine("", "of what is loaded:"))
        lines += loaded
        if lines:
            is_wide = any(order.directions[0] for order in orders)
            menu = Menu("Sort by", lines, searching.order.name, searching.is_reversed, wide=is_wide)
            self._shown.app.push_screen(menu, self._sort_chosen)

    def _sort_chosen(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            name, is_reversed = answer
            order = next(order for order in self._shown.model.offered_orders() if order.name == name)
            self._shown.searching.sort(order, is_reversed and bool(order.directions[0]))
