"""Searches the Hub for items of all types that a collection can contain."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.drafts import DraftItem, collection_id
from hubtui.hub.errors import HubError, Missing, none_if_missing
from hubtui.hub.kinds import KINDS
from hubtui.hub.listings import ListingPage
from hubtui.hub.papers import PaperOf, PaperSearch
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from hubtui.text.humanize import short_count
from hubtui.worker.worker import Superseded

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.worker.worker import Worker

_EACH = 10
_FEWER = 5
Found = Callable[[Iterable[tuple[DraftItem, str]]], None]


async def find_everywhere(worker: Worker, text: str, found: Found) -> str:
    """Search all types at the same time; `found` is called with the items of each type when they arrive.

    Return a message about the types that could not be searched, or "".
    """
    problems: list[str] = []

    async def search(what: str, work: Awaitable[Iterable[tuple[DraftItem, str]]]) -> None:
        try:
            found(await work)
        except Superseded:
            pass
        except HubError as error:
            problems.append(f"{what}: {error}")

    repos = [search(f"{KINDS[kind].noun}s", _repos(worker, kind, text)) for kind in KINDS]
    await asyncio.gather(
        *repos,
        search("papers", _papers(worker, text)),
        search("collections", _collections(worker, text)),
    )
    return problems[0] if problems else ""


async def _repos(worker: Worker, kind: RepoType, text: str) -> list[tuple[DraftItem, str]]:
    query = ListingQuery(kind, search=text, limit=_EACH, expand=KINDS[kind].listing_fields)
    page = await worker.get(ListingPage(query), slot=f"add:{kind}")
    return [(DraftItem(kind, row.id), _likes(row.likes)) for row in page.rows[:_EACH]]


async def _papers(worker: Worker, text: str) -> list[tuple[DraftItem, str]]:
    page = await worker.get(PaperSearch(text), slot="add:paper")
    return [(DraftItem("paper", paper.id), " ".join((paper.title or "").split())) for paper in page.rows[:_FEWER]]


async def _collections(worker: Worker, text: str) -> list[tuple[DraftItem, str]]:
    page = await worker.get(CollectionsPage(search=text), slot="add:collection")
    return [(DraftItem("collection", collection_id(one.slug)), one.title or one.slug) for one in page.rows[:_FEWER]]


def _likes(likes: int | None) -> str:
    return short_count(likes, "like") if likes else ""


async def check_item(worker: Worker, item: DraftItem, *, is_bare: bool) -> DraftItem:
    """Look an item up, and return it with its id as the Hub writes it.

    If the id `is_bare` (pasted without its type), look for a dataset or a Space, too.

    Raises:
        HubError: The item does not exist, or the Hub does not answer.
    """
    if item.type == "paper":
        return DraftItem("paper", (await worker.get(PaperOf(item.id))).id or item.id)
    if item.type == "collection":
        return DraftItem("collection", collection_id((await worker.get(CollectionOf(_slug(item.id)))).slug))
    if item.type not in KINDS:
        return item
    kinds: list[RepoType] = [item.type]
    if is_bare and item.type == "model":
        kinds += ["dataset", "space"]
    for kind in kinds:
        info = await none_if_missing(worker.get(RepoInfo(kind, item.id, fields=("private",)), fresh=True))
        if info is not None:
            return DraftItem(kind, info.id or item.id)
    words = "no model, dataset or Space" if len(kinds) > 1 else f"no {KINDS[item.type].noun}"
    raise Missing(f"there is {words} {item.id}, or it is private")


def _slug(digits: str) -> str:
    """Return a slug for the id of a collection: the Hub looks at the digits at its end only."""
    return digits if "/" in digits else f"any/any-{digits}"
