"""The search text, filters and order of a listing of repos, as a value that becomes queries of the Hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.query import ListingQuery, parameter_bounds, parameter_range
from hubtui.hub.sorts import DEFAULT, known_sort, sort_of
from hubtui.presentation.filter_line import Chip
from hubtui.presentation.tags import tag_label
from hubtui.registry.target import Target

if TYPE_CHECKING:
    from hubtui.config.memory_budget import MemoryBudget

OF_LOADED = " of what is loaded"
MAX_MERGED = 8
_ROWS_TO_LOOK_AT = 500
_MIN_ROWS_OF_SOME = 100
_ABOUT_GGUF = frozenset(("tag:gguf", "app:llama.cpp", "app:ollama", "app:lmstudio", "app:jan"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The search text, author, filters and order of a listing of repos: the state of its filter bar.

    `filters` are names as "tag:license:mit", "parameters:7b", "app:vllm", "access:gated", "inference:warm" or
    "fits:now"; a row must pass all of them. A minus before a name ("-tag:gguf") excludes loaded rows. Several authors
    (separated by commas) and the alternatives of a filter ("tag:license:mit|license:apache-2.0") become a query each,
    whose results are merged. `ascending` is used only for an order that the Hub has in both directions. `sort_loaded`
    is the key of the column by which loaded rows are sorted instead, with a minus before it for the reverse order.
    """

    repo_type: RepoType
    text: str = ""
    author: str = ""
    filters: tuple[str, ...] = ()
    sort: str = DEFAULT
    ascending: bool = False
    sort_loaded: str = ""

    def __post_init__(self) -> None:
        if self.ascending and not known_sort(self.sort).both_ways:
            object.__setattr__(self, "ascending", False)
        if "," in self.author:
            names = (name.strip() for name in self.author.split(","))
            object.__setattr__(self, "author", ", ".join(name for name in names if name))

    @property
    def fits(self) -> str:
        """The filter by how models fit into the memory ("fits:now"), which the Hub does not have; "" without one."""
        names = (name for name in self.filters if name.startswith("fits:"))
        return next(names, "") if self.repo_type == "model" else ""

    @property
    def excluded(self) -> tuple[str, ...]:
        """The filters that exclude loaded rows (those with a minus); the Hub does not have them."""
        return tuple(name for name in self.filters if name.startswith("-"))

    @property
    def hides_rows(self) -> bool:
        """Whether some of the rows that the Hub sends are hidden."""
        return bool(self.fits or self.excluded)

    def shows_fits(self, memory: MemoryBudget | None) -> bool:
        """Return whether the column "fits" is shown by default: for a filter by it, or if `memory` is of interest."""
        return bool(self.fits) or (memory is not None and memory.is_of_interest)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a row to request from the Hub. To judge GGUF repos, the names of their files are among them."""
        fields = KINDS[self.repo_type].listing_fields
        is_about_gguf = "gguf" in self.text.lower() or any(name in _ABOUT_GGUF for name in self.filters)
        return (*fields, "siblings") if self.repo_type == "model" and (self.fits or is_about_gguf) else fields

    def rows_per_request(self, page_size: int) -> int:
        """Return how many rows to request at once: more than a page if some of them will be hidden."""
        if self.fits:
            return max(page_size, _ROWS_TO_LOOK_AT)
        return max(page_size, _MIN_ROWS_OF_SOME) if self.excluded else page_size

    def queries(self, expand: tuple[str, ...], limit: int) -> list[ListingQuery]:
        """Return the Hub's queries for this choice: one, or one for each combination of its alternatives.

        `expand` are the fields to request, `limit` is the number of rows a page.

        Raises:
            ValueError: There are too many queries to merge, or they cannot be merged in this order.
        """
        authors = [name.strip() for name in self.author.split(",") if name.strip()] or [""]
        asked = [name for name in self.filters if not name.startswith(("fits:", "-"))]
        ways = [[f"{name.partition(':')[0]}:{value}" for value in filter_values(name)] for name in asked]
        for name in self.excluded:
            _check_excluded(name)
        parts = list(islice(product(authors, *ways), MAX_MERGED + 1))
        if len(parts) > MAX_MERGED:
            raise ValueError(f"at most {MAX_MERGED} listings are merged: take some alternatives out")
        order = known_sort(self.sort)
        if len(parts) > 1 and not order.field:
            raise ValueError(f"several listings cannot be merged by {order.words}: the Hub does not tell it of a row")
        return [replace(self, author=author, filters=tuple(names))._query(expand, limit) for author, *names in parts]

    def _query(self, expand: tuple[str, ...], limit: int) -> ListingQuery:
        tags, parameters, apps, access, inference = (
            [name.partition(":")[2] for name in self.filters if name.startswith(f"{group}:")]
            for group in ("tag", "parameters", "app", "access", "inference")
        )
        return ListingQuery(
            repo_type=self.repo_type,
            search=self.text.strip(),
            author=self.author,
            filters=tuple(tags),
            sort=self.sort,
            ascending=self.ascending,
            limit=limit,
            expand=expand,
            gated=access[-1] == "gated" if access else None,
            apps=tuple(apps),
            inference=inference[-1] if inference else "",
            num_parameters=parameter_range(parameters[-1]) if parameters else "",
        )

    def chips(self) -> tuple[Chip, ...]:
        """Return a chip for the author and for each filter.

        The last filter that excludes rows says that it applies to loaded rows only.
        """
        names = " or ".join(name.strip() for name in self.author.split(",") if name.strip())
        author = [Chip("author", f"author {names}")] if names else []
        last = self.excluded[-1:]
        tails = (OF_LOADED if name in last else "" for name in self.filters)
        chips = (Chip(name, filter_label(name) + tail) for name, tail in zip(self.filters, tails, strict=True))
        return (*author, *chips)

    def without(self, name: str) -> Choice:
        """Return the choice without the filter (or the "author") that has this name."""
        if name == "author":
            return replace(self, author="")
        return replace(self, filters=tuple(other for other in self.filters if other != name))

    def cleared(self) -> Choice:
        """Return the choice without search text, author and filters; the order stays."""
        return Choice(self.repo_type, sort=self.sort, ascending=self.ascending)


def target_of_choice(choice: Choice) -> Target | None:
    """Return the listing as a page, or None for several merged listings, which no page shows."""
    if "," in choice.author or any("|" in name for name in choice.filters if not name.startswith("-")):
        return None
    sort = "" if choice.sort == DEFAULT else choice.sort
    return Target(
        "listing",
        choice.repo_type,
        author=choice.author,
        search=choice.text,
        filters=choice.filters,
        sort=sort,
        ascending=choice.ascending,
        sort_loaded=choice.sort_loaded,
    )


def choice_of_target(target: Target) -> Choice:
    """Return the search text, filters and order that a page of a listing asks for."""
    repo_type: RepoType = target.id  # type: ignore[assignment]
    return Choice(
        repo_type,
        text=target.search,
        author=target.author,
        filters=target.filters,
        sort=target.sort or DEFAULT,
        ascending=target.ascending,
        sort_loaded=_known_column(target.sort_loaded, repo_type),
    )


def to_json(choice: Choice) -> dict[str, Any]:
    """Return the choice as plain JSON values, to save it."""
    return asdict(choice)


def from_json(repo_type: RepoType, saved: Mapping[str, Any]) -> Choice:
    """Return the choice that was saved as JSON, or one without filters if the JSON is invalid."""
    try:
        choice = Choice(
            repo_type,
            text=str(saved["text"]),
            author=str(saved["author"]),
            filters=tuple(str(name) for name in saved["filters"]),
            sort=sort_of(str(saved["sort"]), repo_type),
            ascending=saved["ascending"] is True,
            sort_loaded=_known_column(str(saved.get("sort_loaded", "")), repo_type),
        )
        choice.queries((), 1)
    except (KeyError, TypeError, ValueError):
        return Choice(repo_type)
    return choice


def _check_excluded(name: str) -> None:
    """Raise a ValueError if a filter that excludes rows has an invalid value."""
    if name.startswith("-parameters:"):
        for value in filter_values(name):
            parameter_bounds(value)


def _known_column(sort_loaded: str, repo_type: RepoType) -> str:
    if not sort_loaded:
        return ""
    from hubtui.presentation.query_orders import is_order_of_loaded  # rarely needed

    return sort_loaded if is_order_of_loaded(sort_loaded, repo_type) else ""


def without_conflicts(filters: Iterable[str]) -> tuple[str, ...]:
    """Return the filters, each once; of filters that exclude each other (two numbers of parameters) only the last."""
    found: dict[str, str] = {}
    for name in filters:
        group = name.partition(":")[0]
        key = group if group in ("parameters", "access", "inference", "fits") else name
        found.pop(key, None)
        found[key] = name
    return tuple(found.values())


def filter_label(name: str) -> str:
    """Return the text of a filter's chip: the value alone if it is clear by itself ("apache-2.0")."""
    if name.startswith("-"):
        return f"-{filter_label(name[1:])}"
    group = name.partition(":")[0]
    if group == "fits":
        from hubtui.presentation.filter_grammar import words_of  # not needed for the first paint

        return words_of(name, "model")
    label = {"tag": tag_label, "parameters": _range_label, "author": "author {}".format}.get(group, str)
    values = [label(value) for value in filter_values(name)]
    return f"{'inference ' if group == 'inference' else ''}{' or '.join(values)}"


def _range_label(value: str) -> str:
    if value.startswith(".."):
        return f"up to {value[2:]}"
    return f"{value[:-2]} and more" if value.endswith("..") else value


def filter_values(name: str) -> list[str]:
    """Return the alternatives of a filter, without its group: ["mit", "bsd"] for "license:mit|bsd"."""
    return [value for value in name.partition(":")[2].split("|") if value]
