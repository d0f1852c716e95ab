"""Recorded answers of the real Hub are read by the model of their endpoint, with no field and no row lost.

The folder comes from HUBTUI_RECORDED; what a file holds is told by its name and its content, so that others of the same
kind can be put beside them.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import URL

from hubtui.hub import jsontext
from hubtui.hub.calls import Answer, Call
from hubtui.hub.decode import rows_of
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.account import Account
from hubtui.hub.models.base import ODD_ELEMENT, Wire
from hubtui.hub.models.collection import Collection
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.models.repo import CreatedRepo, DatasetInfo, ModelInfo, Runtime, SpaceInfo
from hubtui.hub.models.tags import tags_of
from hubtui.hub.protocol import next_page, rate_limit
from hubtui.hub.refusals import error_of, own_words
from hubtui.text.sanitize import clean_line

FOLDER = os.environ.get("HUBTUI_RECORDED", "")
if not FOLDER:
    pytest.skip("HUBTUI_RECORDED names no folder of recorded answers", allow_module_level=True)

# The first that matches a file's name tells its model; others are read as objects of unknown fields.
MODELS: list[tuple[str, type[Wire | Account]]] = [
    (r"croissant", Croissant),
    (r"^models?-|^gguf", ModelInfo),
    (r"^datasets?-(list|info)", DatasetInfo),
    (r"^spaces?-(list|info|semantic)", SpaceInfo),
    (r"^collections?", Collection),
    (r"^whoami", Account),
    (r"runtime", Runtime),
]
LISTINGS: list[tuple[str, RepoType]] = [
    (r"^models-list", "model"),
    (r"^datasets-list", "dataset"),
    (r"^spaces-(list|semantic)", "space"),
]
FILES = sorted(path.name for path in Path(FOLDER).iterdir() if path.suffix in (".json", ".http"))
JSON_FILES = [name for name in FILES if name.endswith(".json")]
HTTP_FILES = [name for name in FILES if name.endswith(".http")]


def content(name: str) -> bytes:
    return (Path(FOLDER) / name).read_bytes()


def model_of(name: str) -> type[Wire | Account]:
    return next((model for pattern, model in MODELS if re.search(pattern, name)), Wire)


def objects_of(value: Any) -> list[dict[str, Any]]:
    """The objects that a model is for: the answer, or the rows of it."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else [value]


def assert_nothing_lost(model: type[Wire | Account], sent: dict[str, Any]) -> None:
    read = model.read(sent)
    assert read.wire() == sent
    if isinstance(read, Wire):
        assert flat(read.model_dump(by_alias=True, exclude_unset=True)) == flat(sent)


def flat(value: Any) -> Any:
    """Text as it is shown, without its line ends, and elements of lists of objects as they were sent."""
    if isinstance(value, str):
        return " ".join(clean_line(value).split())
    if isinstance(value, list):
        return [flat(item) for item in value]
    if isinstance(value, dict):
        if set(value) == {ODD_ELEMENT}:
            return flat(value[ODD_ELEMENT])
        return {key: flat(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("name", JSON_FILES)
def test_no_field_of_an_answer_is_lost(name: str) -> None:
    value = jsontext.read(content(name))
    assert value == json.loads(content(name))
    if "tags-by-type" in name:
        assert {group: [tag.wire() for tag in tags] for group, tags in tags_of(value).items()} == value
        return
    for sent in objects_of(value):
        assert_nothing_lost(model_of(name), sent)


@pytest.mark.parametrize("name", [name for name in JSON_FILES if any(re.search(p, name) for p, _ in LISTINGS)])
def test_a_page_keeps_all_its_rows_and_their_figures(name: str) -> None:
    repo_type = next(repo_type for pattern, repo_type in LISTINGS if re.search(pattern, name))
    sent = objects_of(json.loads(content(name)))
    rows = rows_of(content(name), repo_type)
    assert [row.id for row in rows] == [item["id"] for item in sent]
    for row, item in zip(rows, sent, strict=True):
        assert (row.likes, row.trending_score) == (item.get("likes"), item.get("trendingScore"))
        assert (row.created_at, row.last_modified) == (item.get("createdAt"), item.get("lastModified"))
        assert row.tags == item.get("tags", [])
        assert row.author == item.get("author", row.id.partition("/")[0] if "/" in row.id else None)


@pytest.mark.parametrize("name", [name for name in JSON_FILES if re.match(r"(models?|datasets?|spaces?)-", name)])
def test_known_fields_are_of_their_types(name: str) -> None:
    model = model_of(name)
    for sent in objects_of(jsontext.read(content(name))):
        assert model.read(sent).odd == {}


def parts() -> Iterator[tuple[str, str]]:
    for name in HTTP_FILES:
        for part in re.split(r"^###.*$", content(name).decode(), flags=re.MULTILINE):
            if part.strip():
                yield name, part.strip()


def answers() -> Iterator[tuple[str, Call, Answer]]:
    """The exchanges of the recordings that hold request and answer."""
    for name, part in parts():
        match = re.search(r"^HTTP/[\d.]+ (\d+)[^\n]*\n(.*?)(?:\n\s*\n(.*))?$", part, re.MULTILINE | re.DOTALL)
        request = re.search(r"^([A-Z]+) (https?://\S+)", part, re.MULTILINE)
        if not match or not request:
            continue
        pairs = (line.partition(":") for line in match[2].splitlines() if ":" in line)
        headers = {key.strip().lower(): value.strip() for key, _, value in pairs}
        call = Call(request[1], URL(request[2]).path, subject="the repo")
        yield name, call, Answer(int(match[1]), headers, (match[3] or "").strip().encode())


@pytest.mark.parametrize(("name", "call", "answer"), list(answers()))
def test_recorded_exchanges_are_understood(name: str, call: Call, answer: Answer) -> None:
    if answer.status >= 300:
        error = error_of(call, answer, has_token=True)
        assert isinstance(error, HubError)
        assert str(error).isprintable()
        if answer.status >= 400 and answer.body:
            assert own_words(answer)
        assert error.request_id == answer.headers.get("x-request-id", "")
    elif answer.body[:1] in (b"{", b"["):
        model = (
            CreatedRepo
            if call.path == "/api/repos/create"
            else Runtime
            if call.path.endswith(("/runtime", "/pause", "/restart"))
            else {"models": ModelInfo, "datasets": DatasetInfo, "spaces": SpaceInfo}.get(call.path.split("/")[2], Wire)
        )
        for sent in objects_of(json.loads(answer.body)):
            assert_nothing_lost(model, sent)
    if "ratelimit" in answer.headers:
        assert rate_limit(answer.headers["ratelimit"]) is not None


@pytest.mark.parametrize("link", [line for _, part in parts() for line in re.findall(r"(?mi)^link: (.*)$", part)])
def test_a_recorded_link_leads_to_the_next_page(link: str) -> None:
    target = re.search(r"<https://[^/]+(/[^>]*)>", link)
    assert target is not None
    assert next_page(link, URL("http://127.0.0.1:1/api/models")) == target[1]
