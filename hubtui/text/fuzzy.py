"""Rank texts by how well they match a search, typing errors included."""

import re
from collections.abc import Iterator, Sequence

_LEAST_LIKENESS = 70.0
_LETTERS_PER_ERROR = 4
_WORD = re.compile(r"[^\W_]+")


def rank(wanted: str, choices: Sequence[str], limit: int = 200) -> list[int]:
    """Return the indexes of the choices that match `wanted`, the best first: beginnings, then parts, then those that
    match but for typing errors.
    """
    from rapidfuzz import fuzz, process, utils  # imported late: not needed for the start of the program

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
        wanted, lowered, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_LEAST_LIKENESS, limit=limit
    )
    # A likeness across two words is no typing error: "openai" is not meant as "open a section".
    near = [found for found in near if " " in wanted or _begins_a_word(wanted, found[0])]
    return (exact + [index for _, _, index in near if index not in found])[:limit]


def _begins_a_word(wanted: str, choice: str) -> bool:
    """Return whether a word of `choice` is or begins with `wanted`, but for an error in four letters."""
    return next(words_like(wanted, choice), None) is not None


def words_like(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a word of `text` is or begins with `wanted`, but for an error in four letters: first and end."""
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
