"""Discussions as text: a row for each, and the header of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from hubtui.hub.models.discussion import NOBODY, Discussion
from hubtui.presentation.lines import Line, flow, wrap
from hubtui.presentation.values import ago, day, number
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import counted

_STATUS_ROLES = {"open": "state", "merged": "mark"}
_WIDE, _WIDEST = 70, 100
_MOST_TITLE_LINES = 2
_MOST_CONFLICTS = 20


def columns_for(width: int) -> list[Column]:
    """Return the columns for `width` terminal cells."""
    columns = [
        Column("num", "#", 6, right=True),
        Column("title", "Title", 0),
        Column("kind", "", 2),
        Column("status", "Status", 7),
    ]
    if width >= _WIDEST:
        columns.append(Column("author", "Author", 18))
    if width >= _WIDE:
        columns += [Column("comments", "Comments", 8, right=True), Column("created", "Opened", 7, right=True)]
    return columns


def cells(one: Discussion, columns: Sequence[Column], now: datetime) -> list[Cell]:
    """Return a cell for each column."""
    made = {
        "num": Cell(str(one.num), "dim"),
        "title": Cell(f"pinned: {one.title}" if one.is_pinned else one.title),
        "kind": Cell("PR" if one.is_pull_request else "", "accent"),
        "status": status_cell(one),
        "author": Cell(one.author or NOBODY, "" if one.author else "dim"),
        "comments": number(one.comments),
        "created": ago(one.created_at, now),
    }
    return [made[column.key] for column in columns]


def status_cell(one: Discussion) -> Cell:
    """Return the status of a discussion in its colour role."""
    return Cell(one.status or "–", _STATUS_ROLES.get(one.status, "dim"))


def header_lines(one: Discussion, width: int) -> list[Line]:
    """Return the title, status, author and dates; for a pull request also its refs and conflicts."""
    lines: list[Line] = [(Cell(line, "accent"),) for line in wrap(one.title, width)[:_MOST_TITLE_LINES]]
    lines += flow(list(_facts(one)), width)
    return [*lines, *flow(list(_pull_facts(one)), width)] if one.is_pull_request else lines


def _facts(one: Discussion) -> Iterator[Cell | str]:
    yield status_cell(one)
    yield Cell("pull request" if one.is_pull_request else "discussion", "dim")
    yield f"by {one.author or NOBODY}"
    if opened := day(one.created_at):
        yield Cell(f"opened {opened}", "dim")
    if (comments := one.comments) is not None:
        yield Cell(counted(comments, "comment"), "dim")
    for word, holds in (("pinned", one.is_pinned), ("locked", one.is_locked)):
        if holds:
            yield Cell(word, "state")


def _pull_facts(one: Discussion) -> Iterator[Cell | str]:
    yield f"refs/pr/{one.num} to {one.base or 'main'}"
    if one.merge_commit:
        yield Cell(f"merged as {one.merge_commit[:7]}", "mark")
    if (files := one.conflicts) is not None:
        names = ", ".join(files[:_MOST_CONFLICTS]) + (" and more" if len(files) > _MOST_CONFLICTS else "")
        yield Cell(f"conflicts: {names}" if names else "conflicts", "failed")
