"""Rank texts by how well they match a search, allowing for typing errors."""

import re
from collections.abc import Iterator, Sequence

_MIN_SIMILARITY = 70.0
_LETTERS_PER_ERROR = 4
_WORD = re.compile(r"[^\W_]+")


def rank(wanted: str, choices: Sequence[str], limit: int = 200) -> list[int]:
    """Return the indexes of the choices that match `wanted`, the best first.

    First come choices that begin with `wanted`, then those that contain it, then those that match except for typing
    errors.
    """
    from rapidfuzz import fuzz, process, utils  # not needed for the start

    wanted = wanted.strip().lower()
    if not wanted:
        return list(range(min(limit, len(choices))))
    lowered = [choice.lower() for choice in choices]
    exact = [index for index, choice in enumerate(lowered) if wanted in choice]
    exact.sort(key=lambda index: (not lowered[index].startswith(wanted), len(lowered[index])))
    if len(exact) >= limit or len(wanted) < 3:
        return exact[:limit]
    found = set(exact)
    near = process.extract(
        wanted, lowered, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_MIN_SIMILARITY, limit=limit
    )
    # A match across two words is no typing error: "openai" does not mean "open a section".
    near = [found for found in near if " " in wanted or any(words_like(wanted, found[0]))]
    return (exact + [index for _, _, index in near if index not in found])[:limit]


def words_like(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each word of `text` that is `wanted` or begins with it.

    One error in four letters is allowed.
    """
    from rapidfuzz.distance import OSA

    wanted = wanted.lower()
    most = len(wanted) // _LETTERS_PER_ERROR
    lengths = range(len(wanted) - 1, len(wanted) + 2)
    for word in _WORD.finditer(text):
        letters = word[0].lower()
        errors, length = min(
            (OSA.distance(wanted, letters[:length], score_cutoff=most), min(length, len(letters))) for length in lengths
        )
        if errors <= most:
            yield word.start(), word.start() + length
