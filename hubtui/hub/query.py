"""Queries of listings as values, and their parameters for the Hub."""

import re
from dataclasses import dataclass
from typing import NewType

from hubtui.hub.kinds import RepoType

Cursor = NewType("Cursor", str)
"""The place of a page of a list: path and query below the endpoint, without a host."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmbt]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListingQuery:
    """A listing: its kind, filters, order, and how much of each row.

    `filters` are tags that must all be there; `num_parameters` has the wire's form (see `parameter_range`); `expand`
    names the fields of a row and excludes `full`, `config` and `card_data`; `models` and `datasets` ask for Spaces
    that use them.
    """

    repo_type: RepoType
    search: str = ""
    author: str = ""
    filters: tuple[str, ...] = ()
    sort: str = "trendingScore"
    ascending: bool = False
    limit: int = 100
    expand: tuple[str, ...] = ()
    full: bool = False
    config: bool = False
    card_data: bool = False
    gated: bool | None = None
    pipeline_tag: str = ""
    apps: tuple[str, ...] = ()
    inference: str = ""
    inference_provider: tuple[str, ...] = ()
    num_parameters: str = ""
    models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    linked: bool = False

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
            "full": "true" if self.full else "",
            "config": "true" if self.config else "",
            "cardData": "true" if self.card_data else "",
            "linked": "true" if self.linked else "",
        }
        several = {
            "filter": self.filters,
            "apps": self.apps,
            "inference_provider": self.inference_provider,
            "models": self.models,
            "datasets": self.datasets,
            "expand": self.expand,
        }
        pairs = [(key, value) for key, value in single.items() if value]
        return pairs + [(key, value) for key, values in several.items() for value in values]


def parameter_range(text: str) -> str:
    """The wire's form of a number of parameters as it is typed: "7b", "6b..9b", "..3b", "70b..".

    A single number means about that much: from 10 % below to 10 % above.

    Raises:
        ValueError: it is none of these, in one line that says how it is written.
    """
    low, high = parameter_bounds(text)
    halves = [("min", low), ("max", high)]
    return ",".join(f"{name}:{_wire_size(size)}" for name, size in halves if size is not None)


def parameter_bounds(text: str) -> tuple[float | None, float | None]:
    """Return the smallest and the largest number of parameters that a text means; None where it has no such bound.

    Raises:
        ValueError: see `parameter_range`.
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
