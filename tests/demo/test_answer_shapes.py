"""The demo's answers have the fields, types and absences of the Hub's own: of our fixtures, and of recorded ones."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.answers import FOLDERS, Exchange, exchanges, links, load, objects_of
from tests.demo.boxed import Hub

# Fields of other times, or of other endpoints.
OTHER = {"gitalyUid", "_id", "authorData", "inference_provider", "xetEnabled"}
Shape = dict[str, set[str]]


def files_by_folder(pattern: str) -> list[list[Path]]:
    """Return the files that match, by folder: the demo has to be like our fixtures, and like the recorded ones too."""
    own, *recorded = [sorted(folder.glob(pattern)) for folder in FOLDERS]
    assert own, f"our fixtures have no {pattern}"
    return [own, *filter(None, recorded)]


def answers(pattern: str) -> list[list[Any]]:
    return [[load(path) for path in paths] for paths in files_by_folder(pattern)]


def shapes(pattern: str) -> list[Shape]:
    """Return the shape of all rows or objects that match, by folder."""
    return [shape(row for value in values for row in objects_of(value)) for values in answers(pattern)]


def exchanges_by_folder(pattern: str) -> list[list[Exchange]]:
    return [[one for path in paths for one in exchanges(path)] for paths in files_by_folder(pattern)]


def type_of(value: Any) -> str:
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "list", dict: "object"}
    return names.get(type(value), "null")


def shape(rows: Iterable[dict[str, Any]]) -> Shape:
    """Return the types of each field over all rows, with "absent" where some row lacks it."""
    rows = list(rows)
    types: Shape = defaultdict(set)
    for name in {name for row in rows for name in row}:
        types[name] = {type_of(row[name]) if name in row else "absent" for row in rows}
    return types


def differences(ours: Shape, real: Shape, optional: set[str]) -> list[str]:
    """Return the fields and types that only the real rows have, and those that only ours have."""
    lines = [f"{name}: missing in the demo" for name in real.keys() - ours.keys() - OTHER - optional]
    lines += [f"{name}: only in the demo" for name in ours.keys() - real.keys() - OTHER - optional]
    for name in (ours.keys() & real.keys()) - optional:
        lines += [f"{name}: never {word} in the demo" for word in real[name] - ours[name] - {"absent"}]
        lines += [f"{name}: {word} only in the demo" for word in ours[name] - real[name] - {"absent"}]
    return sorted(lines)


def sometimes_absent(ours: Shape) -> set[str]:
    return {name for name, types in ours.items() if "absent" in types}


async def test_rows_of_a_default_listing(hub: Hub) -> None:
    ours = shape(await hub.rows("/api/models?limit=1000"))
    for real in shapes("models-list-default*.json"):
        assert differences(ours, real, set()) == []
    assert sometimes_absent(ours) == {"pipeline_tag", "library_name"}


async def test_rows_with_expand_have_only_the_named_fields(hub: Hub) -> None:
    for real in shapes("models-list-expand*.json"):
        names = sorted(real.keys() - {"_id", "id"})
        ours = shape(await hub.rows("/api/models?limit=1000&" + "&".join(f"expand={name}" for name in names)))
        assert differences(ours, real, set()) == []
        assert "pipeline_tag" in sometimes_absent(ours)


async def test_infos_of_models(hub: Hub) -> None:
    names = [row["id"] for row in await hub.rows("/api/models?limit=1000")]
    infos = [(await hub.get(f"/api/models/{name}")).json() for name in names[::3]]
    ours = shape(infos)
    for real in shapes("model-info-2*.json"):
        assert differences(ours, real, {"gguf", "model-index"}) == []
    optional = {"cardData", "config", "safetensors", "transformersInfo", "mask_token", "inference", "model-index"}
    assert sometimes_absent(ours) >= optional
    assert ours["model-index"] == {"absent", "null", "list"}
    # Without metadata there is neither card data nor a model index.
    for info in [*infos, *(info for values in answers("model-info-2*.json") for info in values)]:
        assert ("cardData" in info) == ("model-index" in info), info["id"]


async def test_card_data_has_values_of_every_type(hub: Hub) -> None:
    rows = await hub.rows("/api/models?full=true&cardData=true&limit=1000")
    ours = shape(row["cardData"] for row in rows if "cardData" in row)
    for values in answers("model-info-2*.json"):
        real = shape(info["cardData"] for info in values if "cardData" in info)
        for name in ("language", "license", "base_model", "thumbnail", "extra_gated_fields", "datasets"):
            if name in real:
                assert ours[name] & (real[name] - {"absent"}), name


async def test_rows_of_datasets(hub: Hub) -> None:
    # Not all: some have 50,000 files.
    ours = shape((await hub.get("/api/datasets?full=true&limit=60")).json())
    keys = {row["key"] for row in await hub.rows("/api/datasets?limit=1000")}
    newer = {"trendingScore", "siblings", "gated", "paperswithcode_id"}
    for values in answers("datasets-list-full*.json"):
        rows = [row for value in values for row in value]
        assert differences(ours, shape(rows), newer) == []
        assert keys == {row["key"] for row in rows if "key" in row}
    assert sometimes_absent(ours) >= {"author", "cardData", "citation", "description"}


async def test_provider_mappings(hub: Hub) -> None:
    rows = await hub.rows("/api/models?inference=warm&expand=inferenceProviderMapping&limit=1000")
    mappings = [row["inferenceProviderMapping"] for row in rows]
    assert {type_of(mapping) for mapping in mappings} == {"list", "object"}
    for values in answers("model-info-expand-inferenceProviderMapping*.json"):
        for real in (info["inferenceProviderMapping"] for info in values):
            wanted = set.intersection(*(set(facts) for facts in providers(real)))
            same_form = [facts for mapping in mappings if type(mapping) is type(real) for facts in providers(mapping)]
            assert all(wanted <= facts.keys() for facts in same_form)


def providers(mapping: Any) -> list[dict[str, Any]]:
    return list(mapping.values()) if isinstance(mapping, dict) else mapping


async def test_runtimes_of_spaces(hub: Hub) -> None:
    rows = await hub.rows("/api/spaces?expand=runtime&expand=sdk&limit=1000")
    machines = shape(row["runtime"] for row in rows if row["sdk"] != "static")
    static = shape(row["runtime"] for row in rows if row["sdk"] == "static")
    for recorded in exchanges_by_folder("http-space-create*.http"):
        real = [json.loads(one.body) for one in recorded if '"stage"' in one.body]
        assert differences(machines, shape(one for one in real if "domains" in one), {"errorMessage"}) == []
        assert differences(static, shape(one for one in real if "domains" not in one), set()) == []


async def test_a_redirect_of_a_legacy_id(hub: Hub) -> None:
    ours = await hub.get("/api/models/bert-base-uncased")
    for real, *_ in exchanges_by_folder("http-model-info-legacy-id*.http"):
        assert ours.status_code == real.status
        assert ours.text.removesuffix(ours.headers["location"]) == real.body.removesuffix(real.headers["location"])
        for name in ("content-type", "vary"):
            assert ours.headers[name].replace(" ", "") == real.headers[name].replace(" ", "")


async def test_creating_twice_and_deleting(own: Hub) -> None:
    made = {"type": "space", "name": "twice", "sdk": "static"}
    await own.ask("POST", "/api/repos/create", made)
    again = await own.ask("POST", "/api/repos/create", made)
    gone = await own.ask("DELETE", "/api/repos/delete", {"name": "twice", "type": "space"})
    for refused, deleted, *_ in exchanges_by_folder("http-repos-create-409*.http"):
        assert (again.status_code, gone.status_code) == (refused.status, deleted.status)
        assert again.json().keys() == json.loads(refused.body).keys()
        assert again.json()["error"] == json.loads(refused.body)["error"]
        assert gone.text == deleted.body
        for ours, real in ((again, refused), (gone, deleted)):
            assert ours.headers["content-type"].partition(";")[0] == real.headers["content-type"].partition(";")[0]
            assert ours.headers["etag"][:3] == real.headers["etag"][:3] == 'W/"'
            notable = {name for name in real.headers if name.startswith(("x-error", "x-request"))}
            assert {name for name in ours.headers if name.startswith(("x-error", "x-request"))} == notable


async def test_croissant_metadata(hub: Hub) -> None:
    ours = (await hub.get("/api/datasets/openai/gsm8k/croissant")).json()
    always = {"@context", "@type", "name", "distribution", "recordSet", "conformsTo", "url"}
    for real in (value for values in answers("datasets-croissant-1.1*.json") for value in values):
        assert ours.keys() <= real.keys() | {"license", "alternateName", "keywords", "creator", "description"}
        assert always <= ours.keys() & real.keys()
        assert ours["conformsTo"] == real["conformsTo"]
        assert [one["@type"] for one in ours["distribution"]][:2] == [one["@type"] for one in real["distribution"]][:2]
        assert ours["distribution"][0].keys() == real["distribution"][0].keys()


async def test_links_have_the_form_of_the_hubs(hub: Hub) -> None:
    real = [link for paths in files_by_folder("http-link-next*.http") for path in paths for link in links(path)]
    paths = ("/api/models?limit=2", "/api/datasets?sort=likes&limit=1")
    ours = [(await hub.get(path)).headers["link"] for path in paths]
    form = re.compile(r'<https?://[^/<>]+/api/[^<> ]+[?&]cursor=[A-Za-z0-9%]+>; rel="next"')
    assert [link for link in [*real, *ours] if not form.fullmatch(link)] == []
