"""The tab of what is mine: who I am, and below it repos, collections or likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.addresses import url_of
from hubtui.browser.list_model import ListModel, Order, Words
from hubtui.browser.repo_preview import RepoPreview
from hubtui.browser.sections import section_parts
from hubtui.changes.repo_changes import Create
from hubtui.hub.drafts import collection_id
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.managing.deferred_actions import DeferredRepoChanges
from hubtui.managing.selected_repo import SelectedRepo
from hubtui.pages.work import start_work
from hubtui.places import MINE, OWN
from hubtui.presentation import values
from hubtui.presentation.copying import link_snippets
from hubtui.presentation.rights import NOT_LOGGED_IN
from hubtui.presentation.snippets import Subject, snippets, subject_of
from hubtui.registry.target import Target
from hubtui.resources.collection.forms import CreateForm, DeleteForm
from hubtui.resources.collection.preview import CollectionPreview
from hubtui.resources.mine import mine_cells
from hubtui.resources.mine.account_inventory import AccountInventory
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines

if TYPE_CHECKING:
    from hubtui.changes.queue import QueuedChange
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet

_SECTIONS = (("repos", "Repos"), ("collections", "Collections"), ("likes", "Likes"))
_NAMES = [name for name, _ in _SECTIONS]


class MineList(ListModel[mine_cells.Item]):
    """Repos of all kinds stand in one list."""

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
        self._section = "repos"
        self._counts: dict[str, int] = {}
        self._inventory: AccountInventory | None = None
        self._failure = ""
        self._stop_listening: Callable[[], None] | None = None
        self._repos = RepoPreview(session.worker, "preview:mine", lambda: self.browser.show_details())
        self._collections = CollectionPreview(session.worker, "preview:mine", lambda: self.browser.show_details())
        self._facts = FactLines(self._account_lines, most=6, id="account")
        self._sections = Bar(id="sections")

    def header(self) -> Iterable[Widget]:
        """Return who the user is, and which section is shown."""
        return (self._facts, self._sections)

    # Loading

    def begin(self) -> None:
        """Ask for all that the account has."""
        self._inventory = None  # it may be another account's
        self.browser.rows.marks.ids.clear()
        if not self.browser.frame.rights.has_token:
            self._failure = NOT_LOGGED_IN
            self._take()
            return
        queue = self._session.queue
        if self._stop_listening is None:
            self._stop_listening = queue.listen(self._repo_changed)
        self._inventory = AccountInventory(self._session.worker, queue, self._changed)
        start_work(self.browser.rows, self._load, "mine")

    def refresh(self) -> None:
        """Ask the Hub again."""
        self.begin()

    def restart(self) -> None:
        """Show the rows of the section."""
        self._take()

    def close(self) -> None:
        """Stop listening to changes."""
        if self._stop_listening is not None:
            self._stop_listening()

    async def _load(self) -> None:
        if self._inventory is None:
            return
        try:
            self._failure = ""
            await self._inventory.load()
        except HubError as error:
            self._failure = f"{error}; r asks again"
        self._take()

    def _repo_changed(self, queued: QueuedChange) -> None:
        if isinstance(queued.change, Create):
            self.browser.rows.cursor_place.await_row(f"{queued.change.repo_type}/{queued.change.repo_id}")
        self._changed()

    def _changed(self) -> None:
        self._read_sections()
        self.browser.show_items_soon()

    def _take(self) -> None:
        self._read_sections()
        self.browser.show_items()

    def _read_sections(self) -> None:
        """Take the rows of the section in front, and the number of rows of the others."""
        inventory = self._inventory
        if inventory is None:
            self.items, self._counts = (), {}
            return
        deleted = self._session.deleted_collections
        collections = [one for one in inventory.collections if collection_id(one.id) not in deleted]
        found = {"repos": inventory.repos, "collections": collections, "likes": inventory.likes}
        self._counts = {section: len(items) for section, items in found.items()}
        self.items = sorted(found[self._section], key=lambda item: item.id)

    def state(self) -> dict[str, Any]:
        """Return the section."""
        return {**super().state(), "section": self._section}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a section."""
        super().restore(state)
        if state.get("section") in dict(_SECTIONS):
            self._section = state["section"]

    # Rows

    def key(self, item: mine_cells.Item) -> str:
        """Return kind and id."""
        return f"{item.kind}/{item.id}"

    def columns(self, width: int) -> list[Column]:
        """Return the columns of the section."""
        return mine_cells.columns_for(self._section, width)

    def cells(self, item: mine_cells.Item, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of an item."""
        return mine_cells.cells(item, columns, values.utc_now())

    def text(self, item: mine_cells.Item) -> str:
        """Return kind, id, title and visibility."""
        return f"{item.kind} {item.id} {item.title} {item.visibility}"

    def count(self, shown: int) -> str:
        """Return how many match the filter."""
        return f"{shown:,} of {len(self.items):,}" if self.searching.words else ""

    def tail(self, shown: int) -> list[Words]:
        """Say what is loading, empty or wrong."""
        words: list[Words] = [(self._failure, "failed")] if self._failure else []
        if self._inventory is not None:
            words += [(problem, "failed") for problem in self._inventory.problems]
            if self._inventory.is_loading:
                words.append(("Loading the rest…" if self.items else "Loading…", "dim"))
            elif not self.items and not words:
                words.append(("no repos yet: n makes one" if self._section == "repos" else "none yet", "dim"))
        return words

    def collectable(self, row_id: str) -> tuple[str, str]:
        """Return kind and id."""
        kind, _, name = row_id.partition("/")
        return kind, name

    # One row

    def target(self, item: mine_cells.Item) -> Target:
        """Return the page of an item."""
        return Target(item.kind if item.kind in (*KINDS, "collection") else "model", item.id)

    def known(self, item: mine_cells.Item) -> object:
        """Return the row: the page shows it at once."""
        return item.row

    def preview(self, item: mine_cells.Item, width: int) -> Iterable[Line]:
        """Return the facts and the card of a repo, or what is in a collection."""
        if item.kind == "collection":
            return self._collections.lines(item.id, item.collection, width)
        return self._repos.lines(item.kind, item.id, item.row, width)  # type: ignore[arg-type]

    async def load_preview(self, item: mine_cells.Item, width: int) -> None:
        """Load the card of a repo, or a collection whole."""
        if item.kind == "collection":
            await self._collections.load(item.id)
        elif item.kind in KINDS:
            await self._repos.load(item.kind, item.id, width)

    def leave_preview(self) -> None:
        """Stop loading."""
        self._repos.leave()
        self._collections.leave()

    def snippets(self, item: mine_cells.Item) -> list[Snippet]:
        """Return what can be copied of a repo or a collection."""
        endpoint = self.browser.routes.endpoint
        if item.kind == "collection":
            return link_snippets(item.id, "slug", item.title, url_of(self.target(item), endpoint))
        known = subject_of(item.kind, item.row, endpoint) if item.row is not None else None
        return snippets(known or Subject(item.kind, item.id, endpoint))

    # The header

    def header_changed(self) -> None:
        """Draw the account and the sections again."""
        names = [(title, f"{self._counts[name]:,}" if self._counts.get(name) else "") for name, title in _SECTIONS]
        width = self.browser.app.size.width
        self._sections.show(section_parts(names, _NAMES.index(self._section), width, with_numbers=False), [])
        self._facts.lay_out()

    def _account_lines(self, width: int) -> Sequence[Line]:
        frame = self.browser.frame
        account = self._inventory.account if self._inventory is not None else frame.rights.account
        return mine_cells.account_lines(account, width) if account is not None else [(Cell(frame.account, "dim"),)]

    def clicked(self, name: str) -> bool:
        """Show the section that was clicked."""
        group, _, place = name.partition(":")
        if group == "section":
            self._show(_NAMES[int(place)])
        return group == "section"

    def do_next_section(self) -> None:
        """Show the next section."""
        self._step(1)

    def do_previous_section(self) -> None:
        """Show the section before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self._show(_NAMES[(_NAMES.index(self._section) + by) % len(_NAMES)])

    def _show(self, section: str) -> None:
        self._section = section
        self.browser.rows.marks.clear()
        self.browser.rows.cursor_place.forget()
        self.browser.rows.columns_changed()
        self._take()

    # Changes

    @cached_property
    def _managing(self) -> DeferredRepoChanges:
        return DeferredRepoChanges(self.browser, self._session, self._chosen)

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return this list, and the actions that change repos."""
        return (self, self._managing)

    def _chosen(self) -> list[SelectedRepo]:
        """Return the marked repos; if there are none, the one under the cursor."""
        items: list[mine_cells.Item] = self.browser.chosen if self._section == "repos" else []
        return [SelectedRepo(item.kind, item.id, item.row) for item in items]  # type: ignore[arg-type]  # repos have a kind

    def do_new_repo(self) -> bool:
        """Create a collection in the section of collections; else return False to create a repo."""
        if self._section != "collections":
            return False
        self.browser.app.push_screen(CreateForm(self._session.edit_services, self._open_collection))
        return True

    def _open_collection(self, slug: str) -> None:
        self.browser.routes.open(Target("collection", slug))

    def do_delete_repo(self) -> bool:
        """Delete the collection under the cursor; in other sections return False to delete repos."""
        item: mine_cells.Item | None = self.browser.item
        if self._section != "collections" or item is None:
            return False
        if why := self.browser.frame.rights.why_not_change("collection", item.id):
            self.browser.notice(why, failed=True)
        else:
            title = item.title.partition(" / ")[2] or item.id
            self.browser.app.push_screen(DeleteForm(self._session.edit_services, item.id, title, self.refresh))
        return True
