"""Say in words and colours whether a model fits into the memory."""

from __future__ import annotations

from collections.abc import Callable

from hubtui.fit.dtypes import Size
from hubtui.fit.model import ModelFacts, Verdicts, counts_of, verdicts_of
from hubtui.fit.verdict import Budget, Verdict
from hubtui.hub.models.rows import ModelRow
from hubtui.text.columns import Cell
from hubtui.text.humanize import short_bytes

# How many verdicts a filter checks, in the order: as it is, at 8 bits, at 4 bits.
_JUDGED = {"fits:8": 2, "fits:4": 3}


def facts_of_row(row: ModelRow) -> ModelFacts:
    """Return the facts about the size of a model that its row in a listing has."""
    return ModelFacts(
        row.id,
        row.tags,
        row.pipeline_tag or "",
        row.parameters or {},
        row.parameter_total or 0,
        row.quants,
        row.gguf_bytes or 0,
    )


def size_of_row(row: ModelRow) -> Size:
    """Return the size of a model's weights: the least and the most bytes that they may take, 0 if it is not known."""
    return counts_of(facts_of_row(row)).size


def fits_cell(row: ModelRow, budget: Budget | None) -> Cell:
    """Return the cell of the column "fits"; "unknown" without a budget."""
    return verdict_cell(verdicts_of(facts_of_row(row), budget)) if budget is not None else role_cell(Verdict.UNKNOWN)


def role_cell(verdict: Verdict, words: str = "") -> Cell:
    """Return a verdict as a cell in its colour; `words` replace the verdict's own text."""
    return Cell(words or verdict.value, verdict.value)


def verdict_cell(verdicts: Verdicts) -> Cell:
    """Return how a model fits in a few words: "fits", "tight Q5_K_M", "fits at 4 bits", "too large", "unknown"."""
    if verdicts.as_is is not Verdict.TOO_LARGE or verdicts.quant:
        quant = verdicts.quant if verdicts.as_is in (Verdict.FITS, Verdict.TIGHT) else ""
        if verdicts.devices > 1 and not quant:
            return role_cell(verdicts.as_is, f"fits on {verdicts.devices} GPUs")
        return role_cell(verdicts.as_is, f"{verdicts.as_is.value} {quant}".rstrip())
    smaller = ((verdicts.at_8_bits, 8), (verdicts.at_4_bits, 4))
    for wanted in (Verdict.FITS, Verdict.TIGHT):
        for verdict, bits in smaller:
            if verdict is wanted:
                return role_cell(Verdict.TIGHT, f"{wanted.value} at {bits} bits")
    is_unknown = any(verdict is Verdict.UNKNOWN for verdict, _ in smaller)
    return role_cell(Verdict.UNKNOWN if is_unknown else Verdict.TOO_LARGE)


def best_quant(row: object, budget: Budget | None) -> str:
    """Return the name of the largest GGUF quant of a row that fits into the budget, or ""."""
    if budget is None or not isinstance(row, ModelRow):
        return ""
    verdicts = verdicts_of(facts_of_row(row), budget)
    return verdicts.quant if verdicts.as_is in (Verdict.FITS, Verdict.TIGHT) else ""


def fits_words(row: ModelRow, budget: Budget) -> list[Cell]:
    """Return how a model fits, for the preview: "fits in 24.0 GB", "8 bits: fits", "context about 1.1 GB"."""
    verdicts = verdicts_of(facts_of_row(row), budget)
    cell = verdict_cell(verdicts)
    cells = [cell._replace(text=f"{cell.text} in {short_bytes(budget.memory)}")]
    if verdicts.reason:
        return [*cells, Cell(verdicts.reason, "dim")]
    if verdicts.devices > 1:
        cells.append(Cell(f"over {verdicts.devices} GPUs together", "dim"))
    for bits, verdict in ((8, verdicts.at_8_bits), (4, verdicts.at_4_bits)):
        cells.append(role_cell(verdict, f"{bits} bits: {verdict.value}"))
    if verdicts.cache:
        about = "about " if verdicts.is_estimate else ""
        cells.append(Cell(f"context {about}{short_bytes(verdicts.cache)}", "dim"))
    return cells


def fits_test(wanted: str, budget: Budget) -> Callable[[ModelRow], bool | None]:
    """Return a function that says whether a row passes the filter `wanted` ("fits:4"), None if unknown."""

    def keeps(row: ModelRow) -> bool | None:
        verdicts = verdicts_of(facts_of_row(row), budget)
        judged = verdicts[: _JUDGED.get(wanted, 1)]
        if any(verdict in (Verdict.FITS, Verdict.TIGHT) for verdict in judged):
            return True
        if Verdict.UNKNOWN not in judged:
            return False
        return True if wanted == "fits:unknown" else None

    return keeps
