"""The orders of a listing in words: for the filter bar and the sort menu."""

from dataclasses import dataclass

DOWN, UP = "↓", "↑"


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: the wire's name, its words, and what its directions mean, descending first."""

    wire: str
    words: str
    directions: tuple[str, str]


_MOST = (f"most first {DOWN}", f"least first {UP}")
_NEWEST = (f"newest first {DOWN}", f"oldest first {UP}")
_LARGEST = (f"largest first {DOWN}", f"smallest first {UP}")
_TRENDING = Sort("trendingScore", "trending", _MOST)
_DOWNLOADS = Sort("downloads", "downloads", _MOST)
_OTHERS = (
    Sort("likes", "likes", _MOST),
    Sort("lastModified", "updated", _NEWEST),
    Sort("createdAt", "created", _NEWEST),
    Sort("author", "author", (f"z to a {DOWN}", f"a to z {UP}")),
)
_SORTS = {
    "model": (_TRENDING, _DOWNLOADS, *_OTHERS),
    "dataset": (_TRENDING, _DOWNLOADS, *_OTHERS),
    "space": (_TRENDING, *_OTHERS),
}
# Orders that no menu offers, but --sort may ask for.
_UNLISTED = (Sort("num_parameters", "parameters", _LARGEST), Sort("mainSize", "size", _LARGEST))


def sorts_of(repo_type: str) -> tuple[Sort, ...]:
    """The orders that a kind can be listed in, as the menu shows them."""
    return _SORTS[repo_type]


def order_words(sort: str, ascending: bool) -> str:
    """What the filter bar says: "trending ↓"."""
    words = next((known.words for known in (*_SORTS["model"], *_UNLISTED) if known.wire == sort), sort)
    return f"{words} {UP if ascending else DOWN}"


def sort_of(words: str, repo_type: str) -> str:
    """The wire's name of an order given by its words or by that name ("updated" is "lastModified").

    Raises:
        ValueError: the kind has no such order; says which it has.
    """
    for known in (*sorts_of(repo_type), *_UNLISTED):
        if words in (known.words, known.wire):
            return known.wire
    raise ValueError(f"no order {words!r}; there are {', '.join(known.words for known in sorts_of(repo_type))}")
