"""Every call sends what the wire asks for, and reads what comes back."""

import json
from typing import Any

import pytest

from hubtui.changes.repo_changes import CreateRepo
from hubtui.hub.account import WhoAmI
from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.datasets import ParquetShards, shard_file
from hubtui.hub.errors import BadRequest, HubError, Missing, OddAnswer
from hubtui.hub.files import CardStart, CardText, read_piece
from hubtui.hub.kinds import KINDS
from hubtui.hub.listings import ListingPage, TagsByType
from hubtui.hub.pagination import pages
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from tests.writer import Writer

from .calls_of_all import READS, SLUG, WRITES
from .stub import Seen, client_of, json_response, response

COLLECTION = {
    "slug": SLUG,
    "title": "Small",
    "items": [{"_id": "0123", "id": "ada/bert", "type": "model", "position": 7}],
}
SENT: dict[str, tuple[str, str, Any]] = {
    "comment": ("POST", "/api/models/ada/bert/discussions/3/comment", {"comment": "Thanks"}),
    "close": ("POST", "/api/models/ada/bert/discussions/3/status", {"status": "closed"}),
    "restart": ("POST", "/api/spaces/ada/app/restart?factory=true", None),
    "pause": ("POST", "/api/spaces/ada/app/pause", None),
    "hardware": ("POST", "/api/spaces/ada/app/hardware", {"flavor": "t4-small"}),
    "sleep time": ("POST", "/api/spaces/ada/app/sleeptime", {"seconds": 3600}),
    "create": (
        "POST",
        "/api/repos/create",
        {"name": "bert", "organization": "ada", "visibility": "private"},
    ),
    "delete": ("DELETE", "/api/repos/delete", {"name": "data", "organization": "ada", "type": "dataset"}),
    "settings": ("PUT", "/api/spaces/ada/app/settings", {"visibility": "public"}),
    "move": ("POST", "/api/repos/move", {"fromRepo": "ada/bert", "toRepo": "acme/bert", "type": "model"}),
    "commit": (
        "POST",
        "/api/models/ada/bert/commit/main",
        [
            {"key": "header", "value": {"summary": "Add a card", "description": ""}},
            {"key": "file", "value": {"path": "README.md", "content": "IyBiZXJ0", "encoding": "base64"}},
        ],
    ),
    "create collection": (
        "POST",
        "/api/collections",
        {"title": "Small", "namespace": "ada", "private": False, "item": {"type": "model", "id": "ada/bert"}},
    ),
    "update collection": ("PATCH", f"/api/collections/{SLUG}", {"title": "Smaller"}),
    "delete collection": ("DELETE", f"/api/collections/{SLUG}", None),
    "add item": (
        "POST",
        f"/api/collections/{SLUG}/items",
        {"item": {"type": "model", "id": "ada/bert"}, "note": "good"},
    ),
    "update item": ("PATCH", f"/api/collections/{SLUG}/items/0123", {"position": 2}),
    "remove item": ("DELETE", f"/api/collections/{SLUG}/items/0123", None),
    "update items": (
        "POST",
        f"/api/collections/{SLUG}/items/batch",
        [{"action": "update", "_id": "0123", "data": {"position": 1}}],
    ),
}
ANSWERS = {
    "comment": {"newMessage": {"id": "0123"}},
    "close": {"newStatus": {"id": "0123"}},
    "restart": {"stage": "RUNNING"},
    "pause": {"stage": "PAUSED"},
    "hardware": {"stage": "BUILDING"},
    "sleep time": {"stage": "RUNNING"},
    "create": {"url": "https://hub/ada/bert", "name": "ada/bert"},
    "settings": {"private": False},
    "commit": {"commitOid": "0" * 40, "commitUrl": ""},
}
ASKED = {
    "rows of models": "/api/models?sort=trendingScore&limit=100",
    "rows of datasets": "/api/datasets?sort=trendingScore&limit=100",
    "rows of Spaces": "/api/spaces?sort=trendingScore&limit=100",
    "page": "/api/models?sort=trendingScore&limit=100",
    "tags": "/api/models-tags-by-type",
    "info": "/api/models/ada/bert",
    "info of a revision": "/api/datasets/ada/data/revision/refs%2Fpr%2F1",
    "parquet": "/api/datasets/ada/data/parquet",
    "parquet split": "/api/datasets/ada/data/parquet/default/train",
    "shard": "/api/datasets/ada/data/parquet/default/train/0.parquet",
    "croissant": "/api/datasets/ada/data/croissant",
    "tree": "/api/models/ada/bert/tree/main/deep?recursive=true&expand=true",
    "refs": "/api/datasets/ada/data/refs?include_prs=1",
    "commits": "/api/models/ada/bert/commits/main",
    "runtime": "/api/spaces/ada/app/runtime",
    "paper": "/api/papers/2505.09388",
    "papers found": "/api/papers/search?q=small+models&limit=50",
    "daily papers": "/api/daily_papers?date=2026-11-24&p=0&limit=50",
    "splits": "/datasets-server/size?dataset=ada%2Fdata",
    "first rows": "/datasets-server/first-rows?dataset=ada%2Fdata&config=default&split=train",
    "README": "/ada/bert/resolve/main/README.md",
    "whoami": "/api/whoami-v2",
    "own repos": "/api/settings/repositories",
    "repos of an organisation": "/api/organizations/acme-lab/settings/repositories",
    "likes": "/api/users/ada/likes",
    "collections": "/api/collections?sort=trending&limit=100",
    "collection": f"/api/collections/{SLUG}",
    "discussions": "/api/models/ada/bert/discussions?p=0",
    "discussion": "/api/datasets/ada/data/discussions/3?diff=1",
}


