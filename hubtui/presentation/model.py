"""The columns of models, and their facts for the preview."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation import facts
from hubtui.presentation.lines import BLANK, Line, flow
from hubtui.presentation.tags import without_prefix
from hubtui.presentation.values import number, word
from hubtui.text.columns import Cell
from hubtui.text.humanize import short_bytes, short_number

if TYPE_CHECKING:
    from hubtui.hub.models.rows import ModelRow

_RELATIONS = {
    "quantized": "quantized from",
    "adapter": "adapter for",
    "merge": "merge of",
    "finetune": "fine-tuned from",
}


CELLS: "Mapping[str, Callable[[ModelRow, datetime], Cell]]" = {
    "task": lambda row, _now: word(row.pipeline_tag, "dim"),
    "params": lambda row, _now: number(parameter_count(row)),
}


def lines(row: "ModelRow", now: datetime, width: int) -> list[Line]:
    """Return the facts of a model for the preview, without its id."""
    return [
        *flow(facts.non_empty(row.pipeline_tag, row.library_name), width),
        *flow(facts.non_empty(facts.licence(row), facts.language_words(row), *facts.access(row)), width),
        BLANK,
        *flow(_size(row), width, ", "),
        *flow(facts.dates(row, now), width, ", "),
        *flow(facts.figures(row), width, ", "),
        *flow(_bases(row), width, ", "),
        *flow(facts.papers(row), width, " "),
    ]


def parameter_count(row: "ModelRow") -> int | None:
    """Return the number of parameters, or None if it is not known."""
    if row.parameter_total is not None:
        return int(row.parameter_total)
    return sum(row.parameters.values()) if row.parameters else None


def size_words(row: "ModelRow") -> str:
    """Return the size of a model's weights, "16.1 GB", or two bounds of it; "" if nothing is known."""
    from hubtui.presentation.fits import size_of_row  # not needed for the first paint

    low, high = size_of_row(row)
    if not high:
        return ""
    return short_bytes(high) if low == high else f"{short_bytes(low)} to {short_bytes(high)}"


def _size(row: "ModelRow") -> Iterator[str]:
    count = parameter_count(row)
    if count is None:
        return
    yield f"{short_number(count)} parameters"
    if row.parameters:
        by_count = sorted(row.parameters, key=row.parameters.__getitem__, reverse=True)
        yield facts.first_of(by_count, 2, " and ")
        if words := size_words(row):
            yield words


def _bases(row: "ModelRow") -> list[str]:
    bases = without_prefix(row.tags, "base_model:")
    related = [base.split(":", 1) for base in bases if base.partition(":")[0] in _RELATIONS and ":" in base]
    if related:
        return [f"{_RELATIONS[relation]} {repo_id}" for relation, repo_id in related]
    return [f"based on {repo_id}" for repo_id in bases]
