"""The preview of a repo: the facts that its row in a listing has."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubtui.presentation import dataset, model, space
from hubtui.presentation.fits import fits_words
from hubtui.presentation.lines import BLANK, Line, flow
from hubtui.text.columns import Cell

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.rows import Row

_LINES: dict[str, Callable[[Any, datetime, int], list[Line]]] = {
    "model": model.lines,
    "dataset": dataset.lines,
    "space": space.lines,
}


def preview_lines(repo_type: str, row: "Row", width: int, now: datetime, budget: "Budget | None" = None) -> list[Line]:
    """Return the facts of a row for the preview, its id first, in lines of at most `width` terminal cells.

    For a model they include how it fits into the `budget` of memory, if one is given.
    """
    title = flow([Cell(row.id, "accent")], width)
    fits = []
    if budget is not None and repo_type == "model":
        fits = flow(fits_words(row, budget), width)  # type: ignore[arg-type]  # of a model
    return _without_doubled_blanks([*title, *_LINES[repo_type](row, now, width), *fits])


def _without_doubled_blanks(lines: list[Line]) -> list[Line]:
    shown = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return shown[:-1] if shown and shown[-1] == BLANK else shown
