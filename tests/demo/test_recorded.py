"""The demo's answers have the fields, types and absences of the Hub's own, as others have recorded them.

HUBTUI_RECORDED names the folder with recorded answers; they are read where they are, never copied.
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.demo.boxed import Hub

FOLDER = os.environ.get("HUBTUI_RECORDED")
pytestmark = pytest.mark.skipif(not FOLDER, reason="HUBTUI_RECORDED names no folder of recorded answers")
GONE = {"gitalyUid", "_id", "authorData", "inference_provider", "xetEnabled"}  # of other times, or of other endpoints
Shape = dict[str, set[str]]


def recorded(pattern: str) -> list[Any]:
    found = [json.loads(path.read_text()) for path in sorted(Path(FOLDER or ".").glob(pattern))]
    return found or pytest.skip(f"nothing like {pattern} was recorded")


def parts(pattern: str) -> list[tuple[str, dict[str, str], str]]:
    """Of recorded exchanges the answers: status line, headers by lower-case name, body."""
    found = []
    for path in sorted(Path(FOLDER or ".").glob(pattern)):
        for exchange in path.read_text().split("###"):
            answer = exchange[exchange.index("HTTP/1.1 ") :]
            head, _, body = answer.partition("\n\n")
            lines = [line.partition(": ") for line in head.splitlines()[1:]]
            found.append((head.splitlines()[0], {key.lower(): value for key, _, value in lines}, body.strip()))
    return found or pytest.skip(f"nothing like {pattern} was recorded")


def kind(value: Any) -> str:
    return {bool: "boolean", int: "number", float: "number", str: "string", list: "list", dict: "object"}.get(
        type(value), "null"
    )


def shape(rows: Iterable[dict[str, Any]]) -> Shape:
    """The types of each field over all rows, with "absent" where some row has it not."""
    rows = list(rows)
    found: Shape = defaultdict(set)
    for name in {name for row in rows for name in row}:
        found[name] = {kind(row[name]) if name in row else "absent" for row in rows}
    return found


def differences(told: Shape, real: Shape, optional: set[str]) -> list[str]:
    """What the real rows have and ours never, and the other way round."""
    found = [f"{name}: never told" for name in real.keys() - told.keys() - GONE - optional]
    found += [f"{name}: told, and never real" for name in told.keys() - real.keys() - GONE - optional]
    for name in (told.keys() & real.keys()) - optional:
        lacking = real[name] - told[name] - {"absent"}
        found += [f"{name}: {word} never told" for word in lacking]
        found += [f"{name}: told as {word}" for word in told[name] - real[name] - {"absent"}]
    return sorted(found)


async def test_rows_of_a_default_listing(hub: Hub) -> None:
    real = shape(row for rows in recorded("models-list-default*.json") for row in rows)
    told = shape(await hub.rows("/api/models?limit=100"))
    assert differences(told, real, set()) == []
    always = {name for name, kinds in real.items() if "absent" not in kinds} - {"pipeline_tag", "library_name"}
    assert all("absent" not in told[name] for name in always)
    assert all("absent" in told[name] for name in ("pipeline_tag", "library_name"))


async def test_rows_with_expand_have_no_more_than_what_was_named(hub: Hub) -> None:
    for rows in recorded("models-list-expand*.json"):
        real = shape(rows)
        names = sorted(real.keys() - {"_id", "id"})
        told = shape(await hub.rows("/api/models?limit=100&" + "&".join(f"expand={name}" for name in names)))
        assert differences(told, real, set()) == []
        assert "absent" in told["pipeline_tag"]


async def test_infos_of_models(hub: Hub) -> None:
    real = shape(recorded("model-info-2*.json"))
    names = [row["id"] for row in await hub.rows("/api/models")]
    told = shape([(await hub.get(f"/api/models/{name}")).json() for name in names[::3]])
    newer = {"gguf"}
    assert differences(told, real, newer | {"model-index"}) == []
    sometimes = {"cardData", "config", "safetensors", "transformersInfo", "mask_token", "inference", "model-index"}
    assert {name for name, kinds in told.items() if "absent" in kinds} >= sometimes
    assert told["model-index"] == {"absent", "null", "list"}


async def test_without_metadata_there_is_neither_card_data_nor_model_index(hub: Hub) -> None:
    for info in recorded("model-info-2*.json"):
        assert ("cardData" in info) == ("model-index" in info)
    for row in (await hub.rows("/api/models"))[::5]:
        info = (await hub.get(f"/api/models/{row['id']}")).json()
        assert ("cardData" in info) == ("model-index" in info), info["id"]


async def test_card_data_has_values_of_every_type(hub: Hub) -> None:
    real = shape(info["cardData"] for info in recorded("model-info-2*.json") if "cardData" in info)
    rows = await hub.rows("/api/models?full=true&cardData=true")
    told = shape(row["cardData"] for row in rows if "cardData" in row)
    for name in ("language", "license", "base_model", "thumbnail", "extra_gated_fields", "datasets"):
        if name in real:
            assert told[name] & (real[name] - {"absent"}), name


async def test_rows_of_datasets(hub: Hub) -> None:
    real = shape(row for rows in recorded("datasets-list-full*.json") for row in rows)
    told = shape(await hub.rows("/api/datasets?full=true&limit=100"))
    newer = {"trendingScore", "siblings", "gated", "paperswithcode_id"}
    assert differences(told, real, newer) == []
    assert {name for name, kinds in told.items() if "absent" in kinds} >= {
        "author",
        "cardData",
        "citation",
        "description",
    }
    keys = {row["key"] for row in await hub.rows("/api/datasets")}
    assert keys == {row["key"] for rows in recorded("datasets-list-full-2*.json") for row in rows}


async def test_provider_mappings(hub: Hub) -> None:
    rows = await hub.rows("/api/models?inference=warm&expand=inferenceProviderMapping")
    told = [row["inferenceProviderMapping"] for row in rows]
    assert {kind(one) for one in told} == {"list", "object"}
    real = [info["inferenceProviderMapping"] for info in recorded("model-info-expand-inferenceProviderMapping*.json")]
    wanted = {name for one in real for facts in one.values() for name in facts}
    for one in told:
        for facts in one.values() if isinstance(one, dict) else one:
            assert wanted <= facts.keys()


async def test_runtimes_of_spaces(hub: Hub) -> None:
    answers = [json.loads(body) for _, _, body in parts("http-space-create*.http") if '"stage"' in body]
    rows = (await hub.rows("/api/spaces?expand=runtime&expand=sdk"))[::1]
    machines = shape(row["runtime"] for row in rows if row["sdk"] != "static")
    still = shape(row["runtime"] for row in rows if row["sdk"] == "static")
    real_machines = shape(one for one in answers if "domains" in one)
    real_still = shape(one for one in answers if "domains" not in one)
    assert differences(machines, real_machines, {"errorMessage"}) == []
    assert differences(still, real_still, set()) == []


async def test_a_redirect_of_a_legacy_id(hub: Hub) -> None:
    (status, headers, body), *_ = parts("http-model-info-legacy-id*.http")
    answer = await hub.get("/api/models/bert-base-uncased")
    assert status.startswith(f"HTTP/1.1 {answer.status_code}")
    assert (answer.headers["location"], answer.text) == (headers["location"], body)
    for name in ("content-type", "vary"):
        assert answer.headers[name].replace(" ", "") == headers[name].replace(" ", "")


async def test_creating_twice_and_deleting(own: Hub) -> None:
    (_, refused, body), (_, deleted, gone), *_ = parts("http-repos-create-409*.http")
    made = {"type": "space", "name": "twice", "sdk": "static"}
    await own.ask("POST", "/api/repos/create", made)
    again = await own.ask("POST", "/api/repos/create", made)
    assert again.json().keys() == json.loads(body).keys()
    assert again.json()["error"] == json.loads(body)["error"]
    answer = await own.ask("DELETE", "/api/repos/delete", {"name": "twice", "type": "space"})
    assert answer.text == gone
    for ours, theirs in ((again, refused), (answer, deleted)):
        assert ours.headers["content-type"].partition(";")[0] == theirs["content-type"].partition(";")[0]
        assert ours.headers["etag"].startswith('W/"')
        assert theirs["etag"].startswith('W/"')
        wanted = {name for name in theirs if name.startswith(("x-error", "x-request"))}
        assert {name for name in ours.headers if name.startswith(("x-error", "x-request"))} == wanted


async def test_croissant_metadata(hub: Hub) -> None:
    told = (await hub.get("/api/datasets/openai/gsm8k/croissant")).json()
    for real in recorded("datasets-croissant-1.1*.json"):
        assert told.keys() <= real.keys() | {"license", "alternateName", "keywords", "creator", "description"}
        assert {
            "@context",
            "@type",
            "name",
            "distribution",
            "recordSet",
            "conformsTo",
            "url",
        } <= told.keys() & real.keys()
        assert told["conformsTo"] == real["conformsTo"]
        assert [one["@type"] for one in told["distribution"]][:2] == [one["@type"] for one in real["distribution"]][:2]
        assert told["distribution"][0].keys() == real["distribution"][0].keys()


def recorded_links() -> list[str]:
    texts = [path.read_text() for path in Path(FOLDER or ".").glob("http-link-next*.http")]
    return [line.partition(": ")[2] for text in texts for line in text.splitlines() if line.lower().startswith("link:")]


async def test_links_have_the_form_of_the_hubs(hub: Hub) -> None:
    real = recorded_links()
    ours = [
        (await hub.get(path)).headers["link"] for path in ("/api/models?limit=2", "/api/datasets?sort=likes&limit=1")
    ]
    form = re.compile(r'<https?://[^/<>]+/api/[^<> ]+[?&]cursor=[A-Za-z0-9%]+>; rel="next"')
    assert [link for link in [*real, *ours] if not form.fullmatch(link)] == []
