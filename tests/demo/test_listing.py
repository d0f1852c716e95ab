"""Listings: whole, in order, without gaps or repetitions, whatever is asked for."""

import base64
import itertools
import json
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from hubtui.demo.query import ASCENDING, REFUSED_ASCENDING, SORTS
from tests.demo.boxed import Hub, make_hub

KINDS = ("models", "datasets", "spaces")
ORDERS = [(kind, sort) for sort, kinds in SORTS.items() for kind in (KINDS[number] for number in kinds)]
VALUES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "id": lambda row: row["id"].lower(),
    "num_parameters": lambda row: (row.get("safetensors") or row.get("gguf") or {}).get("total"),
    "likes7d": lambda row: row["trendingScore"],
    "likes30d": lambda row: row["trendingScore"],
    "createdAt": lambda row: row["_id"],
}
FIELDS = "&".join(f"expand={name}" for name in ("likes", "trendingScore", "createdAt", "lastModified", "author"))
MORE = {"models": "&expand=downloads&expand=safetensors&expand=gguf", "datasets": "&expand=downloads&expand=mainSize"}


def value(sort: str, row: dict[str, Any]) -> Any:
    return VALUES[sort](row) if sort in VALUES else row.get(sort)


@pytest.mark.parametrize(("kind", "sort"), ORDERS)
async def test_every_sort_is_whole_and_in_order_with_ties_by_id(hub: Hub, kind: str, sort: str) -> None:
    every = {row["id"] for row in await hub.rows(f"/api/{kind}")}
    for direction in (-1, 1) if sort in ASCENDING else (-1,):
        query = f"sort={sort}&direction={direction}&limit=37&{FIELDS}{MORE.get(kind, '')}"
        rows = await hub.rows(f"/api/{kind}?{query}")
        assert sorted(row["id"] for row in rows) == sorted(every)
        known = [row for row in rows if value(sort, row) is not None]
        if sort != "num_parameters":
            assert rows[: len(known)] == known, "rows without a value come last"
        for one, other in itertools.pairwise(known):
            first, second = value(sort, one), value(sort, other)
            assert (first <= second) if direction == 1 else (first >= second), (one, other)
            if first == second:
                assert one["_id"] < other["_id"], (one, other)


@pytest.mark.parametrize("sort", ["trendingScore", "lastModified", "num_parameters"])
async def test_most_sorts_run_downwards_whatever_the_direction_as_on_the_real_hub(hub: Hub, sort: str) -> None:
    downwards = (await hub.get(f"/api/models?sort={sort}&limit=50")).json()
    assert (await hub.get(f"/api/models?sort={sort}&limit=50&direction=1")).json() == downwards


@pytest.mark.parametrize("sort", REFUSED_ASCENDING)
async def test_upwards_by_downloads_and_likes_is_refused_in_words(hub: Hub, sort: str) -> None:
    answer = await hub.get(f"/api/models?sort={sort}&direction=1")
    assert answer.status_code == 400
    assert sort in answer.json()["error"]


@pytest.mark.parametrize("sort", ["author", "shoesize"])
async def test_an_unknown_sort_is_refused_in_the_real_hubs_words(hub: Hub, sort: str) -> None:
    answer = await hub.get(f"/api/models?sort={sort}")
    assert (answer.status_code, answer.json()["error"]) == (400, f"Invalid sort parameter: {sort}")


async def test_unknown_parameter_counts_come_last(hub: Hub) -> None:
    rows = await hub.rows("/api/models?sort=num_parameters&limit=50&expand=safetensors&expand=gguf")
    assert value("num_parameters", rows[0]) is not None


async def test_pages_are_full_until_the_last(hub: Hub) -> None:
    pages = await hub.pages("/api/models?limit=41")
    assert {len(page) for page in pages[:-1]} == {41}
    assert 0 < len(pages[-1]) <= 41


async def test_the_next_page_keeps_the_whole_query(hub: Hub) -> None:
    answer = await hub.get("/api/models?filter=gguf&search=a&sort=likes&limit=2&expand=likes&expand=tags&x=%26")
    url = answer.links["next"]["url"]
    assert url.startswith("http://demo.localhost/api/models?")
    for part in ("filter=gguf", "search=a", "sort=likes", "limit=2", "expand=likes", "expand=tags", "x=%26"):
        assert part in url
    assert url.count("cursor=") == 1
    again = await hub.get((await hub.get(url)).links["next"]["url"])
    assert str(again.url).count("cursor=") == 1


