"""Several listings as one: each row once, in the order that all of them are in, however their pages come."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from random import Random
from typing import Any

import pytest

from hubtui.hub.client import HubClient
from hubtui.hub.kinds import KINDS
from hubtui.hub.sorts import value_of
from hubtui.presentation.choice import Choice
from hubtui.worker.merged_pager import MergedPager
from hubtui.worker.pager import Pager, PagerState
from hubtui.worker.worker import Worker
from tests.demo.boxed import Hub, make_hub

SORTS = ("trendingScore", "downloads", "likes", "lastModified", "createdAt")
FIELDS = {"lastModified": "lastModified", "createdAt": "createdAt", "trendingScore": "trendingScore"}


@pytest.fixture(scope="module")
def hub() -> Hub:
    return make_hub(repos=400)


@pytest.fixture(scope="module")
def authors(hub: Hub) -> list[str]:
    rows = asyncio.run(hub.rows("/api/models?limit=1000"))
    return [name for name, _ in Counter(row["id"].partition("/")[0] for row in rows).most_common(4)]


@pytest.fixture
async def worker(hub: Hub) -> AsyncIterator[Worker]:
    chance = Random(3)

    async def connect() -> HubClient:
        return HubClient("http://demo.localhost", "hf_write", transport=hub.transport)

    class Uneven(Worker):
        async def get(self, *args: Any, **options: Any) -> Any:
            await asyncio.sleep(chance.random() * 0.005)
            return await super().get(*args, **options)

    worker = Uneven(connect)
    yield worker
    await worker.aclose()


async def all_of(pager: Pager | MergedPager) -> list[Any]:
    for _ in range(3000):
        pager.look(len(pager.rows) + 5, 20)
        if pager.state is PagerState.ENDED:
            break
        await asyncio.sleep(0.002)
    assert pager.state is PagerState.ENDED, pager.error
    pager.close()
    return list(pager.rows)


@pytest.mark.parametrize(("sort", "ascending"), [*((sort, False) for sort in SORTS), ("createdAt", True)])
async def test_the_order_is_that_of_the_whole(worker: Worker, authors: list[str], sort: str, ascending: bool) -> None:
    choice = Choice("model", author=", ".join(authors), sort=sort, ascending=ascending)
    queries = choice.queries(KINDS["model"].listing_fields, 10)
    assert len(queries) == 4
    seen: list[int] = []
    merged = await all_of(MergedPager(worker, queries, slot="m", on_change=lambda pager: seen.append(len(pager.rows))))
    whole = await all_of(
        Pager(
            worker,
            Choice("model", sort=sort, ascending=ascending).queries(KINDS["model"].listing_fields, 500)[0],
            slot="w",
        )
    )
    expected = [row for row in whole if row.author in authors]
    assert [value_of(row, sort) for row in merged] == [value_of(row, sort) for row in expected]
    assert {row.id for row in merged} == {row.id for row in expected}
    assert seen == sorted(seen)


async def test_a_repo_that_several_of_them_have_is_there_once(worker: Worker) -> None:
    names = ("tag:text-generation|transformers|pytorch",)
    queries = Choice("model", filters=names, sort="downloads").queries(KINDS["model"].listing_fields, 50)
    rows = await all_of(MergedPager(worker, queries, slot="m", on_change=lambda _: None))
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    assert [row.downloads for row in rows] == sorted((row.downloads for row in rows), reverse=True)


async def test_one_that_fails_holds_the_rows_back_that_it_may_come_before(hub: Hub, authors: list[str]) -> None:
    class Failing(Worker):
        async def get(self, request: Any, *args: Any, **options: Any) -> Any:
            if self.fails and request.query.author == authors[1]:
                raise OSError("out of order")
            return await super().get(request, *args, **options)

        fails = True

    async def connect() -> HubClient:
        return HubClient("http://demo.localhost", "hf_write", transport=hub.transport)

    worker = Failing(connect)
    choice = Choice("model", author=f"{authors[0]},{authors[1]}", sort="likes")
    pager = MergedPager(worker, choice.queries(KINDS["model"].listing_fields, 50), slot="m", on_change=lambda _: None)
    pager.look(0, 20)
    for _ in range(500):
        await asyncio.sleep(0.002)
        if pager.state is PagerState.FAILED:
            break
    assert pager.state is PagerState.FAILED
    assert pager.error == "out of order"
    assert not pager.rows
    worker.fails = False
    pager.retry()
    assert {row.author for row in await all_of(pager)} == set(authors[:2])
    await worker.aclose()


def test_more_than_eight_are_refused() -> None:
    assert len(Choice("model", author="a,b", filters=("tag:x|y|z|w",)).queries((), 1)) == 8
    with pytest.raises(ValueError, match="at most 8 listings are merged"):
        Choice("model", author="a,b,c", filters=("tag:x|y|z",)).queries((), 1)
