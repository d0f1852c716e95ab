"""Listings and pages on standard output, for other programs and for eyes."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Literal

from hubtui.addresses import address_of
from hubtui.config.usage import UsageError
from hubtui.hub.answers import json_of, odd
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import Missing
from hubtui.hub.jsontext import decode, is_json
from hubtui.hub.pagination import MOST_PAGES, pages
from hubtui.registry.names import is_repo_id
from hubtui.registry.resources import BY_KIND, page_words
from hubtui.registry.target import Target
from hubtui.text.json_layout import compact, indented
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.client import HubClient
    from hubtui.hub.listings import RowPage, TextPage
    from hubtui.hub.query import Cursor, ListingQuery
    from hubtui.presentation.fits import Sieve
    from hubtui.text.columns import Column

Form = Literal["text", "columns", "json", "ids", "tsv"]
Write = Callable[[str], object]

_LONGEST_WORDS = 300
_MOST_PAGES_OF_SOME = 40
_TEXT_WIDTH = 110
_LEAST_ID, _USUAL_ID = 24, 48
_DEEPEST = 3
_MOST_NAMES = 10
_NAMES = ("rfilename", "id", "name", "title", "path")


async def print_listing(
    hub: HubClient,
    query: ListingQuery,
    form: Form,
    limit: int,
    write: Write,
    budget: Budget | None = None,
    sieve: Sieve | None = None,
) -> None:
    """Write up to `limit` rows, each as soon as its page is there; with a `sieve` those that pass it.

    With a `budget` of memory there is a column for how models fit into it.

    "json" is an object a line, as the Hub sent it; "tsv" has the names of its columns in its first line, and exact
    values; "text" is for eyes, "columns" the same with exact values and nothing cut, where there is no terminal.

    Raises:
        HubError: a page could not be had; what came before is written.
    """
    left, is_first = limit, True
    ask: Callable[[Cursor | None], Awaitable[RowPage | TextPage]]
    ask = partial(hub.listings.texts if form == "json" else hub.listings.rows, query)
    async for page in pages(ask, MOST_PAGES if sieve is None else _MOST_PAGES_OF_SOME):
        rows = page.rows if sieve is None else [row for row in page.rows if sieve.passes(_row(row, query))]
        for line in _lines(rows[:left], query, form, is_first, budget):
            write(line + "\n")
        left -= len(rows)
        is_first = False
        if left <= 0:
            return


def _row(row: Any, query: ListingQuery) -> Any:
    """Return a row that may be the JSON text of one."""
    if not isinstance(row, str):
        return row
    from hubtui.hub.decode import row_of

    return row_of(query.repo_type, json.loads(row))


def safe_ids(ids: Iterable[str]) -> list[str]:
    """Those that are ids by the Hub's rules: what is no id may be an option of the command that it is handed to."""
    return [one for one in ids if is_repo_id(one)]


def _lines(
    rows: Sequence[Any], query: ListingQuery, form: Form, with_titles: bool, budget: Budget | None
) -> Iterator[str]:
    if form == "json":
        yield from map(compact, rows)
        return
    if form == "ids":
        yield from safe_ids(row.id for row in rows)
        return
    from hubtui.presentation.columns import columns_for
    from hubtui.presentation.rows import cells, exact
    from hubtui.presentation.values import utc_now

    columns = columns_for(query.repo_type, _TEXT_WIDTH, query.sort, with_fits=budget is not None)
    if with_titles and form == "tsv":
        yield "\t".join(column.key for column in columns)
    now = utc_now()
    for row in rows:
        if form == "text":
            yield _cut([cell.text for cell in cells(row, columns, now, budget)], columns)
        elif form == "tsv":
            yield "\t".join(exact(row, columns, budget))
        else:
            yield _whole(exact(row, columns, budget), columns)


def _cut(texts: list[str], columns: Sequence[Column]) -> str:
    """Return a line as wide as a terminal: the id takes what the other columns leave."""
    from hubtui.text.width import fit, pad

    width = get_terminal_size((_TEXT_WIDTH, 24)).columns - 1
    room = max(_LEAST_ID, width - sum(column.width + 1 for column in columns))
    widths = [column.width or room for column in columns]
    placed = zip(columns, widths, texts, strict=True)
    return " ".join(pad(fit(text, width), width, column.right) for column, width, text in placed).rstrip()


def _whole(texts: list[str], columns: Sequence[Column]) -> str:
    """Return a line with every text in full, the columns in place as long as these are no longer than usual."""
    from hubtui.text.width import cell_width

    parts = []
    for column, text in zip(columns, texts, strict=True):
        blanks = " " * max(0, (column.width or _USUAL_ID) - cell_width(text or "-"))
        parts.append(f"{blanks}{text or '-'}" if column.right else f"{text or '-'}{blanks}")
    return " ".join(parts).rstrip()


async def print_page(hub: HubClient, target: Target, as_json: bool, write: Write) -> None:
    """Write what the Hub tells of a page: as the JSON that it sent, or a line for each fact.

    Raises:
        HubError: it could not be had.
        UsageError: it is no page of one thing.
    """
    answer = await _answer(hub, target)
    told = json_of(answer)
    if not isinstance(told, dict):
        raise odd(answer, "answers with another JSON value than expected")
    if as_json:
        text = decode(answer.body)
        write(indented(text if is_json(text) else json.dumps(told)) + "\n")
        return
    for line in _facts(told):
        write(line + "\n")


async def _answer(hub: HubClient, target: Target) -> Answer:
    paths = address_of(target.kind).info_paths(target) if target.kind in BY_KIND else ()
    if not paths:
        raise UsageError("give one page: a repo, a paper, a collection or an owner; hubtui list is for listings")
    calls = [Call("GET", path, subject=page_words(target.kind, target.id)) for path in paths]
    for call in calls[:-1]:
        try:
            return await hub.ask(call)
        except Missing:
            continue
    return await hub.ask(calls[-1])


def _facts(told: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield the lines of an object: a line for each value, and those of an object in it below its name."""
    for name, value in told.items():
        start = f"{'  ' * depth}{clean_line(name)}:"
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield start
            yield from _facts(value, depth + 1)
        elif (words := _words(value)) != "":
            yield f"{start} {words}"


def _words(value: Any) -> str:
    """Return a value in one line: lists of words in full, of objects their number and the first names."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if all(isinstance(one, str | int | float) for one in value):
            return ", ".join(clean_line(str(one)) for one in value)
        return _several(value)
    if isinstance(value, dict):
        return f"{len(value):,} fields"
    words = clean_line(str(value))
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"


def _several(objects: list[Any]) -> str:
    names = [name for one in objects[:_MOST_NAMES] if isinstance(one, dict) and (name := _name(one))]
    more = len(objects) - len(names)
    behind = f" and {more:,} more" if more and names else ""
    return f"{len(objects):,}{': ' if names else ''}{', '.join(names)}{behind}"


def _name(one: Mapping[str, Any]) -> str:
    return next((clean_line(one[key]) for key in _NAMES if isinstance(one.get(key), str) and one[key]), "")