async def test_rows_made_in_between_neither_repeat_nor_hide_rows(own: Hub) -> None:
    first = await own.get("/api/models?sort=createdAt&limit=10", "hf_write")
    before = {row["id"] for row in await own.rows("/api/models?sort=createdAt", "hf_write")}
    for number in range(3):
        await own.ask("POST", "/api/repos/create", {"name": f"new-{number}"})
    rest = await own.rows(first.links["next"]["url"], "hf_write")
    ids = [row["id"] for row in first.json() + rest]
    assert sorted(ids) == sorted(before)


@pytest.mark.parametrize("kind", KINDS)
async def test_filters_are_all_borne(hub: Hub, kind: str, runs: Callable[[int], int]) -> None:
    rows = await hub.rows(f"/api/{kind}")
    seed = Random().randrange(10**6)
    chance = Random(seed)
    for _ in range(runs(200)):
        tags = chance.sample(chance.choice(rows)["tags"], 2)
        wanted = {row["id"] for row in rows if set(tags) <= set(row["tags"])}
        for query in (f"filter={tags[0]}&filter={tags[1]}", f"filter={tags[0]},{tags[1]}"):
            found = [row["id"] for row in await hub.rows(f"/api/{kind}?{query}&limit=100".replace("+", "%2B"))]
            assert sorted(found) == sorted(wanted), f"seed {seed}: {tags}"


@pytest.mark.parametrize("kind", KINDS)
async def test_search_finds_every_part_of_every_id(hub: Hub, kind: str, runs: Callable[[int], int]) -> None:
    rows = await hub.rows(f"/api/{kind}")
    seed = Random().randrange(10**6)
    chance = Random(seed)
    for _ in range(runs(300)):
        name = chance.choice(rows)["id"]
        start = chance.randrange(len(name))
        part = name[start : start + chance.randrange(1, 9)]
        wanted = [row["id"] for row in rows if part.lower() in row["id"].lower()]
        answer = await hub.get(f"/api/{kind}", params={"search": part.swapcase(), "limit": 1000})
        assert [row["id"] for row in answer.json()] == wanted, f"seed {seed}: {part!r}"


async def test_words_of_a_search_must_all_be_there(hub: Hub) -> None:
    rows = await hub.rows("/api/models?search=qwen%20gguf")
    assert rows
    assert all("qwen" in row["id"].lower() and "gguf" in row["id"].lower() for row in rows)


async def test_wildcards_are_only_letters(hub: Hub) -> None:
    every = await hub.rows("/api/models")
    for odd in ("%", "_", "\\", "*"):
        found = await hub.get("/api/models", params={"search": odd, "limit": 1000})
        assert [row["id"] for row in found.json()] == [row["id"] for row in every if odd in row["id"]]


async def test_all_conditions_together(hub: Hub) -> None:
    query = "author=unsloth&search=gguf&filter=gguf&sort=downloads&num_parameters=min:1B,max:40B&gated=false"
    rows = await hub.rows(f"/api/models?{query}&limit=3&expand=author&expand=gguf&expand=gated&expand=downloads")
    assert rows
    for row in rows:
        assert row["author"] == "unsloth"
        assert "gguf" in row["id"].lower()
        assert 10**9 <= row["gguf"]["total"] <= 40 * 10**9
        assert row["gated"] is False
    figures = [row["downloads"] for row in rows]
    assert figures == sorted(figures, reverse=True)


async def test_gated_and_open_make_up_the_whole(hub: Hub) -> None:
    for kind in ("models", "datasets"):
        every, gated, free = [
            {row["id"] for row in await hub.rows(f"/api/{kind}{query}")}
            for query in ("", "?gated=true", "?gated=false")
        ]
        assert gated
        assert gated | free == every
        assert not gated & free


async def test_warm_models_and_their_providers(hub: Hub) -> None:
    warm = await hub.rows("/api/models?inference=warm&expand=inference&expand=inferenceProviderMapping")
    assert warm
    assert {row["inference"] for row in warm} == {"warm"}
    for name in ("together", "hf-inference"):
        rows = await hub.rows(f"/api/models?inference_provider={name}&expand=inferenceProviderMapping")
        for row in rows:
            told = row["inferenceProviderMapping"]
            assert name in (told if isinstance(told, dict) else [one["provider"] for one in told])


