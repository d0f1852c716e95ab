"""The catalogue: the same for the same seed, and such as the Hub's is."""

import math
from collections import Counter

import pytest

from tests.demo.boxed import Hub, make_hub

STAGES = {
    "NO_APP_FILE", "CONFIG_ERROR", "BUILDING", "BUILD_ERROR", "APP_STARTING", "RUNNING", "RUNNING_BUILDING",
    "RUNNING_APP_STARTING", "RUNTIME_ERROR", "DELETING", "STOPPED", "PAUSED", "SLEEPING",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Hub:
    return make_hub(2000, 0)


def count(hub: Hub, table: str, where: str = "1") -> int:
    return int(hub.box.one(f"SELECT count(*) FROM {table} WHERE {where}")[0])


def test_two_thousand_models_come_with_datasets_and_spaces_in_proportion(whole: Hub) -> None:
    assert [count(whole, "repo", f"kind = {kind}") for kind in range(3)] == [2000, 600, 400]


@pytest.mark.parametrize("repos", [1, 10, 100, 333])
def test_any_number_of_models_is_kept_to_the_row(repos: int) -> None:
    hub = make_hub(repos)
    assert [count(hub, "repo", f"kind = {kind}") for kind in range(3)] == [
        repos,
        max(1, repos * 3 // 10),
        max(1, repos // 5),
    ]


def test_the_same_seed_makes_the_same_catalogue_and_another_seed_another() -> None:
    hubs = [make_hub(80, seed) for seed in (3, 3, 4)]
    dumps = ["\n".join(hub.box.connection.iterdump()) for hub in hubs]
    assert dumps[0] == dumps[1]
    assert dumps[0] != dumps[2]


def test_downloads_span_seven_orders_of_magnitude(whole: Hub) -> None:
    figures = [row[0] for row in whole.box.all("SELECT downloads FROM repo WHERE kind = 0")]
    assert {int(math.log10(figure)) for figure in figures if figure} >= set(range(8))
    assert 0 in figures


def test_some_are_gated_private_or_disabled_and_most_are_not(whole: Hub) -> None:
    total = count(whole, "repo")
    for where in ("gated = 1", "gated = 2", "private = 1", "disabled = 1"):
        assert 0 < count(whole, "repo", where) < total / 10, where


async def test_spaces_are_in_every_stage(whole: Hub) -> None:
    rows = await whole.rows("/api/spaces?expand=runtime&expand=sdk")
    assert {row["runtime"]["stage"] for row in rows} == STAGES
    for row in rows:
        if row["sdk"] == "static":
            assert row["runtime"]["hardware"] == {"current": None, "requested": None}
            assert not row["runtime"].keys() & {"gcTimeout", "devMode", "domains"}
        assert ("current" in row["runtime"]["replicas"]) == row["runtime"]["stage"].startswith("RUNNING")


async def test_collections_hold_one_to_a_hundred_items_of_all_types(whole: Hub) -> None:
    lengths = [row[0] for row in whole.box.all("SELECT count(*) FROM item GROUP BY collection")]
    assert min(lengths) == 1
    assert 60 < max(lengths) <= 100
    types = Counter(row[0] for row in whole.box.all("SELECT type FROM item"))
    assert types.keys() == {"model", "dataset", "space", "paper"}


async def test_some_rows_name_neither_task_nor_library(whole: Hub) -> None:
    rows = await whole.rows("/api/models")
    for field in ("pipeline_tag", "library_name"):
        missing = [row for row in rows if field not in row]
        assert 0.05 < len(missing) / len(rows) < 0.6, field
    assert all(row["pipeline_tag"] in row["tags"] for row in rows if "pipeline_tag" in row)


async def test_cards_are_missing_empty_usual_and_long(whole: Hub) -> None:
    rows = await whole.rows("/api/models?gated=false&sort=downloads")
    lengths = []
    for row in rows[::7]:
        answer = await whole.get(f"/{row['id']}/resolve/main/README.md")
        lengths.append(len(answer.content) if answer.status_code == 200 else -1)
    assert {-1, 0} <= set(lengths)
    assert any(1000 < length < 9000 for length in lengths)
    assert any(length > 50_000 for length in lengths)


async def test_dates_are_in_order_and_some_are_unknown(whole: Hub) -> None:
    rows = await whole.rows("/api/models?expand=createdAt&expand=lastModified")
    assert all(row["createdAt"] <= row["lastModified"] for row in rows)
    unknown = {"2022-03-02T23:29:04.000Z", "2022-03-02T23:29:05.000Z"}
    assert unknown <= {row["createdAt"] for row in rows}


async def test_the_names_of_the_drawings_are_there(whole: Hub) -> None:
    for name in ("Qwen/Qwen3-8B", "Qwen/Qwen3-32B-AWQ", "ada/qwen3-8b-tuned", "microsoft/Phi-4-mini-instruct"):
        assert whole.box.named(0, name), name
    assert (await whole.get("/api/models/ada/qwen3-8b-tuned")).status_code == 401
    assert (await whole.get("/api/models/ada/qwen3-8b-tuned", "hf_write")).json()["private"] is True
