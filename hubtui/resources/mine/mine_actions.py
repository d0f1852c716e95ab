"""The actions on the rows of Mine that change something: create and delete repos and collections."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.browser.list_model import ListModel
from hubtui.managing.deferred_actions import DeferredRepoChanges
from hubtui.managing.selected_repo import SelectedRepo
from hubtui.resources.collection.dialogs import open_create_dialog, open_delete_dialog
from hubtui.resources.mine.mine_cells import Item

if TYPE_CHECKING:
    from hubtui.pages.session import Session


class MineActions(ActionTarget):
    """Acts on the rows of `model`. In the section of collections the keys for repos create and delete collections."""

    def __init__(self, model: ListModel[Item], session: Session, section: Callable[[], str]) -> None:
        """`section` returns the name of the section in front."""
        self._model = model
        self._session = session
        self._section = section

    @cached_property
    def repo_changes(self) -> DeferredRepoChanges:
        """The actions that change the selected repos."""
        return DeferredRepoChanges(self._model.browser, self._session, self._selected)

    def _selected(self) -> list[SelectedRepo]:
        """Return the marked repos; if there are none, the one under the cursor."""
        items: list[Item] = self._model.browser.chosen if self._section() != "collections" else []
        return [SelectedRepo(item.kind, item.id, item.row) for item in items]  # type: ignore[arg-type]  # repos have a kind

    def do_new_repo(self) -> bool:
        """Create a collection in the section of collections; else return False to create a repo."""
        is_collection = self._section() == "collections"
        if is_collection:
            open_create_dialog(self._model.browser, self._session.edit_services)
        return is_collection

    def do_delete_repo(self) -> bool:
        """Delete the collection under the cursor; in other sections return False to delete repos."""
        item: Item | None = self._model.browser.item
        if self._section() != "collections" or item is None:
            return False
        title = item.title.partition(" / ")[2] or item.id
        browser, services = self._model.browser, self._session.edit_services
        open_delete_dialog(browser, services, item.id, title, self._model.refresh)
        return True
