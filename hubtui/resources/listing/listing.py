"""The parts of a listing of repos that its actions and its loading use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hubtui.browser.list_model import Browser
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.rows import Row
    from hubtui.presentation.choice import Choice


class Listing(Protocol):
    """The list of repos that match a choice."""

    repo_type: RepoType
    choice: Choice
    items: Sequence[Row]
    browser: Browser
    awaits_other_rows: bool

    def ask(self, choice: Choice) -> None:
        """Show another listing."""
        ...

    def show(self, rows: Sequence[Row], *, is_other: bool, keep_cursor: bool = True) -> None:
        """Show these rows; `is_other` if they are the first of another listing."""
        ...

    def order_failed(self, choice: Choice, refusal: BaseException | None) -> bool:
        """Show the listing in another order, because the Hub refused that of `choice`.

        `refusal` is the error, or None if the Hub answered in the opposite direction. Return whether there is another
        order.
        """
        ...

    def columns_chosen(self, keys: Collection[str]) -> None:
        """Show the columns of these keys."""
        ...

    def memory_changed(self) -> None:
        """Draw again how models fit, because the memory has changed."""
        ...
