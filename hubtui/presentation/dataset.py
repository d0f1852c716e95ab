"""The columns of datasets, and their facts for the preview."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation import facts
from hubtui.presentation.lines import BLANK, Line, flow
from hubtui.presentation.tags import tag_label, without_prefix
from hubtui.presentation.values import UNKNOWN, word
from hubtui.text.columns import Cell
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.hub.models.rows import DatasetRow

_TASK = "task_categories:"
_ROWS = "size_categories:"


def _tasks(row: "DatasetRow", _now: datetime) -> Cell:
    tasks = without_prefix(row.tags, _TASK)
    return word(facts.first_of(tasks, 1, " "), "dim")


def _size(row: "DatasetRow", _now: datetime) -> Cell:
    if row.main_size is not None:
        return Cell(short_bytes(row.main_size))
    rows = row_category(row)
    return Cell(rows, "dim") if rows else UNKNOWN


CELLS = {"tasks": _tasks, "size": _size}


def lines(row: "DatasetRow", now: datetime, width: int) -> list[Line]:
    """Return the facts of a dataset for the preview, without its id."""
    return [
        *flow(facts.non_empty(*without_prefix(row.tags, _TASK), *without_prefix(row.tags, "modality:")), width),
        *flow(facts.non_empty(facts.licence(row), facts.language_words(row), *facts.access(row)), width),
        BLANK,
        *flow(_extent(row), width, ", "),
        *flow(facts.dates(row, now), width, ", "),
        *flow(facts.figures(row), width, ", "),
        *flow(facts.papers(row), width, " "),
    ]


def row_category(row: "DatasetRow") -> str:
    """Return the approximate number of rows by the dataset's tags, "10K–100K"; "" without such a tag."""
    return next((tag_label(tag) for tag in row.tags if tag.startswith(_ROWS)), "")


def _extent(row: "DatasetRow") -> Iterator[str]:
    if rows := row_category(row):
        yield f"{rows} rows"
    if row.main_size is not None:
        yield short_bytes(row.main_size)
    if formats := without_prefix(row.tags, "format:"):
        yield " and ".join(formats)