async def test_apps_run_what_bears_their_tags(hub: Hub) -> None:
    assert all("gguf" in row["tags"] for row in await hub.rows("/api/models?apps=llama.cpp"))
    both = {row["id"] for row in await hub.rows("/api/models?apps=lmstudio")}
    assert both > {row["id"] for row in await hub.rows("/api/models?apps=llama.cpp")}
    assert await hub.rows("/api/models?apps=nothing") == []


async def test_spaces_that_use_a_model(hub: Hub) -> None:
    rows = await hub.rows("/api/spaces?models=Qwen/Qwen3-8B&expand=models")
    assert "Qwen/Qwen3-Demo" in [row["id"] for row in rows]
    assert all("Qwen/Qwen3-8B" in row["models"] for row in rows)
    linked = await hub.rows("/api/spaces?linked=true&expand=models&expand=datasets")
    assert all(row["models"] or row["datasets"] for row in linked)
    assert await hub.rows("/api/spaces?models=no/such") == []


@pytest.mark.parametrize(
    "query",
    [
        "expand=shoesize", "expand=_id", "expand=likes&full=true", "expand=likes&config=true",
        "sort=shoesize", "limit=0",
        "limit=-1", "limit=x", "limit=1.5", "limit=1000000000000", "direction=2", "full=maybe", "gated=maybe",
        "inference=cold",
        "num_parameters=6B", "num_parameters=min:", "cursor=x", "cursor=e30=", "cursor=%00", "search=a%00b",
        "sort=downloadsAllTime",
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_refused_with_words(hub: Hub, query: str) -> None:
    answer = await hub.get(f"/api/models?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_sorts_belong_to_kinds(hub: Hub) -> None:
    for path in ("/api/spaces?sort=downloads", "/api/models?sort=mainSize", "/api/datasets?sort=num_parameters"):
        assert (await hub.get(path)).status_code == 400


async def test_a_cursor_of_another_sort_or_of_odd_values_is_refused(hub: Hub) -> None:
    url = (await hub.get("/api/models?limit=5&sort=likes")).links["next"]["url"]
    assert (await hub.get(url.replace("sort=likes", "sort=downloads"))).status_code == 400
    good = {"sort": "likes", "value": 5, "_id": "621ffdc05eedcafe42000000"}
    for change in (
        {"value": "x"},
        {"value": None},
        {"value": 10**30},
        {"value": True},
        {"_id": "0" * 24},
        {"_id": 5},
        {"more": 1},
    ):
        cursor = base64.b64encode(json.dumps(good | change).encode()).decode()
        answer = await hub.get("/api/models", params={"sort": "likes", "cursor": cursor})
        assert answer.status_code == 400, change


async def test_more_than_a_thousand_rows_are_never_on_a_page() -> None:
    hub = make_hub(1100)
    assert len((await hub.get("/api/models?limit=5000")).json()) == 1000
    assert len((await hub.get("/api/models")).json()) == 1000


async def test_private_repos_are_listed_to_their_namespace_only(own: Hub) -> None:
    await own.ask("POST", "/api/repos/create", {"name": "hidden-one", "private": True})
    for path in ("/api/models?search=hidden-one", "/api/models?author=ada"):
        mine = [row["id"] for row in await own.rows(path, "hf_write")]
        assert "ada/hidden-one" in mine
        assert "ada/hidden-one" in [row["id"] for row in await own.rows(path, "hf_read")]
        assert "ada/hidden-one" not in [row["id"] for row in await own.rows(path)]


async def test_owners_are_found_in_any_case_but_only_whole(hub: Hub) -> None:
    assert {row["id"].partition("/")[0] for row in await hub.rows("/api/models?author=QWEN")} == {"Qwen"}
    assert await hub.rows("/api/models?author=Qwe") == []


async def test_no_id_comes_twice(hub: Hub) -> None:
    for kind in KINDS:
        twice = [
            name for name, times in Counter(row["id"] for row in await hub.rows(f"/api/{kind}")).items() if times > 1
        ]
        assert not twice
