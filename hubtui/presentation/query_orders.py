"""The orders that the term "sort:" can name: those of the Hub, and those of loaded rows by any other column.

An order of loaded rows is the key of its column, with a minus before it for the reverse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.sorts import known_sort, sorts_of
from hubtui.presentation.column_table import COLUMNS, column_of
from hubtui.presentation.row_order import is_descending

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.presentation.column_table import ListingColumn

UP, DOWN = "-asc", "-desc"
_ALSO = {"license": "licence"}


class Order(NamedTuple):
    """An order of a `Choice`: the Hub's name of it and its direction, or the order of loaded rows."""

    sort: str
    ascending: bool = False
    sort_loaded: str = ""


def orders_of(repo_type: RepoType) -> dict[str, str]:
    """Return the orders of a repo type by their names, each with its meaning."""
    hub = {sort.words: sort.first for sort in sorts_of(repo_type)}
    loaded = {
        _name(repo_type, one.key): f"{one.words}, of what is loaded"
        for one in COLUMNS[repo_type]
        if not _is_sorted_by_hub(one, repo_type)
    }
    return {**loaded, **hub}


def order_of(text: str, repo_type: RepoType) -> Order:
    """Return the order that a text like "downloads", "created-asc" or "context" means.

    Raises:
        ValueError: The repo type has no such order. The message names some that it has.
    """
    name, direction = text.lower(), ""
    for end in (UP, DOWN):
        if name.endswith(end):
            name, direction = name.removesuffix(end), end
    for sort in sorts_of(repo_type):
        if name in (sort.words, sort.wire.lower()):
            if direction == UP and not sort.both_ways:
                raise ValueError(f"the Hub does not sort by {sort.words} the other way; write sort:{sort.words}")
            return Order(sort.wire, ascending=direction == UP)
    name = _ALSO.get(name, name)
    for one in COLUMNS[repo_type]:
        if name == one.key and _is_sorted_by_hub(one, repo_type):
            return order_of(f"{known_sort(one.sort).words}{direction}", repo_type)
        if name in (one.key, _name(repo_type, one.key)):
            is_reversed = direction == (UP if is_descending(one, is_reversed=False) else DOWN)
            return Order("", sort_loaded=f"{'-' if is_reversed else ''}{one.key}")
    raise ValueError(
        f'there is no order "{text}"; write one of {", ".join(sort.words for sort in sorts_of(repo_type))}'
    )


def text_of_order(order: Order, repo_type: RepoType) -> str:
    """Return the value of "sort:" that means an order (the inverse of `order_of`)."""
    if order.sort_loaded:
        key = order.sort_loaded.removeprefix("-")
        if key == order.sort_loaded:
            return _name(repo_type, key)
        return f"{_name(repo_type, key)}{UP if is_descending(column_of(repo_type, key), is_reversed=False) else DOWN}"
    return f"{known_sort(order.sort).words}{UP if order.ascending else ''}"


def is_order_of_loaded(sort_loaded: str, repo_type: RepoType) -> bool:
    """Return whether loaded rows of a repo type can be sorted by `sort_loaded`."""
    key = sort_loaded.removeprefix("-")
    return any(one.key == key and not _is_sorted_by_hub(one, repo_type) for one in COLUMNS[repo_type])


def _is_sorted_by_hub(column: ListingColumn, repo_type: RepoType) -> bool:
    return any(sort.wire == column.sort for sort in sorts_of(repo_type))


def _name(repo_type: str, key: str) -> str:
    """Return the name of the order by a column: its words, unless another order has that name.

    For example "size" for the column "weights".
    """
    words = column_of(repo_type, key).words
    taken = [sort.words for sort in sorts_of(repo_type)] + [one.key for one in COLUMNS[repo_type] if one.key != key]
    return key if " " in words or words in taken else words.lower()