@pytest.mark.parametrize("name", WRITES)
async def test_what_a_write_sends(name: str) -> None:
    answer = json_response({"data": COLLECTION} if name == "update collection" else ANSWERS.get(name, COLLECTION))
    if name == "delete":
        answer = response(200, b"OK", ("Content-Type", "text/plain; charset=utf-8"))
    async with client_of(lambda _: answer) as (hub, stub):
        await WRITES[name](hub)
        (seen,) = stub.seen
        lines = [json.loads(line) for line in seen.body.splitlines()]
        assert (seen.method, seen.target, lines[0] if len(lines) == 1 else lines or None) == SENT[name]
        assert seen.headers["user-agent"].startswith("hubtui/")


@pytest.mark.parametrize("name", READS)
async def test_what_a_read_asks_for(name: str) -> None:
    lists = ("rows", "page", "parquet split", "collections", "tree", "commits", "papers found", "daily papers")
    lists += ("own repos", "repos of", "likes")
    values: dict[str, Any] = {"first rows": {"features": []}, "discussions": {"discussions": []}}
    value = [] if name.startswith(lists) else values.get(name, {})
    async with client_of(lambda _: json_response(value)) as (hub, stub):
        await READS[name](hub)
        assert [(seen.method, seen.target) for seen in stub.seen] == [("GET", ASKED[name])]


async def test_a_listing_screen_asks_for_its_fields_by_name() -> None:
    async with client_of(lambda _: json_response([])) as (hub, stub):
        for repo_type, kind in KINDS.items():
            await hub.get(ListingPage(ListingQuery(repo_type, search="a&b=ç", expand=kind.listing_fields)))
        assert "search=a%26b%3D%C3%A7&" in stub.seen[0].target
        assert "&expand=author&expand=createdAt" in stub.seen[0].target


