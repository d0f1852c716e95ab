"""A listing as the web site writes it in a URL, both ways. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from hubtui.hub.sorts import SORTS, known_sort

_SORTED_BY = {sort.web: sort.wire for sort in SORTS if sort.web}
# The site keeps some tags in parameters of their own; any tag can stand in `other`.
_TAGS = ("filter", "other", "pipeline_tag", "library", "language", "license", "dataset", "task_categories", "tags")
# hubtui's own: the site ignores it.
_FITS = ("now", "8", "4", "unknown")
_BOUND = re.compile(r"(min|max):(\d+(?:\.\d+)?[KMBT]?)", re.IGNORECASE)


def query_of(search: str, author: str, filters: tuple[str, ...], sort: str) -> str:
    """The query of the URL, without the question mark; what the site has no parameter for is left out."""
    pairs = [("search", search), ("author", author)]
    for name in filters:
        group, _, value = name.partition(":")
        if group == "tag":
            pairs.append(("license", value) if value.startswith("license:") else ("other", value))
        elif group == "app":
            pairs.append(("apps", value))
        elif group == "fits":
            pairs.append(("fits", value))
        elif group == "parameters":
            pairs.append(("num_parameters", _bounds(value)))
    pairs.append(("sort", known_sort(sort).web))
    joined: dict[str, str] = {}
    for key, value in pairs:
        if value:
            joined[key] = f"{joined[key]},{value}" if key in joined else value
    return urlencode(joined, safe=":,")


def filters_of(query: dict[str, str]) -> tuple[str, ...]:
    """The names of the filters that a URL's parameters mean."""
    tags = [tag for key in _TAGS for tag in query.get(key, "").split(",") if tag]
    names = [f"tag:{tag}" for tag in dict.fromkeys(tags)]
    names += [f"app:{app}" for app in query.get("apps", "").split(",") if app]
    if (fits := query.get("fits", "")) in _FITS:
        names.append(f"fits:{fits}")
    bounds = dict(_BOUND.findall(query.get("num_parameters", "")))
    if bounds:
        names.append(f"parameters:{bounds.get('min', '')}..{bounds.get('max', '')}".lower())
    return tuple(names)


def sort_of(query: dict[str, str]) -> str:
    """The wire's name of the order; empty where the URL names none."""
    return _SORTED_BY.get(query.get("sort", ""), "")


def _bounds(text: str) -> str:
    low, dots, high = text.partition("..")
    if not dots:
        return ""
    return ",".join(f"{name}:{bound.upper()}" for name, bound in (("min", low), ("max", high)) if bound)
