"""Finding by what a user half remembers."""

from collections.abc import Sequence

_LEAST_LIKENESS = 80.0


def rank(wanted: str, choices: Sequence[str], limit: int = 200) -> list[int]:
    """Indexes of the choices that are like `wanted`, the likest first: beginnings, then parts, then near misses."""
    from rapidfuzz import fuzz, process, utils  # its import is nothing for the start of the program

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
    return (exact + [index for _, _, index in near if index not in found])[:limit]
