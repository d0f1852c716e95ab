"""The quantized versions of a model: their methods (GGUF, AWQ …), the query that lists them, and their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hubtui.fit.model import counts_of, quant_sizes, verdicts_of
from hubtui.hub.query import ListingQuery
from hubtui.presentation.bars import Parts
from hubtui.presentation.fits import facts_of_row, fits_cell
from hubtui.presentation.tags import without_prefix
from hubtui.presentation.values import UNKNOWN, number, state_word
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.rows import ModelRow


_TAG = "base_model:quantized:"
_METHOD = Column("method", "Method", 12)
_SIZE, _FITS = Column("size", "Size", 8, right=True), Column("fits", "Fits", 15)
_DOWNLOADS, _LIKES = Column("downloads", "Downl.", 7, right=True), Column("likes", "Likes", 6, right=True)
_WITH_LIKES = 90


def base_of_quant(tags: Iterable[str]) -> str:
    """Return the model that a quant was made from, "" if the model is no quant."""
    return next(iter(without_prefix(tags, _TAG)), "")


def quantized_from(repo_id: str, limit: int, fields: tuple[str, ...]) -> ListingQuery:
    """Return the query for the models that were quantized from a repo, the most downloaded first.

    `fields` are the fields to request of each.
    """
    return ListingQuery("model", filters=(f"{_TAG}{repo_id}",), sort="downloads", limit=limit, expand=fields)


def method_of_row(row: ModelRow) -> str:
    """Return the quantization method of a row."""
    return method_of(row.id, row.tags, row.library_name)


def group_of(row: ModelRow) -> tuple[int, int]:
    """Return the sort key of a row: first its method, then the number of downloads (most first)."""
    return METHODS.index(method_of_row(row)), -(row.downloads or 0)


def size_of(row: ModelRow, budget: Budget | None = None) -> int:
    """Return the size of a row's weights in bytes, 0 if it is not known.

    For a GGUF repo it is the size of the quant that the column "fits" names, or of the smallest without a budget.
    """
    facts = facts_of_row(row)
    if not facts.is_gguf:
        return counts_of(facts).size.high
    sizes = quant_sizes(facts)
    best = verdicts_of(facts, budget).quant if budget is not None else ""
    return sizes.get(best) or min(sizes.values(), default=facts.quant_bytes)


def columns_for(width: int) -> list[Column]:
    """Return the columns for `width` terminal cells."""
    return [
        _METHOD,
        Column("id", "Model", 0, is_name=True),
        _SIZE,
        _FITS,
        _DOWNLOADS,
        *([_LIKES] if width >= _WITH_LIKES else []),
    ]


def cells(row: ModelRow, columns: Sequence[Column], budget: Budget | None) -> list[Cell]:
    """Return the cells of the row of a quant."""
    size = size_of(row, budget)
    made = {
        "method": Cell(method_of_row(row), "accent"),
        "id": Cell(row.id, state_word(row)),
        "size": Cell(short_bytes(size)) if size else UNKNOWN,
        "fits": fits_cell(row, budget),
        "downloads": number(row.downloads),
        "likes": number(row.likes),
    }
    return [made[column.key] for column in columns]


def group_parts(rows: Iterable[ModelRow]) -> Parts:
    """Return each method with its number of rows, as parts of a line named by the method."""
    counts = Counter(map(method_of_row, rows))
    return [
        (f"group:{method}", [Cell(method), Cell(f" {counts[method]:,}   ", "dim")])
        for method in METHODS
        if counts[method]
    ]


_WORDS = {
    "GGUF": ("gguf",),
    "AWQ": ("awq", "autoawq"),
    "GPTQ": ("gptq", "gptqmodel"),
    "MLX": ("mlx",),
    "FP8": ("fp8",),
    "NVFP4": ("nvfp4", "fp4"),
    "MXFP4": ("mxfp4",),
    "bitsandbytes": ("bitsandbytes", "bnb"),
    "EXL3": ("exl3",),
    "EXL2": ("exl2", "exllamav2"),
    "AutoRound": ("auto-round", "autoround"),
    "HQQ": ("hqq",),
    "AQLM": ("aqlm",),
    "OpenVINO": ("openvino",),
    "ONNX": ("onnx",),
    "compressed-tensors": ("compressed-tensors",),
}
OTHER = "other"
METHODS = (*_WORDS, OTHER)
"""All methods, in the order of their groups."""
_METHOD_OF = {word: method for method, words in _WORDS.items() for word in words}
_SPLIT = re.compile(r"[^a-z0-9]+")


def method_of(repo_id: str, tags: Iterable[str] = (), library: str | None = None) -> str:
    """Return the method by which a model was quantized, or OTHER if it is not known."""
    if method := _METHOD_OF.get((library or "").lower()):
        return method
    # The name is more reliable than tags: a repo with files of several methods has the tags of all of them.
    for words in (_SPLIT.split(repo_id.rpartition("/")[2].lower()), [tag.lower() for tag in tags]):
        found = {_METHOD_OF[word] for word in words if word in _METHOD_OF}
        if found:
            return min(found, key=METHODS.index)
    return OTHER


def methods_words(methods: Sequence[str]) -> str:
    """Return the number of models of each method: "12 GGUF, 3 AWQ"."""
    counts = Counter(methods)
    return ", ".join(f"{counts[method]:,} {method}" for method in METHODS if counts[method])
