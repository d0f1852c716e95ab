"""The action that chooses the sort order of a list."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.shown_list import ShownList
from hubtui.dialogs.menu import Menu, MenuLine


class SortAction(ActionTarget):
    """Opens the menu of orders of a list."""

    def __init__(self, shown: ShownList) -> None:
        self._shown = shown

    def do_sort(self) -> None:
        """Open the menu of orders, with the cursor on the current one."""
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
            self._shown.app.push_screen(menu, self._menu_closed)

    def _menu_closed(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            name, is_reversed = answer
            order = next(order for order in self._shown.model.offered_orders() if order.name == name)
            self._shown.searching.sort(order, is_reversed and bool(order.directions[0]))
