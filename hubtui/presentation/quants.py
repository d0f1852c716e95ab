"""The quantized versions of a model: the query that lists them, and their rows as cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hubtui.fit.model import counts_of, quant_sizes, verdicts_of
from hubtui.hub.query import ListingQuery
from hubtui.presentation.bars import Parts
from hubtui.presentation.fits import facts_of_row, fits_cell
from hubtui.presentation.quant_methods import METHODS, method_of
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
