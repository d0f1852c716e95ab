"""Loading what the account has, and following the changes that the user makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.dom import DOMNode

from hubtui.changes.repo_changes import CreateRepo
from hubtui.hub.drafts import collection_id
from hubtui.hub.errors import HubError
from hubtui.pages.work import start_work
from hubtui.resources.mine.account_inventory import AccountInventory
from hubtui.resources.mine.mine_cells import Item

if TYPE_CHECKING:
    from hubtui.browser.list_model import Words
    from hubtui.changes.queue import QueuedChange
    from hubtui.hub.models.account import Account
    from hubtui.pages.session import Session


class MineLoading:
    """Loads the inventory of an account.

    `changed` is called when more was loaded, and for each change that begins or ends. `created` is called with the row
    id of a repo that the user creates.
    """

    def __init__(self, session: Session, changed: Callable[[], None], created: Callable[[str], None]) -> None:
        self._session = session
        self._changed = changed
        self._created = created
        self._inventory: AccountInventory | None = None
        self._failure = ""
        self._stop_listening: Callable[[], None] | None = None

    @property
    def account(self) -> Account | None:
        """The account, None until it is loaded."""
        return self._inventory.account if self._inventory is not None else None

    def start(self, owner: DOMNode, obstacle: str) -> None:
        """Load everything in tasks of `owner`; show only `obstacle` if it is not "", for example without a token."""
        self._inventory, self._failure = None, obstacle  # it may be another account's
        if obstacle:
            return
        queue = self._session.queue
        if self._stop_listening is None:
            self._stop_listening = queue.listen(self._follow_change)
        self._inventory = AccountInventory(self._session.worker, queue, self._changed)
        start_work(owner, self._load, "mine")

    async def _load(self) -> None:
        if self._inventory is None:
            return
        try:
            await self._inventory.load()
        except HubError as error:
            self._failure = f"{error}; r asks again"
        self._changed()

    def _follow_change(self, queued: QueuedChange) -> None:
        if isinstance(queued.change, CreateRepo):
            self._created(f"{queued.change.repo_type}/{queued.change.repo_id}")
        self._changed()

    def close(self) -> None:
        """Stop listening to changes."""
        if self._stop_listening is not None:
            self._stop_listening()

    def sections(self) -> dict[str, list[Item]]:
        """Return the rows of each section, as far as they are loaded; an empty dict before that."""
        inventory = self._inventory
        if inventory is None:
            return {}
        deleted = self._session.deleted_collections
        collections = [one for one in inventory.collections if collection_id(one.id) not in deleted]
        return {"repos": inventory.repos, "collections": collections, "likes": inventory.likes}

    def messages(self, section: str, has_rows: bool) -> list[Words]:
        """Return the lines after the last row of a section: what failed, that rows are loading, or that it is empty."""
        words: list[Words] = [(self._failure, "failed")] if self._failure else []
        if self._inventory is not None:
            words += [(problem, "failed") for problem in self._inventory.problems]
            if self._inventory.is_loading:
                words.append(("Loading the rest…" if has_rows else "Loading…", "dim"))
            elif not has_rows and not words:
                words.append(("no repos yet: n makes one" if section == "repos" else "none yet", "dim"))
        return words
