"""Every call of the client, by name: those that read and those that write."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from hubtui.changes.discussion_changes import AddComment, SetDiscussionStatus
from hubtui.changes.repo_changes import CreateRepo
from hubtui.changes.space_changes import ActOnSpace
from hubtui.hub.account import LikesOf, OwnRepos, WhoAmI
from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.datasets import CroissantOf, ParquetShards, shard_file
from hubtui.hub.discussions import DiscussionOf, DiscussionsOf
from hubtui.hub.files import CardText, TreePage, open_file, read_piece, repo_file
from hubtui.hub.listings import ListingPage, TagsByType
from hubtui.hub.papers import DailyPapers, PaperOf, PaperSearch
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from hubtui.hub.revisions import Commits, Refs
from hubtui.hub.spaces import RuntimeOf, log_lines
from hubtui.hub.viewer import FirstRowsOf, SplitsOf
from hubtui.hub.write_request import WriteRequest
from hubtui.hub.writes import send_write
from tests.writer import Writer

Doing = Callable[[HubClient], Awaitable[Any]]
SLUG = "ada/small-models-0123456789abcdef01234567"

READS: dict[str, Doing] = {
    "rows of models": lambda hub: hub.get(ListingPage(ListingQuery("model"))),
    "rows of datasets": lambda hub: hub.get(ListingPage(ListingQuery("dataset"))),
    "rows of Spaces": lambda hub: hub.get(ListingPage(ListingQuery("space"))),
    "page": lambda hub: hub.get(ListingPage(ListingQuery("model"))),
    "tags": lambda hub: hub.get(TagsByType("model")),
    "info": lambda hub: hub.get(RepoInfo("model", "ada/bert")),
    "info of a revision": lambda hub: hub.get(RepoInfo("dataset", "ada/data", revision="refs/pr/1")),
    "parquet": lambda hub: hub.get(ParquetShards("ada/data")),
    "shard": lambda hub: read_piece(hub, shard_file("ada/data", "default", "train", 0), 0, 1 << 20),
    "croissant": lambda hub: hub.get(CroissantOf("ada/data")),
    "tree": lambda hub: hub.get(TreePage("model", "ada/bert", "main", "deep", expand=True)),
    "refs": lambda hub: hub.get(Refs("dataset", "ada/data")),
    "commits": lambda hub: hub.get(Commits("model", "ada/bert")),
    "runtime": lambda hub: hub.get(RuntimeOf("ada/app")),
    "paper": lambda hub: hub.get(PaperOf("2505.09388")),
    "papers found": lambda hub: hub.get(PaperSearch("small models")),
    "daily papers": lambda hub: hub.get(DailyPapers("2026-11-24")),
    "splits": lambda hub: hub.get(SplitsOf("ada/data")),
    "first rows": lambda hub: hub.get(FirstRowsOf("ada/data", "default", "train")),
    "README": lambda hub: hub.get(CardText("model", "ada/bert")),
    "whoami": lambda hub: hub.get(WhoAmI()),
    "own repos": lambda hub: hub.get(OwnRepos()),
    "repos of an organisation": lambda hub: hub.get(OwnRepos("acme-lab")),
    "likes": lambda hub: hub.get(LikesOf("ada")),
    "collections": lambda hub: hub.get(CollectionsPage()),
    "collection": lambda hub: hub.get(CollectionOf(SLUG)),
    "discussions": lambda hub: hub.get(DiscussionsOf("model", "ada/bert")),
    "discussion": lambda hub: hub.get(DiscussionOf("dataset", "ada/data", 3, with_diff=True)),
}
STREAMS: dict[str, Doing] = {
    "file": lambda hub: _all_of(open_file(hub, repo_file("model", "ada/bert", "model.bin", "main"), 5)),
    "shard as it comes": lambda hub: _all_of(open_file(hub, shard_file("ada/data", "default", "train", 0))),
    "log": lambda hub: _lines_of(hub, "run"),
}
_README = cast(WriteRequest, CreateRepo("model", "ada/bert", readme="# bert").follow_up)
WRITES: dict[str, Doing] = {
    "comment": lambda hub: Writer(hub.ask).send(AddComment("model", "ada/bert", 3, "Thanks", "ada")),
    "close": lambda hub: Writer(hub.ask).send(SetDiscussionStatus("model", "ada/bert", 3, "closed", "open")),
    "restart": lambda hub: Writer(hub.ask).send(ActOnSpace("ada/app", "factory")),
    "pause": lambda hub: Writer(hub.ask).send(ActOnSpace("ada/app", "pause")),
    "hardware": lambda hub: Writer(hub.ask).send(ActOnSpace("ada/app", "hardware", "t4-small")),
    "sleep time": lambda hub: Writer(hub.ask).send(ActOnSpace("ada/app", "sleep", "3600")),
    "commit": lambda hub: send_write(hub.ask, _README),
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
    return [line async for lines in log_lines(hub, "ada/app", log) for line in lines]
