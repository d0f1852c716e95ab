"""The orders of listings: one table for the menu, the command line, the columns and the requests."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

DEFAULT = "trendingScore"


class Sort(NamedTuple):
    """An order of listings.

    `wire` is the Hub's name of it, `words` the name for the user, `kinds` the types of repos that have it. `field` is
    the attribute of a row that it compares, "" if rows do not have it; `column` is the column that shows the value;
    `web` is the web site's name, "" if it has none. `first` and `last` describe the two directions. `both_ways` says
    that the Hub can sort upwards too, which it cannot in most orders. `is_certain` is False for an order that a Hub may
    refuse.
    """

    wire: str
    words: str
    kinds: tuple[RepoType, ...]
    field: str = ""
    column: str = ""
    web: str = ""
    first: str = "most first"
    last: str = "least first"
    both_ways: bool = False
    is_certain: bool = True


_ALL: tuple[RepoType, ...] = ("model", "dataset", "space")
_NEWEST, _LARGEST = ("newest first", "oldest first"), ("largest first", "smallest first")
SORTS = (
    Sort("trendingScore", "trending", _ALL, "trending_score", web="trending"),
    Sort("downloads", "downloads", ("model", "dataset"), "downloads", "downloads", "downloads"),
    Sort("likes", "likes", _ALL, "likes", "likes", "likes"),
    Sort("likes7d", "likes7d", _ALL),
    Sort("likes30d", "likes30d", _ALL),
    Sort("lastModified", "updated", _ALL, "last_modified", "updated", "modified", *_NEWEST),
    Sort("createdAt", "created", _ALL, "created_at", "created", "created", *_NEWEST, both_ways=True),
    Sort("num_parameters", "parameters", ("model",), "parameter_total", "params", "", *_LARGEST),
    Sort("mainSize", "size", ("dataset",), "main_size", "size", "", *_LARGEST),
    Sort("author", "author", _ALL, "author", "", "", "z to a", "a to z", is_certain=False),
)
_BY_WIRE = {sort.wire: sort for sort in SORTS}
WORDS = tuple(sort.words for sort in SORTS)


def sorts_of(repo_type: str) -> tuple[Sort, ...]:
    """Return the orders of a type of repo, in the order of the menu."""
    return tuple(sort for sort in SORTS if repo_type in sort.kinds)


def known_sort(wire: str) -> Sort:
    """Return the order with the Hub's name `wire`; one that is not in the table has no field to compare."""
    return _BY_WIRE.get(wire) or Sort(wire, wire, _ALL)


def sort_of(words: str, repo_type: str) -> str:
    """Return the Hub's name of an order, given by its words or that name ("updated" is "lastModified").

    Raises:
        ValueError: this type of repo has no such order; the error lists its orders.
    """
    for sort in sorts_of(repo_type):
        if words in (sort.words, sort.wire):
            return sort.wire
    raise ValueError(f"no order {words!r}; there are {', '.join(sort.words for sort in sorts_of(repo_type))}")


def value_of(row: Any, wire: str) -> Any:
    """Return the value of a row that an order compares, or None if the row does not have it.

    Dates are texts as the Hub sent them, unknown ones too: the Hub sorts these among the others.
    """
    value = getattr(row, known_sort(wire).field or "none", None)
    # The Hub ignores case when it sorts names.
    return value.lower() if isinstance(value, str) else value


def runs_down(rows: Sequence[Any], wire: str) -> bool:
    """Return whether the rows are mostly in descending order of the values that the order `wire` compares."""
    values = [value for row in rows if (value := value_of(row, wire)) is not None]
    falls = sum(1 for earlier, later in pairwise(values) if later < earlier)
    return falls > sum(1 for earlier, later in pairwise(values) if later > earlier)


def sorted_by(pairs: Sequence[tuple[Any, Any]], is_descending: bool) -> list[Any]:
    """Return the rows of (value, row) pairs sorted by their values, those without a value last."""
    known = [pair for pair in pairs if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=is_descending)
    return [row for _, row in known] + [row for value, row in pairs if value is None]
