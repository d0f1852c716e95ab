"""Filtering loaded rows while the user types, without a request."""

from hubtui.action_target import ActionTarget
from hubtui.text.matches import Matches
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList


class LocalFilter(ActionTarget):
    """A screen or section with a `filter_bar` above its `list`; `filter_words` is its text."""

    filter_bar: FilterBar
    list: RowList
    filter_words = ""

    def show_filtered(self) -> None:
        """Show the rows that match `filter_words`."""
        raise NotImplementedError

    def do_search(self) -> None:
        """Open the field for the filter."""
        self.filter_bar.open("search", self.filter_words)

    def do_next_pane(self) -> bool:
        """Go from the field to the list. Return False if the field is not open: then the preview has the key."""
        is_open = self.filter_bar.close()
        if is_open:
            self.list.focus()
        return is_open

    do_previous_pane = do_next_pane

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Filter by the text as it is typed."""
        event.stop()
        self._filter_by(event.text)

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """Go to the list, and keep the filter."""
        event.stop()
        self.list.focus()
        self._filter_by(event.text)

    def _filter_by(self, text: str) -> None:
        self.filter_words = text.strip()
        self.list.highlight(Matches((self.filter_words,) if self.filter_words else ()))
        self.show_filtered()

    def leave_filter(self) -> bool:
        """Close the field and filter as before, else clear the filter. Return whether there was either."""
        self.list.focus()
        if (former := self.filter_bar.cancel()) is not None:
            self._filter_by(former)
            return True
        had = bool(self.filter_words)
        if had:
            self._filter_by("")
        return had