async def test_info_of_each_kind_with_what_it_expands() -> None:
    async with client_of(lambda _: json_response({"id": "a/b", "sdk": "gradio", "strange": 1})) as (hub, stub):
        info = await hub.get(RepoInfo("space", "a/b", fields=("sdk", "tags")))
        assert (info.sdk, info.sent["strange"]) == ("gradio", 1)
        assert [seen.target for seen in stub.seen] == ["/api/spaces/a/b?expand=sdk&expand=tags"]


@pytest.mark.parametrize("repo_id", ["", "/", "a/", "../x", "a/..", "a/b/c", "."])
async def test_what_is_no_id_is_not_sent(repo_id: str) -> None:
    async with client_of(lambda _: json_response({})) as (hub, stub):
        with pytest.raises(BadRequest, match="is no id of a repo"):
            await hub.get(RepoInfo("model", repo_id))
        with pytest.raises(BadRequest, match="is no id of a collection"):
            await Writer(hub.ask).delete_collection(repo_id)
        assert stub.seen == []


async def test_odd_characters_stay_inside_their_segment() -> None:
    async with client_of(lambda _: json_response({})) as (hub, stub):
        await hub.get(RepoInfo("model", "a?x=1/b#c%2F\u202e", revision="../main"))
        assert stub.seen[0].target == "/api/models/a%3Fx%3D1/b%23c%252F%E2%80%AE/revision/..%2Fmain"


async def test_a_repo_of_ones_own_namespace_and_a_space() -> None:
    created = {"url": "http://127.0.0.1/spaces/ada/app", "name": "ada/app", "id": "0123"}
    async with client_of(lambda _: json_response(created)) as (hub, stub):
        await Writer(hub.ask).send(CreateRepo("space", "app", sdk="gradio", template="ada/other"))
        assert stub.seen[0].json == {
            "name": "app", "organization": None, "type": "space", "visibility": "public", "sdk": "gradio",
            "template": "ada/other",
        }  # fmt: skip


async def test_a_change_of_nothing_is_not_sent() -> None:
    async with client_of(lambda _: json_response({})) as (hub, stub):
        for doing in (
            Writer(hub.ask).update_settings("model", "a/b"),
            Writer(hub.ask).update_collection(SLUG),
            Writer(hub.ask).update_item(SLUG, "0123"),
        ):
            with pytest.raises(BadRequest):
                await doing
        assert stub.seen == []


async def test_a_note_is_cleared_with_an_empty_one_and_gating_with_false() -> None:
    async with client_of(lambda _: json_response({"gated": False})) as (hub, stub):
        await Writer(hub.ask).update_item(SLUG, "0123", note="")
        await Writer(hub.ask).update_settings("model", "a/b", gated=False)
        assert [seen.json for seen in stub.seen] == [{"note": ""}, {"gated": False}]


async def test_collections_are_found_by_owner_item_and_text() -> None:
    async with client_of(lambda _: json_response([COLLECTION, None])) as (hub, stub):
        page = await hub.get(CollectionsPage(("ada", "acme"), ("models/ada/bert",), "small", "upvotes"))
        assert stub.seen[0].target == (
            "/api/collections?owner=ada&owner=acme&item=models%2Fada%2Fbert&q=small&sort=upvotes&limit=100"
        )
        (collection,) = page.rows
        assert collection.items[0].item_object_id == "0123"
        assert (collection.items[0].item_id, collection.items[0].item_type) == ("ada/bert", "model")


async def test_tags_keep_their_type_and_what_is_not_known() -> None:
    sent = {
        "license": [{"id": "license:mit", "label": "mit", "type": "license", "subType": "x"}, None, {"label": 3}],
        "y": 3,
    }
    async with client_of(lambda _: json_response(sent)) as (hub, stub):
        tags = await hub.get(TagsByType("dataset", "license"))
        assert stub.seen[0].target == "/api/datasets-tags-by-type?type=license"
        (tag,) = tags["license"]
        assert (tag.id, tag.label, tag.sent["subType"]) == ("license:mit", "mit", "x")
        with pytest.raises(BadRequest, match="no list of the tags of Spaces"):
            await hub.get(TagsByType("space"))


