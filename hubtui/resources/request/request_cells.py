"""Requests as text: a row for each, and one in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.code import wrap_cells
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line, Lines, plain
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange


def columns_for(width: int) -> list[Column]:
    """Return the columns for a width in terminal cells."""
    columns = [Column("method", "", 7), Column("path", "Path", 0), Column("status", "Status", 7, right=True)]
    columns.append(Column("time", "Time", 8, right=True))
    if width >= 72:
        columns += [Column("bytes", "Bytes", 9, right=True), Column("tries", "Try", 4, right=True)]
    return columns


def cells(exchange: Exchange, columns: Sequence[Column]) -> list[Cell]:
    """Return the cells of a request."""
    failed = exchange.status == 0 or exchange.status >= 400
    made = {
        "method": Cell(exchange.method, "" if exchange.method in ("GET", "HEAD") else "accent"),
        "path": Cell(exchange.path),
        "status": Cell(str(exchange.status) if exchange.status else "none", "failed" if failed else "dim"),
        "time": Cell(_time(exchange.seconds)),
        "bytes": Cell(short_bytes(exchange.bytes), "dim"),
        "tries": Cell(str(exchange.tries) if exchange.tries > 1 else "", "state"),
    }
    return [made[column.key] for column in columns]


def detail(exchange: Exchange, width: int) -> Lines:
    """Return everything known about a request, in lines of at most `width` terminal cells."""
    return plain(line for whole in _whole_lines(exchange) for line in wrap_cells(whole, width))


def _whole_lines(exchange: Exchange) -> Iterator[Line]:
    yield [Cell(f"{exchange.method} ", "accent"), Cell(exchange.path)]
    yield [Cell(f"status {exchange.status or 'none'}, {_time(exchange.seconds)}, {exchange.bytes:,} bytes")]
    if exchange.tries > 1:
        yield [Cell(f"try number {exchange.tries}", "state")]
    if exchange.error:
        yield [Cell(exchange.error, "failed")]
    if exchange.content:
        yield from ([], [Cell("sent", "heading")])
        yield from ([Cell(line)] for line in exchange.content.splitlines())
    yield from _headers("asked with", exchange.request_headers)
    yield from _headers("answered with", exchange.response_headers)


def _headers(title: str, headers: Mapping[str, str]) -> Iterator[Line]:
    yield from ([], [Cell(title, "heading")])
    yield from ([Cell(f"{name}: ", "key"), Cell(value)] for name, value in headers.items())


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"
