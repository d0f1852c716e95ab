"""Prints listings and pages of the Hub on standard output."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hubtui.cli.printed_rows import Layout, lines_of
from hubtui.config.usage_error import UsageError
from hubtui.hub.answers import json_of, odd
from hubtui.hub.calls import Answer
from hubtui.hub.decode import row_of
from hubtui.hub.endpoint import ListEndpoint
from hubtui.hub.errors import none_if_missing
from hubtui.hub.jsontext import decode, is_json
from hubtui.hub.listings import ListingPage, ListingTexts
from hubtui.hub.pagination import MOST_PAGES, pages
from hubtui.presentation.row_order import merge_rows
from hubtui.registry.resource import load
from hubtui.registry.resources import BY_KIND
from hubtui.registry.target import Target
from hubtui.text.json_layout import indented
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.query import ListingQuery
    from hubtui.presentation.row_filter import RowFilter
    from hubtui.presentation.row_order import RowOrder

Write = Callable[[str], object]

_LONGEST_WORDS = 300
_DEEPEST = 3
_MOST_NAMES = 10
_NAMES = ("rfilename", "id", "name", "title", "path")


async def print_listing(
    hub: HubClient,
    queries: Sequence[ListingQuery],
    layout: Layout,
    limit: int,
    write: Write,
    row_filter: RowFilter | None = None,
    order: RowOrder | None = None,
    most_pages: int = MOST_PAGES,
) -> None:
    """Write up to `limit` rows, each page as soon as it arrives; with a `row_filter` only rows that pass it.

    Several listings are merged, and with an `order` rows are sorted: then nothing is written before all have arrived.

    Raises:
        HubError: a page could not be loaded; the rows of earlier pages have been written.
    """
    query, *others = queries
    parts = _parts(hub, query, layout, limit, row_filter, most_pages)
    if not others and order is None:
        is_first = True
        async for rows in parts:
            _write(rows, query, layout, is_first, write)
            is_first = False
        return
    kept = [row async for rows in parts for row in rows]
    if others:
        for other in others:
            kept += [row async for rows in _parts(hub, other, layout, limit, row_filter, most_pages) for row in rows]
        kept = merge_rows(kept, query.sort, query.ascending, lambda row: _row(row, query))[:limit]
    if order is not None:
        kept = order.sorted(kept, lambda row: _row(row, query))
    _write(kept, query, layout, True, write)


async def _parts(
    hub: HubClient, query: ListingQuery, layout: Layout, limit: int, row_filter: RowFilter | None, most_pages: int
) -> AsyncIterator[Sequence[Any]]:
    """Yield up to `limit` rows of a listing, page by page."""
    first: ListEndpoint[Any] = ListingTexts(query) if layout.form == "json" else ListingPage(query)
    async for page in pages(hub.get, first, most_pages):
        rows = page.rows if row_filter is None else [row for row in page.rows if row_filter.passes(_row(row, query))]
        yield rows[:limit]
        limit -= len(rows)
        if limit <= 0:
            return


def _write(rows: Sequence[Any], query: ListingQuery, layout: Layout, is_first: bool, write: Write) -> None:
    for line in lines_of(rows, query.repo_type, query.sort, layout, is_first):
        write(line + "\n")


def _row(row: Any, query: ListingQuery) -> Any:
    """Return the row; parse it first if it is a JSON text."""
    if not isinstance(row, str):
        return row
    return row_of(query.repo_type, json.loads(row))


async def print_page(hub: HubClient, target: Target, as_json: bool, write: Write) -> None:
    """Write the Hub's answer about one page: as the JSON that it sent, or as a line for each field.

    Raises:
        HubError: the answer could not be loaded.
        UsageError: the target is a page of many things.
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
    path = BY_KIND[target.kind].endpoints if target.kind in BY_KIND else ""
    if not path:
        raise UsageError("this is a page of many things: give the page of one; hubtui list prints listings of repos")
    endpoints = load(path)(target)
    for endpoint in endpoints[:-1]:
        answer = await none_if_missing(hub.ask(endpoint.call))
        if answer is not None:
            return answer
    return await hub.ask(endpoints[-1].call)


def _facts(told: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield a line for each field of an object; fields of an object inside it follow indented."""
    for name, value in told.items():
        start = f"{'  ' * depth}{clean_line(name)}:"
        if isinstance(value, dict) and value and depth < _DEEPEST:
            yield start
            yield from _facts(value, depth + 1)
        elif (words := _words(value)) != "":
            yield f"{start} {words}"


def _words(value: Any) -> str:
    """Return a value in one line: lists of texts in full, lists of objects as their number and the first names."""
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