async def test_the_shards_of_a_dataset() -> None:
    sent = {"default": {"train": ["https://x/0.parquet", 3], "odd": None}, "odd": []}
    async with client_of(lambda _: json_response(sent)) as (hub, _):
        assert await hub.get(ParquetShards("a/b")) == {"default": {"train": ["https://x/0.parquet"]}}


def numbered(last: int) -> "dict[str, bytes]":
    def link(number: int) -> tuple[str, str]:
        return ("Link", f'<https://elsewhere.example/api/models?cursor={number + 1}>; rel="next"')

    return {
        str(number): json_response([{"id": f"a/{number}", "extra": number}], *([link(number)] if number < last else []))
        for number in range(last + 1)
    }


def page_asked_for(request: Seen) -> str:
    return request.target.partition("cursor=")[2] or "0"


async def test_all_pages_one_after_the_other_and_from_a_kept_cursor() -> None:
    answers = numbered(3)
    async with client_of(lambda request: answers[page_asked_for(request)]) as (hub, _):
        read = [page async for page in pages(hub.get, ListingPage(ListingQuery("model")))]
        assert [info.id for page in read for info in page.rows] == ["a/0", "a/1", "a/2", "a/3"]
        again = [page async for page in pages(hub.get, ListingPage(ListingQuery("model"), read[1].next))]
        assert [info.id for page in again for info in page.rows] == ["a/2", "a/3"]


@pytest.mark.parametrize("rows", [[], [{"id": "a/b"}]])
@pytest.mark.parametrize("fresh", [False, True])
async def test_pages_that_never_end_are_ended(rows: list[Any], fresh: bool) -> None:
    asked = 0

    def answer(_: Seen) -> bytes:
        nonlocal asked
        asked += 1
        place = asked if fresh else asked % 3
        return json_response(rows, ("Link", f'</api/models?cursor={place}>; rel="next"'))

    async with client_of(answer) as (hub, _):
        assert len([page async for page in pages(hub.get, ListingPage(ListingQuery("model")))]) <= 6
        asked = 0
        assert len([page async for page in pages(hub.get, CollectionsPage(owners=("ada",)))]) <= 6


README = "# Täst 🚀\n\x1b[2Jtext\n".encode() * 100


def range_of(request: Seen) -> bytes:
    first, last = (int(part) for part in request.headers["range"].removeprefix("bytes=").split("-"))
    if first >= len(README):
        return response(416, b"", ("Content-Range", f"bytes */{len(README)}"))
    piece = README[first : last + 1]
    return response(206, piece, ("Content-Range", f"bytes {first}-{first + len(piece) - 1}/{len(README)}"))


async def test_the_beginning_of_a_card_is_clean_text_of_whole_characters() -> None:
    async with client_of(range_of) as (hub, stub):
        whole = await hub.get(CardText("dataset", "a/b", "refs/pr/1"))
        assert whole == "# Täst 🚀\n\ufffd[2Jtext\n" * 100
        assert stub.seen[0].target == "/datasets/a/b/resolve/refs%2Fpr%2F1/README.md"
        for limit, text in ((8, "# Täst "), (9, "# Täst "), (11, "# Täst "), (12, "# Täst 🚀"), (4, "# T")):
            assert await hub.get(CardText("model", "a/b", limit=limit)) == text


async def test_an_empty_file_is_empty() -> None:
    async with client_of(lambda _: response(416, b"", ("Content-Range", "bytes */0"))) as (hub, _):
        assert await hub.get(CardText("model", "a/b")) == ""


async def test_a_server_without_ranges_is_read_no_further_than_wanted() -> None:
    async with client_of(lambda _: response(200, b"x" * 1_000_000)) as (hub, _):
        assert await hub.get(CardText("model", "a/b", limit=10)) == "x" * 10
        piece = await read_piece(hub, shard_file("a/b", "c", "s", 0), 0, 10)
        assert (piece.content, piece.total) == (b"x" * 10, 1_000_000)
        with pytest.raises(OddAnswer, match="gives whole files only"):
            await read_piece(hub, shard_file("a/b", "c", "s", 0), 5, 10)


