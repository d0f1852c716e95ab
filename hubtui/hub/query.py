"""Queries of listings, as values, and their parameters in the request."""

import re
from dataclasses import dataclass
from typing import NewType

from hubtui.hub.kinds import RepoType

Cursor = NewType("Cursor", str)
"""The address of a page of a list: path and query, relative to the endpoint, without a host."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmbt]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """The query of a listing: type of repo, search, filters, order, and the fields of each row.

    `filters` are tags that a repo must all have; `num_parameters` has the form of `parameter_range`; `expand` names the
    fields of a row.
    """

    repo_type: RepoType
    search: str = ""
    author: str = ""
    filters: tuple[str, ...] = ()
    sort: str = "trendingScore"
    ascending: bool = False
    limit: int = 100
    expand: tuple[str, ...] = ()
    gated: bool | None = None
    pipeline_tag: str = ""
    apps: tuple[str, ...] = ()
    inference: str = ""
    num_parameters: str = ""

    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the request, in a fixed order; a key with several values is repeated."""
        single = {
            "search": self.search,
            "author": self.author,
            "pipeline_tag": self.pipeline_tag,
            "inference": self.inference,
            "num_parameters": self.num_parameters,
            "gated": "" if self.gated is None else str(self.gated).lower(),
            "sort": self.sort,
            "direction": "1" if self.ascending else "",
            "limit": str(self.limit),
        }
        several = {"filter": self.filters, "apps": self.apps, "expand": self.expand}
        pairs = [(key, value) for key, value in single.items() if value]
        return pairs + [(key, value) for key, values in several.items() for value in values]


def parameter_range(text: str) -> str:
    """Return the value of the Hub's parameter for a typed number of parameters: "7b", "6b..9b", "..3b", "70b..".

    A single number means a range from 10 % below to 10 % above.

    Raises:
        ValueError: the text has another form; the error is a line that says how to write it.
    """
    low, high = parameter_bounds(text)
    halves = [("min", low), ("max", high)]
    return ",".join(f"{name}:{_wire_size(size)}" for name, size in halves if size is not None)


def parameter_bounds(text: str) -> tuple[float | None, float | None]:
    """Return the smallest and the largest number of parameters in a typed range; None for a missing bound.

    Raises:
        ValueError: as for `parameter_range`.
    """
    first, dots, last = (part.strip() for part in text.partition(".."))
    low = _size(first, text) if first else None
    high = _size(last, text) if last else None
    if not dots and low is not None:
        low, high = low * 0.9, low * 1.1
    if low is None and high is None:
        raise _unreadable(text)
    if low is not None and high is not None and low > high:
        raise ValueError(f'"{text.strip()}" begins above its end; write the smaller number first, as 6b..9b')
    return low, high


def _size(text: str, whole: str) -> float:
    match = _SIZE.fullmatch(text)
    if match is None or not text.isascii():
        raise _unreadable(whole)
    return float(match[1]) * {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}[match[2].lower()]


def _unreadable(text: str) -> ValueError:
    return ValueError(f'"{text.strip()}" is no number of parameters; write 7b, 6b..9b, ..3b or 70b..')


def _wire_size(size: float) -> str:
    for unit, factor in (("T", 1e12), ("B", 1e9), ("M", 1e6), ("K", 1e3)):
        if size >= factor:
            return f"{size / factor:.4g}{unit}"
    return f"{size:.4g}"
