"""Every answer of the Hub, our own and recorded, is read by the model of its endpoint with no field and no row lost."""

import json
import re
from pathlib import Path
from typing import Any

from httpx import URL

from hubtui.hub import jsontext
from hubtui.hub.calls import Answer, Call
from hubtui.hub.decode import rows_of
from hubtui.hub.error_mapping import error_of, own_words
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.account import Account
from hubtui.hub.models.base import Field, Wire
from hubtui.hub.models.collection import Collection
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.models.history import Commit, GitRefs
from hubtui.hub.models.paper import FoundPaper, Paper
from hubtui.hub.models.repo import DatasetInfo, ModelInfo, Runtime, SpaceInfo
from hubtui.hub.models.tags import Tags
from hubtui.hub.models.user import Like, OwnRepo
from hubtui.hub.protocol import next_page, rate_limit
from tests.answers import Exchange, content, exchanges, files, links, load, objects_of
from tests.many import all_hold

Model = type[Wire]
# The first pattern that matches the name of a file tells its model; others are read as objects of unknown fields.
MODELS: list[tuple[str, Model]] = [
    (r"croissant", Croissant),
    (r"^models?-|^gguf", ModelInfo),
    (r"^datasets?-(list|info)", DatasetInfo),
    (r"^spaces?-(list|info|semantic)", SpaceInfo),
    (r"^collections?", Collection),
    (r"^whoami", Account),
    (r"runtime", Runtime),
    (r"^refs-", GitRefs),
    (r"^commits-", Commit),
    (r"^paper-", Paper),
    (r"^daily-papers", FoundPaper),
    (r"^likes-", Like),
    (r"^settings-repositories", OwnRepo),
]
PATHS: list[tuple[str, Model]] = [
    (r"/(runtime|pause|restart)\b", Runtime),
    (r"^/api/models/", ModelInfo),
    (r"^/api/datasets/", DatasetInfo),
    (r"^/api/spaces/", SpaceInfo),
]
LISTINGS: list[tuple[str, RepoType]] = [
    (r"^models-(list|odd)", "model"),
    (r"^datasets-list", "dataset"),
    (r"^spaces-(list|semantic)", "space"),
]
PAGES = [
    (path, repo_type) for pattern, repo_type in LISTINGS for path in files("*.json") if re.match(pattern, path.name)
]
EXCHANGES = [(path.name, exchange) for path in files("*.http") for exchange in exchanges(path)]


def each(pattern: str) -> list[tuple[str, tuple[Path]]]:
    """Return each file that matches a pattern as a case."""
    return [(path.name, (path,)) for path in files(pattern)]


def model_of(patterns: list[tuple[str, Model]], name: str) -> Model:
    return next((model for pattern, model in patterns if re.search(pattern, name)), Wire)


def test_no_field_of_an_answer_is_lost() -> None:
    all_hold(keeps_every_field, each("*.json"))


def keeps_every_field(path: Path) -> None:
    value = jsontext.read(content(path))
    assert value == load(path)
    if "tags-by-type" in path.name:
        assert {group: [tag.sent for tag in tags] for group, tags in Tags(value).by_type().items()} == value
    for sent in objects_of(value):
        assert model_of(MODELS, path.name).read(sent).sent == sent


def test_a_page_keeps_all_its_rows_and_their_figures() -> None:
    all_hold(keeps_all_rows, ((path.name, (path, repo_type)) for path, repo_type in PAGES))


def keeps_all_rows(path: Path, repo_type: RepoType) -> None:
    sent = objects_of(load(path))
    rows = rows_of(content(path), repo_type)
    assert [row.id for row in rows] == [item["id"] for item in sent]
    for row, item in zip(rows, sent, strict=True):
        assert (row.likes, row.trending_score) == (item.get("likes"), item.get("trendingScore"))
        assert (row.created_at, row.last_modified) == (item.get("createdAt"), item.get("lastModified"))
        assert row.tags == (item.get("tags") or [])
        assert row.author == (item.get("author") or (row.id.partition("/")[0] if "/" in row.id else None))


def wrong_fields(model: Model, sent: dict[str, Any]) -> list[str]:
    """The declared fields for which an object holds a value, of a type that the model does not take."""
    read = model.read(sent)
    declared = {name: one for kind in model.__mro__ for name, one in vars(kind).items() if isinstance(one, Field)}
    given = [name for name, field in declared.items() if len(field.path) == 1 and sent.get(field.path[0]) is not None]
    return [name for name in given if getattr(read, name) is None]


def test_known_fields_are_of_their_types() -> None:
    all_hold(has_fields_of_their_types, each("*.json"))


def has_fields_of_their_types(path: Path) -> None:
    model = model_of(MODELS, path.name)
    if "tags-by-type" not in path.name:
        assert [wrong_fields(model, sent) for sent in objects_of(load(path)) if wrong_fields(model, sent)] == []


def test_each_exchange_is_understood() -> None:
    all_hold(is_understood, ((name, (exchange,)) for name, exchange in EXCHANGES))


def is_understood(exchange: Exchange) -> None:
    answer = Answer(exchange.status, exchange.headers, exchange.body.encode())
    if answer.status >= 300:
        error = error_of(Call(exchange.method, exchange.path, subject="the repo"), answer, has_token=True)
        assert str(error).isprintable()
        assert error.request_id == answer.headers.get("x-request-id", "")
        if answer.status >= 400 and answer.body and "html" not in answer.headers["content-type"]:
            assert own_words(answer)
    elif answer.body[:1] in (b"{", b"["):
        for sent in objects_of(json.loads(answer.body)):
            assert wrong_fields(model_of(PATHS, exchange.path), sent) == []
    if "ratelimit" in answer.headers:
        assert rate_limit(answer.headers["ratelimit"]) is not None


def test_each_link_leads_to_the_next_page() -> None:
    all_hold(leads_on, ((link, (link,)) for path in files("*.http") for link in links(path)))


def leads_on(link: str) -> None:
    target = re.search(r"<https://[^/]+(/[^>]*)>", link)
    assert target is not None
    assert next_page(link, URL("http://127.0.0.1:1/api/models")) == target[1]