async def test_a_shard_is_read_through_the_redirect_to_where_it_is_kept() -> None:
    def answer(request: Seen) -> bytes:
        if request.target.startswith("/api"):
            return response(302, b"", ("Location", "/datasets/a/b/resolve/refs%2Fconvert%2Fparquet/c/s/0000.parquet"))
        return range_of(request)

    async with client_of(answer) as (hub, stub):
        piece = await read_piece(hub, shard_file("a/b", "c", "s", 0), 2, 5)
        assert (piece.content, piece.total) == (README[2:7], len(README))
        assert stub.seen[1].headers["range"] == "bytes=2-6"
        with pytest.raises(BadRequest):
            await read_piece(hub, shard_file("a/b", "c", "s", 0), 0, 1 << 40)


async def test_a_missing_card_is_missing() -> None:
    answer = response(404, b"Entry not found", ("X-Error-Code", "EntryNotFound"), ("X-Repo-Commit", "0123"))
    async with client_of(lambda _: answer) as (hub, _):
        with pytest.raises(Missing, match=r"^README\.md of the model a/b is not there$"):
            await hub.get(CardText("model", "a/b"))


async def test_an_endpoint_may_have_a_path_of_its_own() -> None:
    async with client_of(lambda _: json_response({"name": "ada"})) as (_, stub):
        below = HubClient(f"{stub.url}/hub", None)
        await below.get(WhoAmI())
        await below.aclose()
        assert stub.seen[0].target == "/hub/api/whoami-v2"
        assert "authorization" not in stub.seen[0].headers


async def test_the_start_of_a_card_is_the_text_behind_its_front_matter_however_long_that_is() -> None:
    front = b"---\nlicense: mit\nwidget:\n" + b"- text: hidden\n" * 25_000 + b"---\n"
    cards = {"short": b"---\nlicense: mit\n---\n# Text\n", "long": front + b"# Text\n" * 9000, "none": b"# Text\n"}

    def answer(request: Seen) -> bytes:
        card = next(card for name, card in cards.items() if name in request.target)
        first, last = (int(part) for part in request.headers["range"].removeprefix("bytes=").split("-"))
        piece = card[first : last + 1]
        return response(206, piece, ("Content-Range", f"bytes {first}-{first + len(piece) - 1}/{len(card)}"))

    async with client_of(answer) as (hub, stub):
        for name, asked in (("short", 1), ("none", 1), ("long", 3)):
            before = len(stub.seen)
            text = await hub.get(CardStart("model", f"a/{name}"))
            assert text.startswith("# Text\n")
            assert "hidden" not in text
            assert len(stub.seen) - before == asked
        cards["split"] = b"---\nx: " + b"y" * 64_999 + b"\n---\n" + "é".encode() * 9000
        assert await hub.get(CardStart("model", "a/split")) == "é" * 9000, "a letter of two bytes, one in each piece"


LIES = {
    "a web page": response(200, b"<html>Welcome to our WiFi</html>", ("Content-Type", "text/html")),
    "nothing": response(200, b""),
    "no JSON": response(200, b"yes", ("Content-Type", "application/json")),
    "a list": json_response([]),
    "a text": response(200, b"Welcome", ("Content-Type", "text/plain")),
}


@pytest.mark.parametrize("lie", LIES)
async def test_another_answer_than_the_hubs_to_a_write_is_a_lost_answer(lie: str) -> None:
    async with client_of(lambda _: LIES[lie]) as (hub, _):
        for write in WRITES.values():
            with pytest.raises(HubError) as raised:
                await write(hub)
            assert raised.value.unsure, write
