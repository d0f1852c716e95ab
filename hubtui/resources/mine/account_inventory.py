"""The repos, collections and likes of the account and its organisations, loaded by several requests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.changes.effects import with_changes
from hubtui.hub.account import LikesOf, OwnRepos, WhoAmI
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from hubtui.resources.mine.mine_cells import Item
from hubtui.worker.worker import Superseded

if TYPE_CHECKING:
    from hubtui.changes.queue import ChangeQueue
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.account import Account
    from hubtui.hub.models.collection import Collection
    from hubtui.hub.models.rows import Row
    from hubtui.hub.models.user import OwnRepo
    from hubtui.worker.worker import Worker

_PAGE = 1000
_TRUNCATED_AT = 4


class AccountInventory:
    """Loads everything; calls `on_change` when a part has arrived. `problems` are messages about parts that failed."""

    def __init__(self, worker: Worker, queue: ChangeQueue, on_change: Callable[[], None]) -> None:
        self._worker = worker
        self._queue = queue
        self._on_change = on_change
        self._asked_at = worker.clock()
        self._rows: dict[RepoType, dict[str, Row]] = {kind: {} for kind in KINDS}
        self._settings: dict[tuple[str, str], OwnRepo] = {}
        self.account: Account | None = None
        self.collections: list[Item] = []
        self.likes: list[Item] = []
        self.problems: list[str] = []
        self.is_loading = False

    async def load(self) -> None:
        """Load the account, then everything that it has.

        Raises:
            HubError: The account could not be loaded.
        """
        self._asked_at = self._worker.clock()
        self.problems, self.is_loading = [], True
        try:
            self.account = await self._worker.get(WhoAmI())
            self._on_change()
            owners = self.owners
            asked = [self._load_settings(owner) for owner in owners]
            asked += [self._load_rows(kind, owner) for kind in KINDS for owner in owners]
            await asyncio.gather(*asked, self._load_collections(), self._load_likes())
        finally:
            self.is_loading = False
        self._on_change()

    @property
    def owners(self) -> list[str]:
        """The name of the account, then those of its organisations."""
        if self.account is None:
            return []
        return [self.account.name, *(org.name for org in self.account.organizations if org.name)]

    @property
    def repos(self) -> list[Item]:
        """All repos, with the changes that the user has made since they were loaded."""
        items = []
        changes = self._queue.shown_since(self._asked_at)
        for kind, rows in self._rows.items():
            shown = with_changes(list(rows.values()), ListingQuery(kind), changes, is_complete=True)
            items += [self._item(kind, row) for row in shown if row.id.partition("/")[0] in self.owners]
        known = {(kind, repo_id) for kind, rows in self._rows.items() for repo_id in rows}
        gone = {(change.repo_type, change.repo_id) for change, _ in changes if change.removes_id}
        for (kind_name, repo_id), own in self._settings.items():
            if (kind_name, repo_id) not in known | gone:
                items.append(Item(kind_name, repo_id, visibility=own.visibility or "", storage=own.storage))
        return items

    def _item(self, kind: RepoType, row: Row) -> Item:
        own = self._settings.get((kind, row.id))
        # If the user has changed the visibility since, the row has the new one and the settings the old one.
        private = row.private is True
        known = own.visibility if own is not None and own.visibility else ""
        visibility = known if known and (known == "private") is private else "private" if private else "public"
        return Item(
            kind,
            row.id,
            visibility=visibility,
            storage=own.storage if own is not None else None,
            downloads=getattr(row, "downloads", None),
            likes=row.likes,
            updated=row.last_modified,
            row=row,
        )

    async def _load_settings(self, owner: str) -> None:
        own = self.account is not None and owner == self.account.name
        try:
            async for page in self._worker.pages(OwnRepos(None if own else owner)):
                self._settings.update({(repo.type or "", repo.id): repo for repo in page.rows if repo.type in KINDS})
                self._on_change()
        except (HubError, Superseded):
            return  # visibility is in the rows too; the storage is not known then

    async def _load_rows(self, kind: RepoType, owner: str) -> None:
        query = ListingQuery(kind, author=owner, limit=_PAGE, expand=KINDS[kind].listing_fields)
        try:
            async for page in self._worker.pages(ListingPage(query)):
                self._rows[kind].update({row.id: row for row in page.rows})
                self._on_change()
        except HubError as error:
            self.problems.append(f"the {KINDS[kind].noun}s of {owner}: {error}")

    async def _load_collections(self) -> None:
        found: dict[str, Item] = {}
        try:
            async for page in self._worker.pages(CollectionsPage(tuple(self.owners), sort="lastModified")):
                found |= {collection.slug: _of_collection(collection) for collection in page.rows}
                self.collections = list(found.values())
                self._on_change()
        except HubError as error:
            self.problems.append(f"the collections: {error}")

    async def _load_likes(self) -> None:
        assert self.account is not None
        found: dict[tuple[str, str], Item] = {}
        try:
            async for page in self._worker.pages(LikesOf(self.account.name)):
                items = [
                    Item(like.repo.type or "model", like.repo.name, updated=like.created_at)
                    for like in page.rows
                    if like.repo is not None and like.repo.name
                ]
                found |= {(item.kind, item.id): item for item in items}
                self.likes = list(found.values())
                self._on_change()
        except HubError as error:
            self.problems.append(f"the likes: {error}")


def _of_collection(collection: Collection) -> Item:
    number = len(collection.items)
    return Item(
        "collection",
        collection.slug,
        title=f"{collection.owner.name if collection.owner else '?'} / {collection.title or collection.slug}",
        visibility="private" if collection.private else "public",
        likes=collection.upvotes,
        updated=collection.last_updated,
        size=f"{number}+" if number >= _TRUNCATED_AT else str(number),
        collection=collection,
    )
