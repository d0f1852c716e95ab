"""The columns of a listing: the user's choice of them, which is saved in the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.hub.kinds import KINDS
from hubtui.presentation.column_table import chosen_columns

if TYPE_CHECKING:
    from hubtui.browser.list_model import Browser
    from hubtui.hub.kinds import RepoType
    from hubtui.presentation.column_table import ListingColumn


class ColumnChoice(ActionTarget):
    """The chosen columns of one type of repo.

    `with_fits` returns whether there is a column for how models fit. `changed` is called when the columns change.
    """

    def __init__(
        self,
        browser: Browser,
        repo_type: RepoType,
        with_fits: Callable[[], bool],
        changed: Callable[[], None],
    ) -> None:
        self._browser = browser
        self._repo_type = repo_type
        self._with_fits = with_fits
        self._changed = changed
        self._keys_in_force = self.keys

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns that the user has chosen, empty for the default."""
        return self._browser.frame.settings.columns.get(KINDS[self._repo_type].path, ())

    @property
    def shown(self) -> list[ListingColumn]:
        """The chosen columns, including those that have no room on the screen."""
        return chosen_columns(self._repo_type, self.keys, self._with_fits()) or self.default

    def renew(self) -> None:
        """Take over columns that were chosen on another screen of the same type."""
        if self.keys != self._keys_in_force:
            self._keys_in_force = self.keys
            self._changed()

    @property
    def default(self) -> list[ListingColumn]:
        """The columns that are shown if the user has chosen none."""
        return chosen_columns(self._repo_type, (), self._with_fits())

    def use(self, keys: Sequence[str]) -> None:
        """Show these columns, none for the default, and save them for the next run."""
        frame, path = self._browser.frame, KINDS[self._repo_type].path
        others = {tab: names for tab, names in frame.settings.columns.items() if tab != path}
        chosen = others | ({path: tuple(keys)} if keys else {})
        frame.settings = replace(frame.settings, columns=chosen)
        self.renew()
        self._tell_no_room()
        if problem := frame.save_columns(path, keys):
            frame.announce(f"{problem}; the columns are for this run only", "failed")

    def do_columns(self) -> None:
        """Open the dialog of columns."""
        from hubtui.resources.listing.column_dialog import ColumnDialog

        shown, default = ([one.key for one in some] for some in (self.shown, self.default))
        self._browser.app.push_screen(ColumnDialog(self._repo_type, shown, default, self.use))

    def _tell_no_room(self) -> None:
        visible = {column.key for column in self._browser.rows.columns}
        if lacking := [one.words for one in self.shown if one.key not in visible] if self.keys else []:
            self._browser.frame.announce(f"no room here for {', '.join(lacking)}")
