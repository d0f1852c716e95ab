"""The header of a repo's page: its main facts, and the obstacle to getting its files, if any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubtui.presentation import facts
from hubtui.presentation.dataset import row_category
from hubtui.presentation.lines import Line, flow
from hubtui.presentation.model import parameter_count, size_words
from hubtui.presentation.space import stage
from hubtui.presentation.tags import without_prefix
from hubtui.text.columns import Cell
from hubtui.text.humanize import short_bytes, short_number

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row


def header_lines(repo_type: str, row: Row | None, width: int, now: datetime) -> list[Line]:
    """Return the facts of a repo in lines of at most `width` cells; nothing while `row` is None."""
    if row is None:
        return []
    parts = [*_SPECIAL[repo_type](row), *facts.figures(row), *facts.dates(row, now), *_states(row)]
    return flow(parts, width)


def obstacle_line(row: Row | None) -> Line:
    """Return what keeps the user from the files (disabled, gated) and what to do; empty if nothing does."""
    if row is None:
        return ()
    if row.disabled:
        return (Cell("disabled: the Hub has taken it down; o opens its page, which may say why", "disabled"),)
    gated = getattr(row, "gated", None)
    if gated == "manual":
        return (Cell("gated: its owner decides by hand who gets the files; o opens the page to ask", "gated"),)
    if gated:
        return (Cell("gated: accept its terms to get the files; o opens the page where one does", "gated"),)
    return ()


def _states(row: Row) -> list[Cell]:
    return [cell for cell in facts.access(row) if cell.role]


def _model(row: Any) -> Iterator[str | Cell]:
    yield from facts.non_empty(row.pipeline_tag, row.library_name, facts.licence(row))
    if (count := parameter_count(row)) is not None:
        types = sorted(row.parameters or {}, key=(row.parameters or {}).__getitem__, reverse=True)
        yield " ".join([short_number(count), *types[:2]])
        yield from facts.non_empty(size_words(row))


def _dataset(row: Any) -> Iterator[str | Cell]:
    yield from facts.non_empty(*without_prefix(row.tags, "task_categories:")[:3], facts.licence(row))
    if rows := row_category(row):
        yield f"{rows} rows"
    if row.main_size is not None:
        yield short_bytes(row.main_size)


def _space(row: Any) -> Iterator[str | Cell]:
    yield from facts.non_empty(row.title, row.sdk)
    if row.stage:
        yield stage(row.stage)
    yield from facts.non_empty(row.hardware, facts.licence(row))


_SPECIAL = {"model": _model, "dataset": _dataset, "space": _space}
