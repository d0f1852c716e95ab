"""Which marked rows can be compared."""

from __future__ import annotations

from collections.abc import Sequence

from hubtui.hub.kinds import KINDS
from hubtui.text.humanize import counted

_MIN_REPOS, _MAX_REPOS = 2, 6


def why_not(kinds: Sequence[str]) -> str:
    """Return why rows of these resource kinds cannot be compared, or ""."""
    if len(set(kinds)) > 1:
        marked = ", ".join(_number_of(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds))
        return f"only one kind can be compared, marked are {marked}; esc clears the marks of a list"
    if kinds and kinds[0] not in KINDS:
        return f"{kinds[0]}s cannot be compared; models, datasets and Spaces can"
    if len(kinds) < _MIN_REPOS:
        return f"mark {_MIN_REPOS} to {_MAX_REPOS} rows with space, then compare them"
    if len(kinds) > _MAX_REPOS:
        return f"at most {_MAX_REPOS} can be compared; {len(kinds):,} are marked"
    return ""


def _number_of(kind: str, number: int) -> str:
    """Return "1 model" or "2 Spaces"."""
    noun = KINDS[kind].noun if kind in KINDS else kind
    return counted(number, noun)
