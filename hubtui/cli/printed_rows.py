"""Prints rows of a listing as lines of text, TSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hubtui.presentation.column_table import printed_columns
from hubtui.presentation.columns import columns_for
from hubtui.presentation.rows import cells, exact
from hubtui.presentation.values import utc_now
from hubtui.registry.names import is_repo_id
from hubtui.text.json_layout import compact
from hubtui.text.width import cell_width, fit, pad

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubtui.fit.verdict import Budget
    from hubtui.text.columns import Column

Form = Literal["text", "columns", "json", "ids", "tsv"]

_TEXT_WIDTH = 110
_LEAST_ID, _USUAL_ID = 24, 48


class Layout(NamedTuple):
    """How rows are printed.

    The form "json" is an object a line, as the Hub sent it; "ids" is an id a line; "tsv" has the names of its columns
    in the first line, and exact values; "text" is for a terminal, "columns" the same with exact values and nothing
    cut, for other programs. `columns` are the keys of the columns to print, none for the default ones; with a `budget`
    of memory these include how models fit into it.
    """

    form: Form
    budget: Budget | None = None
    columns: Sequence[str] = ()


def safe_ids(ids: Iterable[str]) -> list[str]:
    """Return those texts that are repo ids by the Hub's rules.

    Any other could be taken for an option by the command that reads the output.
    """
    return [one for one in ids if is_repo_id(one)]


def lines_of(rows: Sequence[Any], repo_type: str, sort: str, layout: Layout, with_titles: bool) -> Iterator[str]:
    """Yield the lines for rows of a listing with this sort. For the form "json" the rows are JSON texts."""
    if layout.form == "json":
        yield from map(compact, rows)
        return
    if layout.form == "ids":
        yield from safe_ids(row.id for row in rows)
        return
    budget, columns = layout.budget, _columns(repo_type, sort, layout)
    if with_titles and layout.form == "tsv":
        yield "\t".join(column.key for column in columns)
    now = utc_now()
    for row in rows:
        if layout.form == "text":
            yield _cut([cell.text for cell in cells(row, columns, now, budget)], columns)
        elif layout.form == "tsv":
            yield "\t".join(exact(row, columns, budget))
        else:
            yield _whole(exact(row, columns, budget), columns)


def _columns(repo_type: str, sort: str, layout: Layout) -> Sequence[Column]:
    if layout.columns:
        return printed_columns(repo_type, layout.columns)
    return columns_for(repo_type, _TEXT_WIDTH, sort, with_fits=layout.budget is not None)


def _cut(texts: list[str], columns: Sequence[Column]) -> str:
    """Return a line as wide as the terminal: the id takes the width that the other columns leave."""
    width = get_terminal_size((_TEXT_WIDTH, 24)).columns - 1
    room = max(_LEAST_ID, width - sum(column.width + 1 for column in columns))
    widths = [column.width or room for column in columns]
    placed = zip(columns, widths, texts, strict=True)
    return " ".join(pad(fit(text, width), width, column.right) for column, width, text in placed).rstrip()


def _whole(texts: list[str], columns: Sequence[Column]) -> str:
    """Return a line with every text in full; columns stay aligned as long as the texts have the usual length."""
    parts = []
    for column, text in zip(columns, texts, strict=True):
        blanks = " " * max(0, (column.width or _USUAL_ID) - cell_width(text or "-"))
        parts.append(f"{blanks}{text or '-'}" if column.right else f"{text or '-'}{blanks}")
    return " ".join(parts).rstrip()
