"""The tags that are in use, by type."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box
from hubtui.demo.errors import bad_request
from hubtui.demo.names import DATASET, MODEL
from hubtui.demo.routes.asking import answer, box_of

GROUPS = (
    ("pipeline_tag", "library", "language", "license", "dataset", "region", "deploy", "bucket", "other"),
    (
        "task_categories", "task_ids", "size_categories", "modality", "format", "library", "language", "license",
        "region", "benchmark", "other",
    ),
)  # fmt: skip
PREFIXED = ("license", "dataset", "region", "deploy", "bucket")
HIDDEN = ("arxiv:", "base_model:", "doi:")
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "zh": "Chinese", "ja": "Japanese",
             "pt": "Portuguese", "hi": "Hindi", "ar": "Arabic", "ru": "Russian", "uk": "Ukrainian", "ko": "Korean",
             "it": "Italian", "th": "Thai", "vi": "Vietnamese", "tr": "Turkish", "sw": "Swahili", "id": "Indonesian",
             "nl": "Dutch", "pl": "Polish", "ro": "Romanian"}  # fmt: skip
FIELDS_OF_WORDS = {"image": "cv", "video": "cv", "object": "cv", "depth": "cv", "mask": "cv", "audio": "audio",
                   "speech": "audio", "tabular": "tabular", "time": "tabular", "reinforcement": "rl",
                   "robotics": "rl"}  # fmt: skip


def _subtype(task: str) -> str:
    found = {FIELDS_OF_WORDS[word] for word in task.split("-") if word in FIELDS_OF_WORDS}
    return "multimodal" if "text" in task.split("-") and found else next(iter(found), "nlp")


def _entry(tag: str, kind: str, label: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": tag, "label": label, "type": kind}
    if kind in ("pipeline_tag", "task_categories"):
        found["subType"] = _subtype(tag.rpartition(":")[2])
    return found | ({"clickable": True} if kind == "library" else {})


def _label(tag: str, kind: str) -> str:
    word = tag.partition(":")[2] if ":" in tag else tag
    if kind == "language":
        return LANGUAGES.get(word, word)
    return (
        word.replace("-", " ").title() if kind in ("pipeline_tag", "task_categories", "task_ids", "library") else word
    )


def _told(box: Box, kind: int, field: str) -> set[str]:
    """What any repo of the kind names as its task, its library or its languages."""
    path = f"$.{field}"
    if field == "languages":
        sql = "SELECT DISTINCT value FROM traits, json_each(data, ?) WHERE kind = ?"
    else:
        sql = "SELECT DISTINCT json_extract(data, ?) FROM traits WHERE kind = ?"
    return {row[0] for row in box.all(sql, path, kind) if row[0]}


def tags_by_type(box: Box, kind: int) -> dict[str, list[dict[str, Any]]]:
    """Every tag that some repo bears, but for those that name papers and base models."""
    found: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS[kind]}
    named: dict[str, str] = {}
    if kind == MODEL:
        for field, group in (("languages", "language"), ("library_name", "library"), ("pipeline_tag", "pipeline_tag")):
            named |= dict.fromkeys(_told(box, kind, field), group)
    for (tag,) in box.all("SELECT DISTINCT name FROM tag WHERE kind = ? ORDER BY name", kind):
        if not tag.startswith(HIDDEN):
            prefix = tag.partition(":")[0] if ":" in tag else ""
            by_prefix = prefix if prefix in found and (kind == DATASET or prefix in PREFIXED) else "other"
            group = named.get(tag, by_prefix)
            found[group].append(_entry(tag, group, _label(tag, group)))
    return found


async def _answer(request: Request, kind: int) -> Response:
    found = tags_by_type(box_of(request), kind)
    wanted = request.query_params.get("type")
    if wanted is None:
        return answer(found)
    if wanted not in found:
        raise bad_request(f"Invalid type: {wanted[:60]!r}, expected one of {', '.join(found)}")
    return answer({wanted: found[wanted]})


async def model_tags(request: Request) -> Response:
    """GET /api/models-tags-by-type[?type=]."""
    return await _answer(request, MODEL)


async def dataset_tags(request: Request) -> Response:
    """GET /api/datasets-tags-by-type[?type=]."""
    return await _answer(request, DATASET)
