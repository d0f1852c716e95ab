"""What is new in the listing of a saved view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation.news import DATES, how_many_new

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row
    from hubtui.presentation.choice import Choice
    from hubtui.widgets.row_list import RowList


class News:
    """Counts the new rows of a listing, and draws a rule below the last of them."""

    def __init__(self) -> None:
        self._told: tuple[Choice, datetime] | None = None

    def tell(self, choice: Choice, since: datetime | None) -> None:
        """Tell what is new since a moment in the listing of this choice, if it is in the order of a date."""
        self._told = (choice, since) if since is not None and choice.sort in DATES and not choice.ascending else None

    def show(self, row_list: RowList, rows: Sequence[Row], choice: Choice | None, is_ruled: bool) -> int:
        """Return how many of `rows`, which are in the Hub's order, are new; draw the rule if that `is_ruled`."""
        row_list.ruled_id = ""
        if self._told is None or self._told[0] != choice:
            return 0
        choice, since = self._told
        many = how_many_new(rows, choice.sort, since)
        if 0 < many < len(rows) and is_ruled:
            row_list.ruled_id = rows[many - 1].id
        return many
