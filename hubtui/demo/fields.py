"""Rows to JSON: every field of the three kinds by its name on the wire, and the shapes that answers have.

A field that a repo does not have is left out, as on the Hub, and never null unless the Hub says null.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from hubtui.demo.box import Box, Repo, Traits
from hubtui.demo.content import configs, machines, runtimes
from hubtui.demo.content.cards import card_data, shade
from hubtui.demo.content.history import date
from hubtui.demo.content.weights import quant_size
from hubtui.demo.names import hex_id
from hubtui.demo.seed.known import words
from hubtui.demo.versions import files_at, head, paths_at

ABSENT: Final = object()
GATES = (False, "auto", "manual")
Field = Callable[[Box, Repo, Traits], Any]


def _or_absent(value: Any) -> Any:
    return ABSENT if value is None or value == "" else value


def _siblings(box: Box, repo: Repo, _: Traits) -> Any:
    return [{"rfilename": path} for path in paths_at(box, repo, head(box, repo))]


def _model_index(_: Box, repo: Repo, traits: Traits) -> Any:
    if card_data(repo, traits) is None:
        return ABSENT
    if shade(repo, "index", 15):
        return None
    metrics = [{"type": "accuracy", "value": 0.9106, "name": "Accuracy", "verified": True}]
    task = {"type": traits.get("pipeline_tag") or "text-generation", "name": "Task"}
    results = [{"task": task, "dataset": {"name": "glue", "type": "glue", "split": "validation"}, "metrics": metrics}]
    return [{"name": repo.name.rpartition("/")[2], "results": results}]


def _users(box: Box, repo: Repo, _: Traits) -> Any:
    """The Spaces that use a repo: a hundred at most."""
    sql = "SELECT name FROM uses JOIN repo ON num = space WHERE target = ? AND private = 0 LIMIT 100"
    return [row[0] for row in box.all(sql, repo.num)]


def _used(kind: int) -> Field:
    def found(box: Box, repo: Repo, _: Traits) -> Any:
        sql = "SELECT name FROM uses JOIN repo ON num = target WHERE space = ? AND kind = ? AND private = 0"
        return [row[0] for row in box.all(sql, repo.num, kind)]

    return found


def _description(_: Box, repo: Repo, traits: Traits) -> Any:
    """The beginning of the card as the Hub cuts it, with the blanks that it leaves."""
    if card_data(repo, traits) is None or not shade(repo, "description", 5):
        return ABSENT
    first = words()["sentences"][shade(repo, "first", 20)]
    name = repo.name.rpartition("/")[2]
    link = f"https://huggingface.co/datasets/{repo.name}"
    return f"\n\t\n\t\t\n\t\t{name}\n\t\n\n{first}… See the full description on the dataset page: {link}."


def _base_models(box: Box, _: Repo, traits: Traits) -> Any:
    base = box.named(0, traits.get("base_model") or "")
    return {"relation": traits["relation"], "models": [{"_id": hex_id(base.num), "id": base.name}]} if base else ABSENT


def _children(box: Box, repo: Repo, _: Traits) -> Any:
    sql = "SELECT count(*) FROM tag JOIN repo USING (traits) WHERE tag.kind = 0 AND tag.name = ?"
    relations = {"adapter": "adapter", "merge": "merge", "quantized": "quantized", "finetune": "finetune"}
    return {word: box.one(sql, f"base_model:{relation}:{repo.name}")[0] for word, relation in relations.items()}


def storage_of(box: Box, repo: Repo) -> int:
    """The bytes of all files on main."""
    sha = head(box, repo)
    if (repo.num, sha) not in box.storage:
        box.storage[repo.num, sha] = sum(file.size for file in files_at(box, repo, sha).values())
    return box.storage[repo.num, sha]


def _gguf(_: Box, repo: Repo, traits: Traits) -> Any:
    found = configs.gguf(repo, traits)
    return found | {"totalFileSize": quant_size(repo, traits)} if found else ABSENT


def _mask(_: Box, __: Repo, traits: Traits) -> Any:
    return "[MASK]" if traits.get("pipeline_tag") == "fill-mask" else ABSENT


def _space_only(name: str) -> Field:
    if name == "subdomain":
        return lambda _, repo, __: runtimes.subdomain(repo)
    return lambda box, repo, traits: machines.runtime_of(repo, traits, box.machines.get(repo.num))


_EVERYWHERE: dict[str, Field] = {
    "_id": lambda _, repo, __: hex_id(repo.num),
    "id": lambda _, repo, __: repo.name,
    "author": lambda _, repo, __: _or_absent(repo.owner),
    "cardData": lambda _, repo, traits: _or_absent(card_data(repo, traits)),
    "createdAt": lambda _, repo, __: date(repo.num >> 24),
    "disabled": lambda _, repo, __: bool(repo.disabled),
    "lastModified": lambda _, repo, __: date(repo.modified),
    "likes": lambda _, repo, __: repo.likes,
    "private": lambda _, repo, __: bool(repo.private),
    "resourceGroup": lambda *_: ABSENT,
    "sha": lambda box, repo, _: head(box, repo),
    "siblings": _siblings,
    "tags": lambda _, __, traits: traits["tags"],
    "trendingScore": lambda _, repo, __: int(repo.trending) if repo.trending == int(repo.trending) else repo.trending,
    "usedStorage": lambda box, repo, _: storage_of(box, repo),
    "xetEnabled": lambda *_: False,
}
_DOWNLOADED: dict[str, Field] = {
    "downloads": lambda _, repo, __: repo.downloads,
    "downloadsAllTime": lambda _, repo, __: repo.downloads * (3 + shade(repo, "months", 30)),
    "gated": lambda _, repo, __: GATES[repo.gated],
}
_MODEL: dict[str, Field] = {
    "modelId": lambda _, repo, __: repo.name,
    "baseModels": _base_models,
    "childrenModelCount": _children,
    "config": lambda _, __, traits: _or_absent(configs.model_config(traits)),
    "evalResults": lambda *_: ABSENT,
    "gguf": _gguf,
    "inference": lambda _, repo, __: "warm" if repo.warm else ABSENT,
    "inferenceProviderMapping": lambda _, repo, traits: configs.providers(repo, traits),
    "library_name": lambda _, __, traits: _or_absent(traits.get("library_name")),
    "mask_token": _mask,
    "model-index": _model_index,
    "pipeline_tag": lambda _, __, traits: _or_absent(traits.get("pipeline_tag")),
    "safetensors": lambda _, repo, traits: _or_absent(configs.safetensors(repo, traits)),
    "spaces": _users,
    "transformersInfo": lambda _, __, traits: _or_absent(configs.transformers_info(traits)),
    "widgetData": lambda _, __, traits: _or_absent(configs.widgets(traits)),
}
_DATASET: dict[str, Field] = {
    "citation": lambda _, repo, __: (
        f"@misc{{{repo.name},\n  year = {{2024}}\n}}" if shade(repo, "cite", 3) == 0 else ABSENT
    ),
    "description": _description,
    "key": lambda *_: "",
    "mainSize": lambda _, repo, __: repo.size if repo.size >= 0 else ABSENT,
    "paperswithcode_id": lambda *_: ABSENT,
}
_SPACE: dict[str, Field] = {
    "datasets": _used(1),
    "host": lambda _, repo, __: f"https://{runtimes.subdomain(repo)}.hf.space",
    "models": _used(0),
    "region": lambda *_: "us-east-1",
    "runtime": _space_only("runtime"),
    "sdk": lambda _, __, traits: traits["sdk"],
    "subdomain": _space_only("subdomain"),
}
FIELDS: tuple[dict[str, Field], ...] = (
    _EVERYWHERE | _DOWNLOADED | _MODEL,
    _EVERYWHERE | _DOWNLOADED | _DATASET,
    _EVERYWHERE | _SPACE,
)
EXPANDABLE = tuple(set(fields) - {"_id", "id", "modelId", "key", "host"} for fields in FIELDS)

_SHORT = (
    "_id id likes trendingScore private downloads tags pipeline_tag library_name createdAt modelId",
    "_id id author disabled gated lastModified likes trendingScore private sha description downloads tags createdAt "
    "key",
    "_id id likes trendingScore private sdk tags createdAt",
)
_FULL = (
    "_id id author gated lastModified likes trendingScore private sha downloads tags pipeline_tag library_name "
    "createdAt modelId siblings",
    _SHORT[1].replace("sha", "sha cardData citation siblings"),
    "_id id author cardData lastModified likes trendingScore private sha sdk tags siblings subdomain runtime createdAt",
)
_INFO = (
    "_id id private pipeline_tag library_name tags downloads likes modelId author sha lastModified gated disabled "
    "mask_token widgetData model-index config cardData transformersInfo gguf siblings spaces createdAt safetensors "
    "inference usedStorage",
    "_id id author sha lastModified private gated disabled tags citation description downloads likes cardData siblings "
    "createdAt usedStorage",
    "_id id author cardData lastModified likes private sha sdk tags siblings subdomain host runtime disabled createdAt "
    "models datasets region usedStorage",
)
SHORT, FULL, INFO = (tuple(tuple(one.split()) for one in shapes) for shapes in (_SHORT, _FULL, _INFO))


def shape(kind: int, expand: Iterable[str], full: bool, config: bool, card: bool) -> tuple[str, ...]:
    """The fields of the rows of a listing."""
    if expand:
        return ("_id", "id", *expand)
    names = FULL[kind] if full else SHORT[kind]
    more = ("config",) * (config and kind == 0) + ("cardData",) * card
    return names + tuple(name for name in more if name not in names)


def row(box: Box, repo: Repo, names: Iterable[str]) -> dict[str, Any]:
    """The repo as JSON with those of the named fields that it has."""
    traits, fields = box.traits(repo.traits), FIELDS[repo.kind]
    found = {name: fields[name](box, repo, traits) for name in names}
    return {name: value for name, value in found.items() if value is not ABSENT}
