"""Every call of the client, by name: those that read and those that write."""

from collections.abc import Awaitable, Callable
from typing import Any

from hubtui.hub.client import HubClient
from hubtui.hub.query import ListingQuery

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
    "parquet split": lambda hub: hub.datasets.parquet_split("ada/data", "default", "train"),
    "shard": lambda hub: hub.datasets.shard("ada/data", "default", "train", 0),
    "croissant": lambda hub: hub.datasets.croissant("ada/data"),
    "README": lambda hub: hub.files.read_text("model", "ada/bert", "README.md"),
    "whoami": lambda hub: hub.account.whoami(),
    "collections": lambda hub: hub.collections.page(),
    "collection": lambda hub: hub.collections.get(SLUG),
}
WRITES: dict[str, Doing] = {
    "create": lambda hub: hub.repos.create("model", "ada/bert", visibility="private"),
    "delete": lambda hub: hub.repos.delete("dataset", "ada/data"),
    "settings": lambda hub: hub.repos.update_settings("space", "ada/app", visibility="public"),
    "move": lambda hub: hub.repos.move("model", "ada/bert", "acme/bert"),
    "create collection": lambda hub: hub.collections.create("Small", "ada", item=("model", "ada/bert")),
    "update collection": lambda hub: hub.collections.update(SLUG, title="Smaller"),
    "delete collection": lambda hub: hub.collections.delete(SLUG),
    "add item": lambda hub: hub.collections.add_item(SLUG, "model", "ada/bert", note="good"),
    "update item": lambda hub: hub.collections.update_item(SLUG, "0123", position=2),
    "remove item": lambda hub: hub.collections.remove_item(SLUG, "0123"),
    "update items": lambda hub: hub.collections.update_items(SLUG, [("0123", {"position": 1})]),
}
