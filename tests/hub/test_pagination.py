"""Every list follows its `Link` to its end, and a list without an end is given up."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from hubtui.hub.account import LikesOf, OwnRepos
from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.endpoint import ListEndpoint
from hubtui.hub.files import TreePage
from hubtui.hub.listings import ListingPage, ListingTexts
from hubtui.hub.pagination import MOST_PAGES, PageGuard, all_rows, pages
from hubtui.hub.papers import DailyPapers
from hubtui.hub.query import Cursor, ListingQuery
from hubtui.hub.revisions import Commits
from tests.demo.boxed import make_hub
from tests.hub.stub import Seen, client_of, json_response

LISTS: dict[str, ListEndpoint[Any]] = {
    "likes": LikesOf("ada"),
    "own repos": OwnRepos(),
    "repos of an organisation": OwnRepos("acme-lab"),
    "commits": Commits("model", "a/b"),
    "collections": CollectionsPage(),
    "files": TreePage("model", "a/b"),
    "rows": ListingPage(ListingQuery("model")),
    "JSON": ListingTexts(ListingQuery("model")),
}


@pytest.mark.parametrize("name", LISTS)
async def test_every_list_goes_on_with_path_and_query_of_its_link(name: str) -> None:
    def answer(seen: Seen) -> bytes:
        place = int(seen.target.partition("place=")[2] or 0)
        row = {"id": f"a/{place}", "slug": f"a/{place}", "path": f"f{place}", "type": "file", "size": 1, "oid": "0"}
        if place == 2:
            return json_response([row])
        return json_response([row], ("Link", f'<https://elsewhere.example/api/next?place={place + 1}>; rel="next"'))

    async with client_of(answer) as (hub, stub):
        assert len(await all_rows(hub, LISTS[name])) == 3
        assert [seen.target for seen in stub.seen[1:]] == ["/api/next?place=1", "/api/next?place=2"]


@pytest.mark.parametrize("name", ["likes", "own repos"])
async def test_the_demo_hub_pages_the_lists_of_an_account(name: str) -> None:
    demo = make_hub(repos=400)
    hub = HubClient("http://demo.localhost", "hf_write", transport=demo.transport)
    try:
        found = [page.rows async for page in pages(hub.get, LISTS[name])]
    finally:
        await hub.aclose()
    names = [getattr(row, "id", "") or row.repo.name for rows in found for row in rows]
    assert len(found) > 1
    assert len(set(names)) == len(names) > len(found[0])


@pytest.mark.parametrize(
    ("first", "sizes", "asked"),
    [
        (DailyPapers(), [50, 3, 0], ["p=0", "p=1", "p=2"]),
        (DailyPapers("2026-11-24"), [50, 3], ["date=2026-11-24&p=0", "date=2026-11-24&p=1"]),
        (DailyPapers(submitter="ada"), [3], ["submitter=ada&p=0"]),
    ],
)
async def test_the_numbered_pages_of_papers_end(first: DailyPapers, sizes: list[int], asked: list[str]) -> None:
    left = iter(sizes)

    def answer(_: Seen) -> bytes:
        return json_response([{"paper": {"id": f"2505.{number:05}"}} for number in range(next(left))])

    async with client_of(answer) as (hub, stub):
        assert len(await all_rows(hub, first)) == sum(sizes)
        assert [seen.target for seen in stub.seen] == [f"/api/daily_papers?{query}&limit=50" for query in asked]


def page_at(place: int, next: str | None) -> Any:
    return SimpleNamespace(rows=[place], next=next)


async def asked_of(fetch: Callable[[int], Any]) -> int:
    asked = 0

    async def one(_: ListEndpoint[Any]) -> Any:
        nonlocal asked
        asked += 1
        return fetch(asked)

    async for _ in pages(one, LikesOf("ada")):
        pass
    return asked


async def test_a_list_without_an_end_is_given_up() -> None:
    assert await asked_of(lambda number: page_at(number, "/x?cursor=1")) == 2, "the same cursor again"
    assert await asked_of(lambda number: page_at(number, f"/x?cursor=1&limit={number}")) == 2, "with another length"
    assert await asked_of(lambda number: page_at(0, f"/x?cursor={number}")) <= 7, "the same rows again"
    assert await asked_of(lambda number: SimpleNamespace(rows=[], next=f"/x?cursor={number}")) == 5, "empty pages"
    assert await asked_of(lambda number: page_at(number, f"/x?cursor={number}")) == MOST_PAGES, "ever more pages"


def test_some_empty_pages_are_gone_through() -> None:
    guard = PageGuard()
    assert all(guard.goes_on(Cursor(f"/x?cursor={number}"), []) for number in range(4))
    assert guard.goes_on(Cursor("/x?cursor=9"), [1])
    assert not guard.goes_on(None, [1])
