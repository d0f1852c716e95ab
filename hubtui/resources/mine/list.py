"""The list of the tab Mine: the repos, collections or likes of the account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.addresses import url_of
from hubtui.browser.list_model import ListModel, Order, Words
from hubtui.browser.repo_preview import RepoPreview
from hubtui.hub.kinds import KINDS
from hubtui.places import MINE, OWN
from hubtui.presentation import values
from hubtui.presentation.rights import NOT_LOGGED_IN, said_on_mine
from hubtui.presentation.snippets import Subject, link_snippets, snippets, subject_of
from hubtui.registry.target import Target
from hubtui.resources.collection.preview import CollectionPreview
from hubtui.resources.mine import mine_cells
from hubtui.resources.mine.loading import MineLoading
from hubtui.resources.mine.mine_actions import MineActions
from hubtui.resources.mine.mine_sections import MineSections
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet


class MineList(ListModel[mine_cells.Item]):
    """Lists one section at a time; the section of repos has the repos of all types."""

    name = "mine"
    tab = "mine"
    kind = "any"
    places = (MINE, OWN)
    orders: tuple[Order, ...] = tuple(
        Order(*order, date=(lambda item: item.updated) if order[0] == "updated" else None) for order in mine_cells.SORTS
    )

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._counts: dict[str, int] = {}
        self._loading = MineLoading(
            session, partial(self.restart, at_once=False), lambda row: self.browser.rows.cursor_place.await_row(row)
        )
        self._repos = RepoPreview(session.worker, "preview:mine", lambda: self.browser.show_details())
        self._collections = CollectionPreview(session.worker, "preview:mine", lambda: self.browser.show_details())
        self.sections = MineSections(self._section_changed)
        self._actions = MineActions(self, session, lambda: self.sections.front)

    def header(self) -> Iterable[Widget]:
        """Return the lines about the account, and the names of the sections."""
        return self.sections.widgets()

    # Loading

    def begin(self) -> None:
        """Load everything that the account has."""
        self.browser.rows.marks.ids.clear()
        obstacle = "" if self.browser.frame.rights.has_token else said_on_mine(NOT_LOGGED_IN)
        self._loading.start(self.browser.rows, obstacle)
        self.restart()

    refresh = begin

    def close(self) -> None:
        """Stop listening to changes."""
        self._loading.close()

    def restart(self, at_once: bool = True) -> None:
        """Show the rows of the section in front, as far as they are loaded, and the number of rows of each section."""
        found = self._loading.sections()
        self._counts = {section: len(items) for section, items in found.items()}
        self.items = sorted(found.get(self.sections.front, ()), key=lambda item: item.id)
        if at_once:
            self.browser.show_items()
        else:
            self.browser.show_items_soon()

    def state(self) -> dict[str, Any]:
        """Return the state of every list, and the section in front."""
        return {**super().state(), "section": self.sections.front}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned."""
        super().restore(state)
        self.sections.restore(state.get("section"))

    # Rows

    def key(self, item: mine_cells.Item) -> str:
        """Return the id of the row of an item: "KIND/ID"."""
        return f"{item.kind}/{item.id}"

    def columns(self, width: int) -> list[Column]:
        """Return the columns of the section in front for `width` terminal cells."""
        return mine_cells.columns_for(self.sections.front, width)

    def cells(self, item: mine_cells.Item, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of an item."""
        return mine_cells.cells(item, columns, values.utc_now())

    def text(self, item: mine_cells.Item) -> str:
        """Return the text that is searched: kind, id, title and visibility."""
        return f"{item.kind} {item.id} {item.title} {item.visibility}"

    def count(self, shown: int) -> str:
        """Return how many rows match the search."""
        return f"{shown:,} of {len(self.items):,}" if self.searching.words else ""

    def tail(self, shown: int) -> list[Words]:
        """Return the lines after the last row: what is loading or failed, or that there is nothing."""
        return self._loading.messages(self.sections.front, bool(self.items))

    def collectable(self, row_id: str) -> tuple[str, str]:
        """Return the kind and the id of the item in a row."""
        kind, _, name = row_id.partition("/")
        return kind, name

    # One row

    def target(self, item: mine_cells.Item) -> Target:
        """Return the page of an item."""
        return Target(item.kind if item.kind in (*KINDS, "collection") else "model", item.id)

    def known(self, item: mine_cells.Item) -> object:
        """Return the row of a repo, which its page shows at once."""
        return item.row

    def preview(self, item: mine_cells.Item, width: int) -> Iterable[Line]:
        """Return the lines of the preview: facts and card of a repo, or the items of a collection."""
        if item.kind == "collection":
            return self._collections.lines(item.id, item.collection, width)
        return self._repos.lines(item.kind, item.id, item.row, width)  # type: ignore[arg-type]

    async def load_preview(self, item: mine_cells.Item, width: int) -> None:
        """Load the card of a repo, or a collection with all its items."""
        if item.kind == "collection":
            await self._collections.load(item.id)
        elif item.kind in KINDS:
            await self._repos.load(item.kind, item.id, width)

    def leave_preview(self) -> None:
        """Stop loading the preview."""
        self._repos.leave()
        self._collections.leave()

    def snippets(self, item: mine_cells.Item) -> list[Snippet]:
        """Return the texts that can be copied of a repo or a collection."""
        endpoint = self.browser.routes.endpoint
        if item.kind == "collection":
            return link_snippets(item.id, "slug", item.title, url_of(self.target(item), endpoint))
        known = subject_of(item.kind, item.row, endpoint) if item.row is not None else None
        return snippets(known or Subject(item.kind, item.id, endpoint))

    # The header

    def header_changed(self) -> None:
        """Draw the account and the sections again."""
        frame = self.browser.frame
        account = self._loading.account or frame.rights.account
        self.sections.draw(account, frame.account, self._counts, self.browser.app.size.width)

    def clicked(self, name: str) -> bool:
        """Show the section that was clicked. Return whether the part `name` is a section."""
        return self.sections.clicked(name)

    def _section_changed(self) -> None:
        rows = self.browser.rows
        rows.marks.clear()
        rows.cursor_place.forget()
        rows.columns_changed()
        self.restart()

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or "": a collection is changed on its page."""
        if action.name in ("move_repo", "visibility") and self.sections.front == "collections":
            return "E on its page changes a collection"
        rights = self.browser.frame.rights
        return super().why_not(action) or (said_on_mine(rights.why_not_write()) if action.writes else "")

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: the sections, and those that change repos and collections."""
        return (self.sections, self._actions, self._actions.repo_changes)
