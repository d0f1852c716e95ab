"""Listings and pages on standard output, for other programs and for eyes."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from hubtui.config.usage import UsageError
from hubtui.hub.targets import Target, is_repo_id
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.query import ListingQuery

Form = Literal["text", "json", "ids", "tsv"]
Write = Callable[[str], object]

_LONGEST_WORDS = 300
_TEXT_WIDTH = 110


async def print_listing(hub: HubClient, query: ListingQuery, form: Form, limit: int, write: Write) -> None:
    """Up to `limit` rows, each written as soon as its page is there.

    "json" is an object a line, with every field that the Hub tells; "tsv" has the names of its columns in its first
    line.

    Raises:
        HubError: a page could not be had; what came before is written.
    """
    from hubtui.hub.family import PageGuard

    guard, cursor, left, is_first = PageGuard(), None, limit, True
    while left > 0:
        if form == "json":
            infos = await hub.listings.page(query, cursor)
            lines = [_json_line(info.wire()) for info in infos.rows[:left]]
            ids, cursor = [info.id for info in infos.rows], infos.next
        else:
            page = await hub.listings.rows(query, cursor)
            lines = list(_lines(page.rows[:left], query, form, is_first))
            ids, cursor = [row.id for row in page.rows], page.next
        for line in lines:
            write(line + "\n")
        left -= len(ids)
        is_first = False
        if not guard.goes_on(cursor, ids):
            return


def safe_ids(ids: Iterable[str]) -> list[str]:
    """Those that are ids by the Hub's rules: what is no id may be an option of the command that it is handed to."""
    return [one for one in ids if is_repo_id(one)]


def _json_line(told: dict[str, Any]) -> str:
    # Other characters than ASCII as \u: whatever the locale, and whatever a terminal would make of them.
    return json.dumps(told, default=lambda value: value.isoformat() if hasattr(value, "isoformat") else str(value))


def _lines(rows: list[Any], query: ListingQuery, form: Form, with_titles: bool) -> Iterator[str]:
    from hubtui.presentation.columns import columns_for
    from hubtui.presentation.rows import cells
    from hubtui.presentation.values import utc_now
    from hubtui.text.width import fit, pad

    if form == "ids":
        yield from safe_ids(row.id for row in rows)
        return
    columns = columns_for(query.repo_type, _TEXT_WIDTH, query.sort)
    taken = sum(column.width + 1 for column in columns)
    widths = [column.width or _TEXT_WIDTH - taken for column in columns]
    if with_titles and form == "tsv":
        yield "\t".join(column.key for column in columns)
    now = utc_now()
    for row in rows:
        texts = [cell.text for cell in cells(row, columns, now)]
        if form == "tsv":
            yield "\t".join(texts)
        else:
            placed = zip(columns, widths, texts, strict=True)
            yield " ".join(pad(fit(text, width), width, column.right) for column, width, text in placed).rstrip()


async def print_page(hub: HubClient, target: Target, as_json: bool, write: Write) -> None:
    """What the Hub tells of a page: as JSON with every field, or a line a fact.

    Raises:
        HubError: it could not be had.
        UsageError: it is no page of one thing.
    """
    told = await _told(hub, target)
    if as_json:
        write(json.dumps(json.loads(_json_line(told)), indent=2) + "\n")
        return
    for name, value in told.items():
        if (words := _words(value)) != "":
            write(f"{clean_line(name)}: {words}\n")


async def _told(hub: HubClient, target: Target) -> dict[str, Any]:
    ask: Awaitable[Any]
    match target.kind:
        case "model" | "dataset" | "space":
            ask = hub.repos.info(target.kind, target.id, target.revision or None)
        case "paper":
            ask = hub.papers.get(target.id)
        case "collection":
            ask = hub.collections.get(target.id)
        case _:
            raise UsageError("give one page: a repo, a paper or a collection; hubtui list is for listings")
    wire: dict[str, Any] = (await ask).wire()
    return wire


def _words(value: Any) -> str:
    """A value in one line: lists of words in full, of more the number."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        plain = all(isinstance(one, str | int | float) for one in value)
        words = ", ".join(map(str, value)) if plain else f"{len(value):,}"
    elif isinstance(value, dict):
        words = ", ".join(f"{name} {one}" for name, one in value.items() if isinstance(one, str | int | float))
    else:
        words = value.isoformat() if hasattr(value, "isoformat") else str(value)
    words = clean_line(words)
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"
