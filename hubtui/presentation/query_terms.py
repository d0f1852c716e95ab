"""The named terms of a query ("license:mit", "params:<9b") and the filters that they mean.

A filter is a name like "tag:license:mit" or "parameters:..9b" (see `filter_grammar`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from hubtui.presentation.languages import CODES
from hubtui.presentation.model_size import range_text, size_range
from hubtui.presentation.tags import is_language
from hubtui.presentation.tasks import TASKS

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType


class TermName(NamedTuple):
    """A name that can be written before a colon.

    `kinds` maps the repo types that have the term to the beginning of the tag that it means ("" for a whole tag, and
    for terms that are no tag). `tag_types` are the types under which the Hub lists its tags. `also` are other names of
    the term, `values` its possible values if they are known.
    """

    name: str
    meaning: str
    example: str
    kinds: Mapping[str, str]
    tag_types: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


APPS = ("vllm", "llama.cpp", "ollama", "lmstudio", "jan", "mlx-lm", "sglang", "tgi", "transformers")
_SIZES = ("<1b", "<3b", "<9b", "<24b", "<80b", ">80b")
_ALL: Mapping[str, str] = {"model": "", "dataset": "", "space": ""}
_MODEL: Mapping[str, str] = {"model": ""}
_NOT_SPACE: Mapping[str, str] = {"model": "", "dataset": ""}
_TASK_KINDS: Mapping[str, str] = {"model": "", "dataset": "task_categories:"}
TERMS = (
    TermName("author", "a user or an organisation", "Qwen", _ALL, also=("user", "org")),
    TermName("task", "the task", "text-generation", _TASK_KINDS, ("pipeline_tag", "task_categories")),
    TermName("license", "the licence", "apache-2.0", dict.fromkeys(_ALL, "license:"), ("license",), ("licence",)),
    TermName(
        "params", "the number of parameters, or the size", "<9b", _MODEL, also=("parameters", "size"), values=_SIZES
    ),
    TermName("fits", "what fits into the memory", "4", _MODEL, values=("yes", "8", "4", "unknown")),
    TermName(
        "gated",
        "whether access must be asked for",
        "no",
        _NOT_SPACE,
        also=("access",),
        values=("yes", "no"),
    ),
    TermName("lang", "the language", "de", {"model": "", "dataset": "language:"}, ("language",), ("language",)),
    TermName("library", "the library", "transformers", {"model": "", "dataset": "library:"}, ("library",)),
    TermName("app", "an app that runs it", "vllm", _MODEL, values=APPS),
    TermName("inference", "whether a provider has it ready", "warm", _MODEL, values=("warm",)),
    TermName("base", "the base model", "Qwen/Qwen3-8B", {"model": "base_model:"}, also=("base_model",)),
    TermName("dataset", "a dataset that it was trained on", "squad", {"model": "dataset:"}, ("dataset",)),
    TermName("format", "the format", "parquet", {"dataset": "format:"}, ("format",)),
    TermName("modality", "the modality", "text", {"dataset": "modality:"}, ("modality",)),
    TermName("rows", "the number of rows", "10K<n<100K", {"dataset": "size_categories:"}, ("size_categories",)),
    TermName("region", "where it is stored", "us", dict.fromkeys(_ALL, "region:"), ("region",)),
    TermName("tag", "any tag", "gguf", _ALL, ("other",)),
    TermName("sort", "the order", "likes", _ALL),
)
_BY_NAME = {name: term for term in TERMS for name in (term.name, *term.also)}
_TAG_STARTS = frozenset(
    ("arxiv", "base_model", "bucket", "dataset", "datasets", "deploy", "doi", "format", "language", "library",
     "license", "modality", "models", "region", "size_categories", "task_categories", "task_ids")
)  # fmt: skip
FITS_VALUES = {"yes": "now", "now": "now", "8": "8", "8bit": "8", "4": "4", "4bit": "4", "unknown": "unknown"}
GATED_VALUES = {"yes": "gated", "gated": "gated", "no": "open", "open": "open"}
_NO_UNIT = "0123456789.<>= "


def terms_of(repo_type: RepoType) -> list[TermName]:
    """Return the named terms of a repo type."""
    return [term for term in TERMS if repo_type in term.kinds]


def term_named(name: str) -> TermName | None:
    """Return the term with a name, of any repo type; None if there is none."""
    return _BY_NAME.get(name.lower())


def starts_tag(name: str) -> bool:
    """Return whether tags of the Hub begin with this name and a colon."""
    return name.lower() in _TAG_STARTS


def filter_of_term(term: TermName, value: str, repo_type: RepoType) -> str:
    """Return the filter that a value of a named term means, for every term except "author" and "sort".

    Raises:
        ValueError: The repo type has no such term, or the term has no such value. The message says what to write.
    """
    if repo_type not in term.kinds:
        kinds = " and ".join(f"{kind}s" for kind in term.kinds)
        raise ValueError(f"only {kinds} have {term.name}:")
    match term.name:
        case "params":
            return f"parameters:{_range(value)}"
        case "fits":
            return f"fits:{_one_of(term, value, FITS_VALUES)}"
        case "gated":
            return f"access:{_one_of(term, value, GATED_VALUES)}"
        case "inference":
            return f"inference:{_one_of(term, value, {'warm': 'warm'})}"
        case "app":
            return f"app:{value.lower()}"
        case "tag":
            return f"tag:{value}"
        case "lang":
            return f"tag:{term.kinds[repo_type]}{_language(value)}"
        case "base" | "dataset" | "rows":
            return f"tag:{term.kinds[repo_type]}{value}"
    return f"tag:{term.kinds[repo_type]}{value.lower()}"


def term_of_filter(name: str, repo_type: RepoType) -> tuple[str, str]:
    """Return the name and value of the term that means a filter of one value: ("license", "mit").

    The name is "" for a plain word.
    """
    group, _, value = name.partition(":")
    if group == "word":
        return "", value
    written = _written(group, value, repo_type)
    term = term_named(written[0])
    try:
        is_same = term is None or filter_of_term(term, written[1], repo_type) == name
    except ValueError:
        is_same = False
    return written if is_same or group == "author" else (group, value)


def _written(group: str, value: str, repo_type: RepoType) -> tuple[str, str]:
    match group:
        case "parameters":
            return "params", range_text(value)
        case "access":
            return "gated", {"gated": "yes", "open": "no"}.get(value, value)
        case "fits":
            return "fits", "yes" if value == "now" else value
        case "tag":
            return _written_tag(value, repo_type)
    return group, value


def _written_tag(tag: str, repo_type: RepoType) -> tuple[str, str]:
    for term in terms_of(repo_type):
        start = term.kinds[repo_type]
        if start and tag.startswith(start) and len(tag) > len(start):
            return term.name, tag[len(start) :]
    if repo_type == "model" and is_language(tag):
        return "lang", tag
    if repo_type == "model" and tag in TASKS:
        return "task", tag
    return "tag", tag


def _one_of(term: TermName, value: str, values: Mapping[str, str]) -> str:
    if value.lower() not in values:
        raise ValueError(f"after {term.name}: comes {' or '.join(term.values)}")
    return values[value.lower()]


def _range(value: str) -> str:
    words = " ".join(value.lower().split())
    if not words.strip(_NO_UNIT) and any(letter.isdigit() for letter in words):
        raise ValueError(f'"{value}" has no unit; write {words}b for billions, {words}m for millions')
    size = size_range(words)
    if not size:
        raise ValueError(f'"{value}" is no number of parameters; write 7b, 6b..9b, <9b, >70b or <24GB')
    return size


def _language(value: str) -> str:
    lowered = value.lower()
    code = CODES.get(lowered, lowered)
    if not is_language(code) and not (code.isalpha() and len(code) <= 3):
        raise ValueError(f'no language is called "{value}"; write its code, as de, or its English name')
    return code
