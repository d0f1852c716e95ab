"""Users and organisations as text: a row for each, and the header of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hubtui.presentation.lines import Line, flow, wrap
from hubtui.presentation.values import number
from hubtui.resources.owner.owner import Field, Owner
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_number

_COUNTS = (
    ("numModels", "model", "models"),
    ("numDatasets", "dataset", "datasets"),
    ("numSpaces", "Space", "Spaces"),
    ("numPapers", "paper", "papers"),
    ("numUsers", "member", "members"),
    ("numFollowers", "follower", "followers"),
    ("numFollowing", "following", "following"),
    ("numLikes", "like", "likes"),
    ("numUpvotes", "upvote", "upvotes"),
    ("numDiscussions", "discussion", "discussions"),
)
_MOST_DETAIL_LINES = 2
_WIDE = 70


def header_lines(owner: Owner, width: int) -> list[Line]:
    """Return name and facts of an owner, in at most six lines of `width` terminal cells."""
    title = f"{owner.fullname} ({owner.name})" if owner.fullname not in ("", owner.name) else owner.name
    lines = flow([Cell(title, "accent"), *_labels(owner)], width)[:1]
    lines += flow(list(_counts(owner)), width)[:2]
    if organisations := [one.fullname or one.name for one in owner.organisations]:
        lines += flow([Cell("organisations", "dim"), *organisations], width)[:1]
    details = wrap(owner.text("details"), width)
    return [*lines, *((Cell(line),) for line in details[:_MOST_DETAIL_LINES])]


def preview_lines(owner: Owner, width: int) -> list[Line]:
    """Return name and facts of an owner in as many lines as they need, for a preview."""
    lines = flow([Cell(owner.name, "accent")], width)
    lines += flow([owner.fullname if owner.fullname != owner.name else "", *_labels(owner)], width)
    for count in _counts(owner):
        lines.append((Cell(count),))
    if organisations := [one.fullname or one.name for one in owner.organisations]:
        lines += [(), *flow([Cell("organisations", "dim"), *organisations], width)]
    if details := wrap(owner.text("details"), width):
        lines += [(), *((Cell(line),) for line in details)]
    return lines


def _labels(owner: Owner) -> Iterator[Cell]:
    yield Cell("organisation" if owner.is_org else "user", "dim")
    if owner.has("isPro"):
        yield Cell("PRO", "state")
    if plan := owner.text("plan"):
        yield Cell(f"{plan} plan", "state")
    if owner.has("isVerified"):
        yield Cell("verified", "mark")
    if owner.has("isFollowing"):
        yield Cell("you follow", "dim")


def _counts(owner: Owner) -> Iterator[str]:
    for field, one, many in _COUNTS:
        if (count := owner.count(field)) is not None:
            yield f"{short_number(count)} {one if count == 1 else many}"


def people_columns(width: int) -> list[Column]:
    """Return the columns of a list of people for `width` terminal cells."""
    columns = [Column("name", "Name", 0, is_name=True), Column("plan", "", 12)]
    if width >= _WIDE:
        columns.insert(1, Column("fullname", "Full name", width // 3))
    if width >= _WIDE + 20:
        columns.append(Column("followers", "Followers", 9, right=True))
    return columns


def people_cells(owner: Owner, columns: Sequence[Column], overview: Owner | None) -> list[Cell]:
    """Return a cell for each column; `overview` has more fields of the same owner, if they are loaded."""
    labels = [cell.text for cell in _labels(owner)][1:2]
    made = {
        "name": Cell(owner.name),
        "fullname": Cell(owner.fullname, "dim"),
        "plan": Cell(labels[0] if labels else "organisation" if owner.is_org else "", "state"),
        "followers": number((overview or owner).count("numFollowers")),
    }
    return [made[column.key] for column in columns]


def field_columns(width: int) -> list[Column]:
    """Return the columns of a list of fields for `width` terminal cells."""
    return [Column("name", "Field", min(28, width // 3)), Column("value", "Value", 0)]


def field_cells(field: Field, columns: Sequence[Column]) -> list[Cell]:
    """Return a cell for each column."""
    made = {"name": Cell(field.name, "key"), "value": Cell(" ".join(field.value.split()))}
    return [made[column.key] for column in columns]
