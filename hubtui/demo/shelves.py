"""Collections: how they are found, told and changed. The array's order is the truth; stored places have gaps."""

import html
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from hubtui.demo.accounts import Viewer, owner_fields
from hubtui.demo.box import Box, Repo
from hubtui.demo.content import configs
from hubtui.demo.content.cards import card_data, title_of
from hubtui.demo.content.history import date
from hubtui.demo.content.runtimes import runtime
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.fields import GATES
from hubtui.demo.names import SINGULARS, hex_id, number_of, title_slug

THEMES = ("orange", "blue", "green", "purple", "pink", "indigo")
ITEM_TYPES = ("model", "dataset", "space", "paper", "collection", "bucket")
LISTED_ITEMS = 4
Json = dict[str, Any]


class Shelf(NamedTuple):
    """A row of the table of collections; `modified` in milliseconds."""

    num: int
    owner: str
    title: str
    description: str
    theme: str
    private: int
    position: int
    upvotes: int
    trending: int
    modified: int
    words: str


class Item(NamedTuple):
    """A row of the table of items; `target` is the number of a repo or a collection, or the id of a paper."""

    num: int
    collection: int
    place: int
    type: str
    target: int | str
    note: str


def slug_of(shelf: Shelf) -> str:
    return f"{shelf.owner}/{title_slug(shelf.title)}-{hex_id(shelf.num)}"


def shelf(box: Box, number: int) -> Shelf | None:
    row = box.one("SELECT * FROM collection WHERE num = ?", number)
    return Shelf._make(row) if row else None


def _by_slug(box: Box, slug: str) -> Shelf | None:
    """By the id at the end of a slug, whatever title stands before it; by owner and title where there is no id."""
    if (number := number_of(slug[-24:])) is not None:
        return shelf(box, number)
    owner, _, title = slug.partition("/")
    rows = box.all("SELECT * FROM collection WHERE owner = ?", owner)
    return next((one for one in map(Shelf._make, rows) if title_slug(one.title) == title), None)


def find_shelf(box: Box, slug: str, viewer: Viewer) -> Shelf:
    """The collection of a slug, for this viewer. Raises a Refusal (404) where there is none, or a private one."""
    found = _by_slug(box, slug)
    if found is None or (found.private and found.owner not in viewer.namespaces):
        raise Refusal(404, "Collection not found")
    return found


def changeable_shelf(box: Box, slug: str, viewer: Viewer) -> Shelf:
    found = find_shelf(box, slug, viewer)
    if viewer.role_in(found.owner) not in ("admin", "write", "contributor"):
        raise Refusal(403, "You don't have the rights to change this collection")
    return found


def touch(box: Box, number: int) -> None:
    box.connection.execute("UPDATE collection SET modified = ? WHERE num = ?", (int(time.time() * 1000), number))


def items_of(box: Box, number: int) -> list[Item]:
    sql = "SELECT * FROM item WHERE collection = ? ORDER BY place, num"
    return list(map(Item._make, box.connection.execute(sql, (number,))))


def told_items(box: Box, found: Shelf, viewer: Viewer, at_most: int | None = None) -> list[tuple[Item, Json]]:
    """The items that the viewer may see, in order, with their JSON; what is gone or private is left out."""
    told: list[tuple[Item, Json]] = []
    for item in items_of(box, found.num):
        if at_most is not None and len(told) >= at_most:
            break
        fields = _target_json(box, item, viewer)
        if fields is not None:
            note = {"note": {"html": html.escape(item.note), "text": item.note}} if item.note else {}
            told.append((item, {**fields, **note, "type": item.type, "position": item.place, "_id": hex_id(item.num)}))
    return told


def shelf_json(box: Box, found: Shelf, viewer: Viewer, *, listed: bool = False) -> Json:
    """The collection as JSON. A row of a listing has four items and neither position nor shareUrl."""
    items = told_items(box, found, viewer, LISTED_ITEMS if listed else None)
    told: Json = {
        "slug": slug_of(found), "title": found.title, "description": found.description, "gating": False,
        "lastUpdated": date(found.modified / 1000).replace(".000Z", f".{found.modified % 1000:03d}Z"),
        "owner": owner_fields(found.owner), "items": [fields for _, fields in items], "theme": found.theme,
        "private": bool(found.private), "upvotes": found.upvotes, "isUpvotedByUser": False,
    }  # fmt: skip
    if not listed:
        share = f"https://hf.co/collections/{found.owner}/{title_slug(found.title)}"
        told |= {"position": found.position, "shareUrl": share}
    return told


