"""Converts search, filters and order of a listing to the query of a URL of the web site, and back. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlencode

from hubtui.hub.query import parameter_bounds
from hubtui.hub.sorts import SORTS, known_sort

_SORTED_BY = {sort.web: sort.wire for sort in SORTS if sort.web}
# The site has parameters of their own for some tags; `other` can have any tag.
_TAGS = ("filter", "other", "pipeline_tag", "library", "language", "license", "dataset", "task_categories", "tags")
# Parameters of hubtui's own, which the site ignores: fits, gated, exclude, direction, sort_loaded.
_FITS = ("now", "8", "4", "unknown")
_ACCESS = {"true": "gated", "false": "open"}
_LEFT_OUT = ("tag", "word", "author", "access")
_COLUMN = re.compile(r"-?[a-z_]+")
_BOUND = re.compile(r"(min|max):(\d+(?:\.\d+)?[KMBT]?)", re.IGNORECASE)


class WebOrder(NamedTuple):
    """The order of a listing: the Hub's name of it and its direction, or the column that loaded rows are sorted by."""

    sort: str = ""
    ascending: bool = False
    sort_loaded: str = ""


def query_of(search: str, author: str, filters: tuple[str, ...], order: WebOrder) -> str:
    """Return the query of the URL, without the question mark. Filters that a URL cannot express are left out."""
    pairs = [("search", search), ("author", author), *map(_pair_of, filters), ("sort", known_sort(order.sort).web)]
    pairs += [("direction", "1" if order.ascending else ""), ("sort_loaded", order.sort_loaded)]
    joined: dict[str, str] = {}
    for key, value in pairs:
        if value:
            joined[key] = f"{joined[key]},{value}" if key in joined else value
    return urlencode(joined, safe=":,")


def filters_of(query: dict[str, str]) -> tuple[str, ...]:
    """Return the names of the filters in the parameters of a URL."""
    tags = [tag for key in _TAGS for tag in query.get(key, "").split(",") if tag]
    names = [f"tag:{tag}" for tag in dict.fromkeys(tags)]
    names += [f"app:{app}" for app in query.get("apps", "").split(",") if app]
    if (fits := query.get("fits", "")) in _FITS:
        names.append(f"fits:{fits}")
    if access := _ACCESS.get(query.get("gated", "")):
        names.append(f"access:{access}")
    if query.get("inference", "") == "warm":
        names.append("inference:warm")
    bounds = dict(_BOUND.findall(query.get("num_parameters", "")))
    if bounds:
        names.append(f"parameters:{bounds.get('min', '')}..{bounds.get('max', '')}".lower())
    names += [f"-{name}" for name in query.get("exclude", "").split(",") if _is_left_out(name)]
    return tuple(names)


def order_of(query: dict[str, str]) -> WebOrder:
    """Return the order in the parameters of a URL."""
    loaded = query.get("sort_loaded", "")
    sort = _SORTED_BY.get(query.get("sort", ""), "")
    return WebOrder(sort, query.get("direction", "") == "1", loaded if _COLUMN.fullmatch(loaded) else "")


def _is_left_out(name: str) -> bool:
    """Return whether `name`, from the parameter "exclude" of a URL, is a filter that can exclude rows."""
    group, _, value = name.partition(":")
    if group != "parameters":
        return group in _LEFT_OUT and bool(value)
    try:
        parameter_bounds(value)
    except ValueError:
        return False
    return True


def _pair_of(name: str) -> tuple[str, str]:
    """Return the name and the value of the parameter for a filter."""
    if name.startswith("-"):
        return "exclude", name[1:]
    group, _, value = name.partition(":")
    match group:
        case "tag":
            return ("license", value) if value.startswith("license:") else ("other", value)
        case "app":
            return "apps", value
        case "parameters":
            return "num_parameters", _bounds(value)
        case "access":
            return "gated", "true" if value == "gated" else "false"
    return group, value


def _bounds(text: str) -> str:
    low, dots, high = text.partition("..")
    if not dots:
        return ""
    return ",".join(f"{name}:{bound.upper()}" for name, bound in (("min", low), ("max", high)) if bound)
