"""The action that chooses the columns of a listing."""

from __future__ import annotations

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import Browser
from hubtui.hub.kinds import RepoType
from hubtui.resources.listing.column_dialog import ColumnDialog
from hubtui.resources.listing.columns import ColumnChoice


class ColumnAction(ActionTarget):
    """Opens the dialog that changes a choice of columns."""

    def __init__(self, browser: Browser, repo_type: RepoType, columns: ColumnChoice) -> None:
        self._browser = browser
        self._repo_type = repo_type
        self._columns = columns

    def do_columns(self) -> None:
        """Open the dialog of columns."""
        shown, default = ([one.key for one in some] for some in (self._columns.shown, self._columns.default))
        self._browser.app.push_screen(ColumnDialog(self._repo_type, shown, default, self._columns.use))
