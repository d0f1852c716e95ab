"""The order of a listing in words, for the filter bar, the sort menu and the bottom line."""

from hubtui.hub.sorts import Sort, known_sort

DOWN, UP = "↓", "↑"


def order_words(sort: str, ascending: bool | None) -> str:
    """Return the order as the filter bar shows it, "trending ↓"; without an arrow if `ascending` is None."""
    words = known_sort(sort).words
    return words if ascending is None else f"{words} {UP if ascending else DOWN}"


def directions_of(sort: Sort, is_refused: bool = False) -> tuple[str, str]:
    """Return the texts of the sort menu for an order, descending and ascending.

    `is_refused` is True if the Hub refused this order.
    """
    if is_refused:
        return "refused by this Hub", "refused by this Hub"
    down = f"{sort.first} {DOWN}"
    if not sort.is_certain:
        return f"{down}, if the Hub has it", "no other way"
    return down, f"{sort.last} {UP}" if sort.both_ways else f"only {sort.first} {DOWN}"


def only_downwards(sort: str) -> str:
    """Return the message that the Hub cannot reverse this order."""
    known = known_sort(sort)
    return f"the Hub does not sort by {known.words} the other way: {known.first}"
