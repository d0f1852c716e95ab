"""What a listing is asked for: the parameters of a request, checked and made into one value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.fields import EXPANDABLE
from hubtui.demo.names import DATASET, MODEL, SPACE

PAGE = 1000
MOST_PARAMETERS = 2**62
ASCENDING = ("createdAt",)
"""The sorts that `direction=1` turns round; by all others the Hub sorts downwards, whatever it is asked for."""
REFUSED_ASCENDING = ("downloads", "likes")
"""Of these it is said that there is no such order, so that no client takes falling rows for rising ones."""
SORTS = {
    "createdAt": (MODEL, DATASET, SPACE),
    "downloads": (MODEL, DATASET),
    "lastModified": (MODEL, DATASET, SPACE),
    "likes": (MODEL, DATASET, SPACE),
    "likes7d": (MODEL, DATASET, SPACE),
    "likes30d": (MODEL, DATASET, SPACE),
    "trendingScore": (MODEL, DATASET, SPACE),
    "mainSize": (DATASET,),
    "num_parameters": (MODEL,),
    "id": (MODEL, DATASET, SPACE),
}
UNITS = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
Items = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing as it is asked for; `parameters` is the range (low, high) of parameter counts."""

    kind: int
    words: tuple[str, ...] = ()
    author: str = ""
    filters: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    warm: bool = False
    gated: bool | None = None
    parameters: tuple[int, int] | None = None
    models: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    linked: bool = False
    sort: str = "trendingScore"
    ascending: bool = False
    limit: int = PAGE
    cursor: str = ""


def values(items: Items, key: str, commas: bool = False) -> tuple[str, ...]:
    """All that is given for a key, or for the key with brackets; nothing with a null byte or too long to be found."""
    found = [value for name, value in items if name in (key, key + "[]") and value]
    if any("\0" in value or len(value) > 30_000 for value in found):
        raise bad_request(f"Invalid value for {key}")
    if commas:
        found = [part for value in found for part in value.split(",") if part]
    return tuple(dict.fromkeys(found))[:50]


def flag(items: Items, key: str) -> bool | None:
    given = [value.lower() for name, value in items if name == key]
    if not given:
        return None
    if given[-1] in ("true", "1", "false", "0", ""):
        return given[-1] in ("true", "1")
    raise bad_request(f'"{key}" must be a boolean')


def limit_of(items: Items, at_most: int, usual: int) -> int:
    """The rows of a page: what is asked for, cut to what is allowed; 400 for what is no positive number."""
    given = [value for name, value in items if name == "limit"]
    if not given:
        return usual
    if not re.fullmatch(r"[0-9]{1,9}", given[-1]) or not int(given[-1]):
        raise bad_request('"limit" must be a positive integer')
    return min(int(given[-1]), at_most)


def expand_of(items: Items, kind: int) -> tuple[str, ...]:
    """The fields that are asked for by name; 400 for one that does not exist or beside full, config and the like."""
    fields = values(items, "expand")
    for field in fields:
        if field not in EXPANDABLE[kind]:
            known = ", ".join(f'"{name}"' for name in sorted(EXPANDABLE[kind]))
            raise bad_request(f'Invalid option for "expand": {field[:60]!r}. Expected one of {known}')
    if fields and any(flag(items, key) for key in ("full", "config", "cardData", "blobs")):
        raise bad_request('"expand" cannot be used together with "full", "config", "cardData" or "blobs"')
    return fields


def _quantity(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)([KMBT]?)", text.upper())
    if not found:
        raise bad_request('"num_parameters" must look like min:6B,max:128B')
    return min(MOST_PARAMETERS, int(float(found[1]) * UNITS[found[2]]))


def parameter_range(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    low, high = 0, MOST_PARAMETERS
    for part in text.split(","):
        side, _, amount = part.partition(":")
        if side == "min":
            low = _quantity(amount)
        elif side == "max":
            high = min(high, _quantity(amount))
        else:
            raise bad_request('"num_parameters" must look like min:6B,max:128B')
    return low, high


def _last(items: Items, key: str) -> str:
    return next(iter(reversed(values(items, key))), "")


def _order(items: Items, kind: int) -> tuple[str, bool]:
    sort = _last(items, "sort") or "trendingScore"
    if kind not in SORTS.get(sort, ()):
        raise bad_request(f"Invalid sort parameter: {sort[:60]}")
    direction = _last(items, "direction") or "-1"
    if direction not in ("-1", "1", "asc", "desc"):
        raise bad_request('"direction" must be 1 or -1')
    ascending = direction in ("1", "asc")
    if ascending and sort in REFUSED_ASCENDING:
        raise bad_request(f'"direction" must be -1 for "sort={sort}"')
    return sort, ascending and sort in ASCENDING


def listing_of(items: Items, kind: int) -> Listing:
    """The listing that these parameters ask for. Raises a Refusal (400) that names what is wrong."""
    sort, ascending = _order(items, kind)
    inference = _last(items, "inference")
    if inference not in ("", "warm"):
        raise Refusal(400, '"inference" must be "warm"')
    of_model, of_space = kind == MODEL, kind == SPACE
    return Listing(
        kind=kind,
        words=tuple(word for text in values(items, "search") for word in text.split())[:20],
        author=_last(items, "author"),
        filters=(*values(items, "filter", commas=True), *(values(items, "pipeline_tag") if of_model else ())),
        apps=values(items, "apps", commas=True) if of_model else (),
        providers=values(items, "inference_provider", commas=True) if of_model else (),
        warm=of_model and inference == "warm",
        gated=flag(items, "gated") if not of_space else None,
        parameters=parameter_range(_last(items, "num_parameters")) if of_model else None,
        models=values(items, "models", commas=True) if of_space else (),
        datasets=values(items, "datasets", commas=True) if of_space else (),
        linked=bool(of_space and flag(items, "linked")),
        sort=sort,
        ascending=ascending,
        limit=limit_of(items, PAGE, PAGE),
        cursor=next((value for name, value in items if name == "cursor"), ""),
    )