def _target_json(box: Box, item: Item, viewer: Viewer) -> Json | None:
    if item.type == "paper":
        row = box.one("SELECT id, title, upvotes, published FROM paper WHERE id = ?", item.target)
        return row and {
            "id": row[0], "title": row[1], "upvotes": row[2], "publishedAt": f"{row[3]}T00:00:00.000Z",
            "thumbnailUrl": f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{row[0]}.png",
        }  # fmt: skip
    if item.type == "collection":
        inner = shelf(box, int(item.target))
        return _inner(box, inner) if inner and not (inner.private and inner.owner not in viewer.namespaces) else None
    repo = box.repo(int(item.target))
    return _repo_json(box, repo) if repo and box.visible(repo, viewer) else None


def _inner(box: Box, found: Shelf) -> Json:
    number = box.one("SELECT count(*) FROM item WHERE collection = ?", found.num)[0]
    return {
        "slug": slug_of(found), "id": hex_id(found.num), "title": found.title, "description": found.description,
        "lastUpdated": date(found.modified / 1000), "owner": owner_fields(found.owner), "theme": found.theme,
        "upvotes": found.upvotes, "numberItems": number, "isUpvotedByUser": False, "shareUrl": "",
    }  # fmt: skip


def _repo_json(box: Box, repo: Repo) -> Json:
    traits = box.traits(repo.traits)
    told: Json = {"author": repo.owner, "authorData": owner_fields(repo.owner)} if repo.owner else {}
    told |= {"id": repo.name, "likes": repo.likes, "isLikedByUser": False, "lastModified": date(repo.modified)}
    told |= {"private": bool(repo.private), "repoType": SINGULARS[repo.kind]}
    if repo.kind == 2:
        card = card_data(repo, traits) or {}
        told |= {"title": title_of(repo, traits), "emoji": card.get("emoji", "🐢"), "sdk": traits["sdk"]}
        told |= {"colorFrom": card.get("colorFrom", "gray"), "colorTo": card.get("colorTo", "gray")}
        told |= {"runtime": runtime(repo, traits), "createdAt": date(repo.num >> 24), "disabled": bool(repo.disabled)}
        return told | {"pinned": bool(card.get("pinned")), "tags": traits["tags"], "featured": False}
    told |= {"downloads": repo.downloads, "gated": GATES[repo.gated]}
    return told | (_model_facts(repo, traits) if repo.kind == 0 else _dataset_facts(traits))


def _model_facts(repo: Repo, traits: Json) -> Json:
    told: Json = {"pipeline_tag": traits["pipeline_tag"]} if traits.get("pipeline_tag") else {}
    if repo.params >= 0:
        told["numParameters"] = repo.params
    live = configs.providers(repo, traits)
    names = live if isinstance(live, dict) else [one["provider"] for one in live]
    return told | {"availableInferenceProviders": list(names), "widgetOutputUrls": []}


def _dataset_facts(traits: Json) -> Json:
    if not traits.get("rows"):
        return {}
    viewer = {"viewer": "viewer", "numRows": traits["rows"], "formats": [traits["format"]]}
    return {"datasetsServerInfo": viewer | {"modalities": [traits["modality"]], "libraries": ["datasets"]}}


def target_of(box: Box, given: Any, viewer: Viewer) -> tuple[str, int | str]:
    """The type and target of an item that is to be added. Raises a Refusal: 400 for no item, 404 for one not there."""
    if not isinstance(given, dict):
        raise bad_request('"item" must be an object with "type" and "id"')
    kind, name = given.get("type"), given.get("id")
    if kind not in ITEM_TYPES or not isinstance(name, str) or not name or "\0" in name:
        raise bad_request(f'"item.type" must be one of {", ".join(ITEM_TYPES)}, and "item.id" a string')
    found = find_target(box, str(kind), name, viewer)
    if found is None:
        raise Refusal(404, f"{str(kind).title()} not found")
    return str(kind), found


def find_target(box: Box, kind: str, name: str, viewer: Viewer) -> int | str | None:
    """What an item points at: a number, or the id of a paper; None where the viewer sees no such thing."""
    if kind in SINGULARS:
        repo = box.lookup(SINGULARS.index(kind), name)
        return repo.num if repo and box.visible(repo, viewer) else None
    if kind == "paper":
        row = box.one("SELECT id FROM paper WHERE id = ?", name)
        return str(row[0]) if row else None
    found = _by_slug(box, name) if kind == "collection" else None
    return found.num if found and not (found.private and found.owner not in viewer.namespaces) else None


def place_items(box: Box, ordered: Sequence[Item]) -> None:
    """Stores an order."""
    places = [(place, item.num) for place, item in enumerate(ordered)]
    box.connection.executemany("UPDATE item SET place = ? WHERE num = ?", places)


def move_item(box: Box, found: Shelf, item: Item, position: int, viewer: Viewer) -> None:
    """Puts an item to an index of the array that the viewer sees; beyond its end is its end."""
    every = items_of(box, found.num)
    seen = [one for one, _ in told_items(box, found, viewer) if one.num != item.num]
    rest = [one for one in every if one.num != item.num]
    at = rest.index(seen[position]) if position < len(seen) else len(rest)
    place_items(box, [*rest[:at], item, *rest[at:]])
