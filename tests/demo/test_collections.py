"""Collections: against a plain list that does the same."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.demo.boxed import Hub

Json = dict[str, Any]


async def make(hub: Hub, title: str = "Shelf", **more: Any) -> str:
    answer = await hub.ask("POST", "/api/collections", {"title": title, "namespace": "ada", **more})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["slug"])


async def read(hub: Hub, slug: str, token: str = "hf_write") -> Json:
    answer = await hub.get(f"/api/collections/{slug}", token)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def add(hub: Hub, slug: str, kind: str, name: str, **more: Any) -> Json:
    answer = await hub.ask("POST", f"/api/collections/{slug}/items", {"item": {"type": kind, "id": name}, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def names(hub: Hub, number: int) -> list[str]:
    return [row["id"] for row in (await hub.get(f"/api/models?limit={number}")).json()]


async def test_random_edits_do_what_a_list_does(own: Hub, runs: Callable[[int], int]) -> None:
    seed = Random().randrange(10**9)
    chance, slug = Random(seed), await make(own)
    known = await names(own, 40)
    order: list[str] = []
    notes: dict[str, str] = {}
    for _ in range(runs(600)):
        ids = {item["id"]: item["_id"] for item in (await read(own, slug))["items"]}
        deed = chance.randrange(5)
        free = [name for name in known if name not in order]
        if deed <= 1 and free:
            order.append(name := chance.choice(free))
            notes[name] = chance.choice(("", "a <b>", "名前"))
            await add(own, slug, "model", name, note=notes[name])
        elif deed == 2 and order:
            name = chance.choice(order)
            order.remove(name)
            await own.ask("DELETE", f"/api/collections/{slug}/items/{ids[name]}")
        elif order:
            name, at = chance.choice(order), chance.randrange(len(order) + 3)
            order.remove(name)
            order.insert(at, name)
            notes[name] = str(at)
            await own.ask("PATCH", f"/api/collections/{slug}/items/{ids[name]}", {"position": at, "note": str(at)})
        items = (await read(own, slug))["items"]
        told = [(item["id"], item.get("note", {}).get("text", "")) for item in items]
        assert told == [(name, notes[name]) for name in order], f"seed {seed}"
        places = [item["position"] for item in items]
        assert places == sorted(set(places)), f"seed {seed}"


async def test_items_of_each_type_tell_their_own(own: Hub) -> None:
    inner = await make(own, "Inner")
    slug = await make(own)
    space = (await own.get("/api/spaces?limit=1")).json()[0]["id"]
    dataset = (await own.get("/api/datasets?limit=1")).json()[0]["id"]
    given = [("model", "Qwen/Qwen3-8B"), ("dataset", dataset), ("space", space), ("paper", "2505.09388")]
    for kind, name in given:
        await add(own, slug, kind, name)
    items = (await add(own, slug, "collection", inner, note="the <inner>"))["items"]
    assert [item["type"] for item in items] == [kind for kind, _ in given] + ["collection"]
    fields = (
        {
            "author",
            "downloads",
            "likes",
            "lastModified",
            "pipeline_tag",
            "numParameters",
            "private",
            "gated",
            "repoType",
        },
        {"author", "downloads", "likes", "lastModified", "private", "gated", "repoType"},
        {
            "author",
            "title",
            "emoji",
            "sdk",
            "runtime",
            "likes",
            "createdAt",
            "lastModified",
            "private",
            "tags",
            "pinned",
        },
        {"title", "upvotes", "publishedAt"},
        {"slug", "title", "owner", "theme", "upvotes", "numberItems"},
    )
    for item, wanted in zip(items, fields, strict=True):
        assert wanted <= item.keys()
        assert list(item)[-3:] == ["type", "position", "_id"]
    assert items[-1]["note"] == {"html": "the &lt;inner&gt;", "text": "the <inner>"}
    assert "note" not in items[0]
    assert items[-1]["slug"] == inner


async def test_a_listing_cuts_items_and_never_tells_a_position(own: Hub) -> None:
    slug = await make(own)
    for name in await names(own, 6):
        await add(own, slug, "model", name)
    rows = await own.rows("/api/collections?owner=ada", "hf_write")
    assert not any("position" in row or "shareUrl" in row for row in rows)
    row = next(row for row in rows if row["slug"] == slug)
    assert [item["id"] for item in row["items"]] == await names(own, 4)
    assert {"position", "shareUrl"} <= (await read(own, slug)).keys()


async def test_any_slug_with_the_id_finds_it_and_one_without_by_its_title(own: Hub) -> None:
    slug = await make(own, "First Title")
    digits = slug[-24:]
    renamed = (await own.ask("PATCH", f"/api/collections/{slug}", {"title": "Second Title"})).json()["data"]["slug"]
    assert renamed == f"ada/second-title-{digits}"
    for known in (slug, renamed, f"ada/whatever-{digits}", "ada/second-title"):
        assert (await read(own, known))["slug"] == renamed
    for unknown in ("ada/first-title", f"ada/second-title-{'0' * 24}", "ada/no"):
        assert (await own.get(f"/api/collections/{unknown}")).status_code == 404


@pytest.mark.parametrize("sort", ["trending", "lastModified", "upvotes"])
async def test_sorts_descend_and_pages_hold_each_once(hub: Hub, sort: str) -> None:
    every = await hub.rows(f"/api/collections?sort={sort}")
    assert [row["slug"] for row in await hub.rows(f"/api/collections?sort={sort}&limit=7")] == [
        r["slug"] for r in every
    ]
    if field := {"lastModified": "lastUpdated", "upvotes": "upvotes"}.get(sort):
        assert [row[field] for row in every] == sorted((row[field] for row in every), reverse=True)


async def test_by_owner_by_item_and_by_words(own: Hub) -> None:
    one = await make(own, "Of Straße things", item={"type": "model", "id": "Qwen/Qwen3-8B"})
    other = await make(own, "Another", description="all STRASSE", item={"type": "paper", "id": "2505.09388"})

    async def found(query: str) -> set[str]:
        return {row["slug"] for row in await own.rows(f"/api/collections?{query}")}

    assert await found("q=strasse") == {one, other}
    held = await found("item=models/Qwen/Qwen3-8B")
    assert one in held
    assert other not in held
    assert {one, other} <= await found("item=models/Qwen/Qwen3-8B&item=papers/2505.09388")
    assert {slug.partition("/")[0] for slug in await found("owner=ada&owner=grace")} == {"ada", "grace"}
    assert await found("owner=nobody") == set()
    assert (await own.get("/api/collections?item=hats/x")).status_code == 400


async def test_private_collections_and_items_are_for_their_owners(own: Hub) -> None:
    await own.ask("POST", "/api/repos/create", {"name": "hidden", "private": True})
    secret, shown = await make(own, "Secret", private=True), await make(own, "Shown")
    await add(own, shown, "model", "ada/hidden")
    await add(own, shown, "collection", secret)
    await add(own, shown, "model", "Qwen/Qwen3-8B")
    assert len((await read(own, shown))["items"]) == 3
    assert [item["id"] for item in (await read(own, shown, ""))["items"]] == ["Qwen/Qwen3-8B"]
    assert (await own.get(f"/api/collections/{secret}")).status_code == 404
    assert secret not in [row["slug"] for row in await own.rows("/api/collections?owner=ada")]


async def test_a_batch_is_done_whole_or_not_at_all(own: Hub) -> None:
    slug = await make(own)
    for name in await names(own, 3):
        items = (await add(own, slug, "model", name))["items"]
    ids = [item["_id"] for item in items]
    good = [
        {"action": "update", "_id": ids[2], "data": {"position": 0}},
        {"action": "update", "_id": ids[0], "data": {"note": "n"}},
    ]
    bad = [*good, {"action": "update", "_id": "0" * 24, "data": {}}]
    assert (await own.ask("POST", f"/api/collections/{slug}/items/batch", bad)).status_code == 404
    assert [item["_id"] for item in (await read(own, slug))["items"]] == ids
    assert (await own.ask("POST", f"/api/collections/{slug}/items/batch", good)).status_code == 200
    assert [item["_id"] for item in (await read(own, slug))["items"]] == [ids[2], ids[0], ids[1]]


async def test_the_same_title_or_item_again_is_told_with_the_slug(own: Hub) -> None:
    slug = await make(own)
    again = await own.ask("POST", "/api/collections", {"title": "Shelf"})
    assert (again.status_code, again.json()["slug"]) == (409, slug)
    await add(own, slug, "model", "Qwen/Qwen3-8B")
    for path in ("item", "items"):
        body = {"item": {"type": "model", "id": "qwen/qwen3-8b"}}
        assert (await own.ask("POST", f"/api/collections/{slug}/{path}", body)).status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"title": ""}, {"title": "x" * 61}, {"title": 5}, {"description": "x" * 151}, {"theme": "beige"},
        {"private": "x"},
        {"position": -1}, {"position": True}, {"position": 1.5}, {"title": "a\x00b"},
    ],
)  # fmt: skip
async def test_what_no_collection_can_be_is_refused(own: Hub, body: Json) -> None:
    slug = await make(own)
    before = await read(own, slug)
    assert (await own.ask("PATCH", f"/api/collections/{slug}", body)).status_code == 400
    assert await read(own, slug) == before
