"""Every call of the client, by name: those that read and those that write."""

from collections.abc import Awaitable, Callable
from typing import Any

from hubtui.hub.client import HubClient
from hubtui.hub.query import ListingQuery
from hubtui.hub.writes import Writer

Doing = Callable[[HubClient], Awaitable[Any]]
SLUG = "ada/small-models-0123456789abcdef01234567"

READS: dict[str, Doing] = {
    "rows of models": lambda hub: hub.listings.rows(ListingQuery("model")),
    "rows of datasets": lambda hub: hub.listings.rows(ListingQuery("dataset")),
    "rows of Spaces": lambda hub: hub.listings.rows(ListingQuery("space")),
    "page": lambda hub: hub.listings.page(ListingQuery("model", full=True)),
    "tags": lambda hub: hub.listings.tags_by_type("model"),
    "info": lambda hub: hub.repos.info("model", "ada/bert"),
    "info of a revision": lambda hub: hub.repos.info("dataset", "ada/data", revision="refs/pr/1"),
    "parquet": lambda hub: hub.datasets.parquet("ada/data"),
    "shard": lambda hub: hub.datasets.shard("ada/data", "default", "train", 0),
    "croissant": lambda hub: hub.datasets.croissant("ada/data"),
    "tree": lambda hub: hub.files.tree_page("model", "ada/bert", "main", "deep", expand=True),
    "refs": lambda hub: hub.history.refs("dataset", "ada/data"),
    "commits": lambda hub: hub.history.commits_page("model", "ada/bert"),
    "runtime": lambda hub: hub.spaces.runtime("ada/app"),
    "paper": lambda hub: hub.papers.get("2505.09388"),
    "papers found": lambda hub: hub.papers.search("small models"),
    "daily papers": lambda hub: hub.papers.daily("2026-11-24"),
    "splits": lambda hub: hub.viewer.splits("ada/data"),
    "first rows": lambda hub: hub.viewer.first_rows("ada/data", "default", "train"),
    "README": lambda hub: hub.files.read_text("model", "ada/bert", "README.md"),
    "whoami": lambda hub: hub.account.whoami(),
    "own repos": lambda hub: hub.account.repositories(),
    "repos of an organisation": lambda hub: hub.account.repositories("acme-lab"),
    "likes": lambda hub: hub.account.likes("ada"),
    "collections": lambda hub: hub.collections.page(),
    "collection": lambda hub: hub.collections.get(SLUG),
}
STREAMS: dict[str, Doing] = {
    "file": lambda hub: _all_of(hub.files.open("model", "ada/bert", "model.bin", start=5)),
    "shard as it comes": lambda hub: _all_of(hub.datasets.open_shard("ada/data", "default", "train", 0)),
    "log": lambda hub: _lines_of(hub, "run"),
}
WRITES: dict[str, Doing] = {
    "restart": lambda hub: Writer(hub.ask).restart_space("ada/app", factory=True),
    "pause": lambda hub: Writer(hub.ask).pause_space("ada/app"),
    "hardware": lambda hub: Writer(hub.ask).set_hardware("ada/app", "t4-small"),
    "sleep time": lambda hub: Writer(hub.ask).set_sleep_time("ada/app", 3600),
    "commit": lambda hub: Writer(hub.ask).commit("model", "ada/bert", {"README.md": "# bert"}, "Add a card"),
    "create": lambda hub: Writer(hub.ask).create_repo("model", "ada/bert", visibility="private"),
    "delete": lambda hub: Writer(hub.ask).delete_repo("dataset", "ada/data"),
    "settings": lambda hub: Writer(hub.ask).update_settings("space", "ada/app", visibility="public"),
    "move": lambda hub: Writer(hub.ask).move_repo("model", "ada/bert", "acme/bert"),
    "create collection": lambda hub: Writer(hub.ask).create_collection("Small", "ada", item=("model", "ada/bert")),
    "update collection": lambda hub: Writer(hub.ask).update_collection(SLUG, title="Smaller"),
    "delete collection": lambda hub: Writer(hub.ask).delete_collection(SLUG),
    "add item": lambda hub: Writer(hub.ask).add_item(SLUG, "model", "ada/bert", note="good"),
    "update item": lambda hub: Writer(hub.ask).update_item(SLUG, "0123", position=2),
    "remove item": lambda hub: Writer(hub.ask).remove_item(SLUG, "0123"),
}


async def _all_of(opening: Any) -> bytes:
    async with opening as file:
        return b"".join([chunk async for chunk in file.body.chunks()])


async def _lines_of(hub: HubClient, log: Any) -> list[Any]:
    return [line async for lines in hub.spaces.logs("ada/app", log) for line in lines]
