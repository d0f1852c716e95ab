"""The client and the Hub in the box over TCP: reading everything, and a life of a repo and of a collection."""

from collections.abc import AsyncIterator, Iterator

import pytest

from hubtui.hub.account import WhoAmI
from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.datasets import CroissantOf, ParquetShards, shard_file
from hubtui.hub.errors import BadRequest, Forbidden, HubError, Missing, NameTaken, NotLoggedIn, SortRefused
from hubtui.hub.files import read_piece
from hubtui.hub.kinds import KINDS
from hubtui.hub.listings import ListingPage, TagsByType
from hubtui.hub.pagination import pages
from hubtui.hub.query import ListingQuery, parameter_range
from hubtui.hub.repos import RepoInfo
from hubtui.hub.sorts import sorts_of
from tests.demo_hub import DemoHub, start_demo
from tests.writer import Writer


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoHub]:
    with start_demo() as started:
        yield started


@pytest.fixture
async def hub(demo: DemoHub) -> AsyncIterator[HubClient]:
    client = HubClient(demo.endpoint, demo.token)
    yield client
    await client.aclose()


async def test_every_listing_has_full_rows_and_further_pages(hub: HubClient) -> None:
    for repo_type, kind in KINDS.items():
        for sort in sorts_of(repo_type):
            query = ListingQuery(repo_type, sort=sort.wire, limit=20, expand=kind.listing_fields)
            if not sort.is_certain:
                with pytest.raises(SortRefused, match="by author"):
                    await hub.get(ListingPage(query))
                continue
            first = await hub.get(ListingPage(query))
            second = await hub.get(ListingPage(query, first.next))
            ids = [row.id for row in first.rows + second.rows]
            assert len(set(ids)) == 40
            assert any(row.last_modified for row in first.rows)


async def test_every_filter_is_understood(hub: HubClient) -> None:
    query = ListingQuery(
        "model", filters=("en",), gated=False, num_parameters=parameter_range("1b..80b"), expand=("gated",)
    )
    page = await hub.get(ListingPage(query))
    assert page.rows
    assert all(info.gated is False for info in page.rows)  # type: ignore[union-attr]
    ascending = await hub.get(
        ListingPage(ListingQuery("model", sort="createdAt", ascending=True, expand=("createdAt",)))
    )
    dates = [row.created_at or "" for row in ascending.rows]
    assert dates == sorted(dates)


async def test_all_about_a_repo(hub: HubClient) -> None:
    for repo_type in KINDS:
        rows = (await hub.get(ListingPage(ListingQuery(repo_type, limit=5)))).rows
        for row in rows:
            info = await hub.get(RepoInfo(repo_type, row.id))
            assert info.id == row.id
    for repo_type in ("model", "dataset"):
        tags = await hub.get(TagsByType(repo_type))
        assert sum(map(len, tags.values())) > 20


async def test_a_dataset_as_tables(hub: HubClient) -> None:
    for row in (await hub.get(ListingPage(ListingQuery("dataset", limit=30)))).rows:
        try:
            configs = await hub.get(ParquetShards(row.id))
        except HubError:
            continue
        config, splits = next(iter(configs.items()))
        split = next(iter(splits))
        piece = await read_piece(hub, shard_file(row.id, config, split, 0), 0, 4)
        assert piece.content == b"PAR1"
        assert (await hub.get(CroissantOf(row.id))).name
        return
    pytest.fail("no dataset of the demo Hub has Parquet shards")


async def test_a_life_of_a_repo(hub: HubClient) -> None:
    me = (await hub.get(WhoAmI())).name
    name = f"{me}/made-here"
    await Writer(hub.ask).create_repo("model", name, visibility="private")
    with pytest.raises(NameTaken):
        await Writer(hub.ask).create_repo("model", name)
    with pytest.raises(BadRequest):
        await Writer(hub.ask).create_repo("model", f"{me}/--bad--")
    await Writer(hub.ask).update_settings("model", name, visibility="public", gated="manual")
    assert (await hub.get(RepoInfo("model", name))).gated == "manual"
    await Writer(hub.ask).move_repo("model", name, f"{me}/moved-here")
    assert (await hub.get(RepoInfo("model", name))).id == f"{me}/moved-here"
    await Writer(hub.ask).delete_repo("model", f"{me}/moved-here")
    with pytest.raises(Missing):
        await hub.get(RepoInfo("model", f"{me}/moved-here"))


async def test_a_life_of_a_collection(hub: HubClient) -> None:
    me = (await hub.get(WhoAmI())).name
    first, second = (row.id for row in (await hub.get(ListingPage(ListingQuery("model", limit=2)))).rows)
    made = await Writer(hub.ask).create_collection(
        "Made here", me, description="d", private=True, item=("model", first)
    )
    added = await Writer(hub.ask).add_item(made.slug, "model", second, note="good")
    assert [item.item_id for item in added.items] == [first, second]
    with pytest.raises(NameTaken):
        await Writer(hub.ask).add_item(made.slug, "model", second)
    await Writer(hub.ask).update_item(made.slug, added.items[1].item_object_id, position=0, note="better")
    renamed = await Writer(hub.ask).update_collection(made.slug, title="Renamed", theme="blue")
    assert renamed.title == "Renamed"
    read = await hub.get(CollectionOf(made.slug))
    assert [item.item_id for item in read.items] == [second, first]
    assert read.items[0].note is not None
    assert read.items[0].note.text == "better"
    mine = [page async for page in pages(hub.get, CollectionsPage(owners=(me,)))]
    assert read.slug in [collection.slug for page in mine for collection in page.rows]
    await Writer(hub.ask).remove_item(read.slug, read.items[0].item_object_id)
    await Writer(hub.ask).delete_collection(read.slug)
    with pytest.raises(Missing):
        await hub.get(CollectionOf(read.slug))


async def test_what_a_token_may_not_do(demo: DemoHub) -> None:
    reader = HubClient(demo.endpoint, demo.read_token)
    me = (await reader.get(WhoAmI())).name
    with pytest.raises(Forbidden):
        await Writer(reader.ask).create_repo("model", f"{me}/not-allowed")
    await reader.aclose()
    stranger = HubClient(demo.endpoint, "hf_nobody")
    with pytest.raises(NotLoggedIn):
        await stranger.get(WhoAmI())
    await stranger.aclose()
    anonymous = HubClient(demo.endpoint, None)
    with pytest.raises(NotLoggedIn):
        await anonymous.get(WhoAmI())
    with pytest.raises(Missing):
        await anonymous.get(RepoInfo("model", "no-such/model"))
    await anonymous.aclose()
