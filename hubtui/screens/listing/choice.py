"""What the user asked a listing for: text, filters and order; a value that becomes the Hub's query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hubtui.hub.kinds import RepoType
from hubtui.hub.query import ListingQuery, parameter_range
from hubtui.presentation.tags import tag_label, tag_of
from hubtui.screens.dialogs.picker import Option
from hubtui.widgets.filter_bar import Chip

APPS = ("vllm", "llama.cpp", "ollama", "lmstudio", "jan", "mlx-lm", "sglang", "tgi", "transformers")


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of a filter bar. `filters` are names as "tag:license:mit", "parameters:7b", "app:vllm",
    "access:gated" or "inference:warm"; each means all that came before it as well.
    """

    repo_type: RepoType
    text: str = ""
    author: str = ""
    filters: tuple[str, ...] = ()
    sort: str = "trendingScore"
    ascending: bool = False

    def query(self, expand: tuple[str, ...], limit: int) -> ListingQuery:
        """The Hub's query for it."""
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
        """A chip a filter, the author first."""
        author = [Chip("author", f"by {self.author}")] if self.author else []
        return (*author, *(Chip(name, filter_label(name)) for name in self.filters))

    def without(self, name: str) -> Choice:
        """The choice without one of its chips."""
        if name == "author":
            return replace(self, author="")
        return replace(self, filters=tuple(other for other in self.filters if other != name))

    def cleared(self) -> Choice:
        """Only the order stays."""
        return Choice(self.repo_type, sort=self.sort, ascending=self.ascending)

    @property
    def is_filtered(self) -> bool:
        """Whether there is anything to clear."""
        return bool(self.text.strip() or self.author or self.filters)


def settled(filters: Iterable[str]) -> tuple[str, ...]:
    """The filters, each once; of those that exclude each other (two numbers of parameters) the last one."""
    kept: dict[str, str] = {}
    for name in filters:
        group = name.partition(":")[0]
        key = group if group in ("parameters", "access", "inference") else name
        kept.pop(key, None)
        kept[key] = name
    return tuple(kept.values())


def filter_label(name: str) -> str:
    """What a chip says: the value alone where it speaks for itself."""
    group, _, value = name.partition(":")
    if group == "tag":
        return tag_label(value)
    return f"{group} {value}" if group == "inference" else value


def option_of(name: str) -> Option:
    """A filter as the picker shows it."""
    return Option(name, filter_label(name), name.partition(":")[0])


def filters_without_tag(repo_type: RepoType) -> list[Option]:
    """The filters that are no tags, as far as the kind has them."""
    if repo_type == "space":
        return []
    names = ["access:open", "access:gated"]
    if repo_type == "model":
        names += [f"parameters:{text}" for text in ("..1b", "1b..3b", "3b..9b", "9b..24b", "24b..80b", "80b..")]
        names += [f"app:{app}" for app in APPS] + ["inference:warm"]
    return [option_of(name) for name in names]


def typed_option(repo_type: RepoType, text: str) -> Option | None:
    """What is typed into the picker as a filter of its own.

    Raises:
        ValueError: it begins like a number of parameters and is none.
    """
    if repo_type == "model" and (text[0].isdigit() or text.startswith("..")):
        try:
            parameter_range(text)
        except ValueError:
            if ".." in text:
                raise
        else:
            return Option(f"parameters:{text}", text, "parameters")
    tag = tag_of(text, repo_type)
    return Option(f"tag:{tag}", tag_label(tag), "tag as typed")
