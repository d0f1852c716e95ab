"""The resources in the order of their tabs. To add one, create its folder in `hubtui/resources/` and name it here."""

from __future__ import annotations

from hubtui.registry.resource import Resource, ResourceList, load

_FOLDERS = (
    "repos",
    "listing",
    "paper",
    "collection",
    "mine",
    "request",
    "transfer",
    "quants",
    "owner",
    "discussion",
)

RESOURCES: tuple[Resource, ...] = tuple(
    one for folder in _FOLDERS for one in load(f"hubtui.resources.{folder}:RESOURCES")
)
BY_KIND = {one.kind: one for one in RESOURCES if one.kind}
PREFIXES = {one.prefix: one.kind for one in RESOURCES if one.prefix}
"""The kind of each first segment of the paths of pages."""
LISTS: dict[str, ResourceList] = {one.name: one for resource in RESOURCES for one in resource.lists}
"""All lists that can be saved as a view, by name."""
TAB_TITLES = {one.name: one.title for one in LISTS.values() if one.title}
TABS = tuple(TAB_TITLES)
REPO_LISTS = tuple(one.name for one in LISTS.values() if not one.make)
"""The names of the lists of repos."""


def page_words(kind: str, name: str) -> str:
    """Return how messages name a page: "the paper 2505.09388"."""
    words = BY_KIND[kind].words if kind in BY_KIND else ""
    return f"{words or f'the {kind}'} {name}"
