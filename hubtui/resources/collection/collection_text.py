"""A whole collection as text: Markdown and JSON for export, and lines to edit in $EDITOR."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from hubtui.addresses import item_path, target_of, url_of
from hubtui.hub.drafts import LONGEST_NOTE, Draft, DraftItem, Key, collection_id, length_of
from hubtui.hub.kinds import KINDS
from hubtui.presentation.snippets import escaped_markdown, plain_name
from hubtui.registry.target import Target
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.hub.models.collection import CollectionItem

_NONE: Mapping[str, DraftItem] = {}
_HELP = """\
# {title}
# A line an item, in their order: its id, then its note. Lines that are moved, changed, added or taken out change the
# collection once you have seen the plan; models/ID, datasets/ID, spaces/ID, papers/ID, collections/ID, or a URL.
# Lines that begin with "# " are left out. An empty file changes nothing.
"""


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that cannot be read: its number, counted from 1, and the reason."""

    number: int
    words: str


def to_lines(draft: Draft) -> str:
    """Return the collection as lines to edit, one for each item."""
    lines = [f"{_name(item)}{'  ' + _one_line(item.note) if item.note else ''}\n" for item in draft.items]
    return _HELP.format(title=_one_line(draft.about.title)) + "".join(lines)


def from_lines(text: str, draft: Draft, endpoint: str) -> tuple[Draft, list[WrongLine]]:
    """Return the draft that edited lines describe, based on `draft`, and the lines that cannot be read."""
    items: dict[Key, DraftItem] = {}
    wrong: list[WrongLine] = []
    known = {_name(item): item for item in draft.items}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("# ") or line.strip() == "#":
            continue
        try:
            item = _item(line, endpoint, known)
        except ValueError as error:
            wrong.append(WrongLine(number, str(error)))
            continue
        if item.key in items:
            wrong.append(WrongLine(number, f"{item.id} is there twice"))
            continue
        held = draft.by_key.get(item.key)
        # A note of several lines is shown as one line; if it was not edited, it keeps its lines.
        if held is not None and _one_line(held.note) == item.note:
            item = held
        items[item.key] = item
    return replace(draft, items=tuple(items.values())), wrong


def _name(item: DraftItem) -> str:
    """Return the name of an item in a line: one word, even if its id contains spaces."""
    return f"{item.type}s/{quote(item.id)}"


def _item(line: str, endpoint: str, known: Mapping[str, DraftItem] = _NONE) -> DraftItem:
    """Return the item of a line, with the note after its name; `known` are the items of the collection by their names.

    Raises:
        ValueError: the line names no item, or the note is too long.
    """
    name, _, note = line.strip().partition(" ")
    note = note.strip()
    item = known[name] if name in known else _named(name, endpoint)
    over = length_of(note) - LONGEST_NOTE
    if over > 0:
        raise ValueError(f"the note of {item.id} has {over} characters too many: it may have {LONGEST_NOTE}")
    return replace(item, note=note, object_id="")


def _named(name: str, endpoint: str) -> DraftItem:
    if name.startswith("buckets/"):
        return DraftItem("bucket", name.removeprefix("buckets/"), "")
    digits = name.removeprefix("collections/")
    if name.startswith("collections/") and "/" not in digits:
        return DraftItem("collection", digits, "")
    target = target_of(name, endpoint)
    item_path(target)
    return DraftItem(target.kind, _id_of(target), "")


def _id_of(target: Target) -> str:
    return collection_id(target.id) if target.kind == "collection" else target.id


def pasted_item(line: str, endpoint: str) -> DraftItem:
    """Return the item that a pasted line names, with the note after it.

    Raises:
        ValueError: the line names no item.
    """
    return _item(line, endpoint)


def _one_line(text: str) -> str:
    return clean_line(" ".join(text.split()))


def changes_words(old: Draft, new: Draft, moved: int) -> list[tuple[str, str]]:
    """Return the differences between two drafts as lines (text, role); `moved` is the number of items that move."""
    lines: list[tuple[str, str]] = []
    for key, item in new.by_key.items():
        held = old.by_key.get(key)
        if held is None:
            lines.append((f"+ {item.type} {item.id}{'  ' + item.note if item.note else ''}", "mark"))
        elif held.note != item.note:
            lines.append((f"~ {item.type} {item.id}  {item.note or '(no note)'}", "accent"))
    lines += [(f"- {item.type} {item.id}", "failed") for item in old.items if item.key not in new.by_key]
    if moved:
        lines.append((f"{moved} {'item changes its place' if moved == 1 else 'items change their places'}", ""))
    return lines


def to_markdown(draft: Draft, details: Mapping[Key, CollectionItem], slug: str, endpoint: str) -> str:
    """Return the collection as a Markdown document."""
    lines = [f"# [{escaped_markdown(draft.about.title)}]({url_of(Target('collection', slug), endpoint)})", ""]
    if draft.about.description:
        lines += [escaped_markdown(draft.about.description), ""]
    for place, item in enumerate(draft.items, 1):
        about = details.get(item.key)
        name = (about.title if about is not None and item.type in ("paper", "collection") else None) or item.id
        lines.append(f"{place}. [{escaped_markdown(_one_line(name))}]({_url(item, about, endpoint)}) ({item.type})")
        if item.note:
            lines += ["", *(f"   {escaped_markdown(line)}" for line in item.note.splitlines()), ""]
    return "\n".join(lines).rstrip() + "\n"


def target_of_item(item: DraftItem, details: CollectionItem | None, endpoint: str) -> Target:
    """Return the page of an item; a page on the web if hubtui has none for its type, or None."""
    if item.type == "collection":
        return Target("collection", (details.slug if details is not None else None) or item.id)
    if item.type == "paper" or item.type in KINDS:
        return Target(item.type, item.id)  # these are kinds of pages
    return Target("web", f"{endpoint}/{quote(item.type)}s/{quote(item.id)}")


def _url(item: DraftItem, details: CollectionItem | None, endpoint: str) -> str:
    return url_of(target_of_item(item, details, endpoint), endpoint)


def to_json(draft: Draft, slug: str) -> str:
    """Return the collection as a JSON document."""
    data = {
        "slug": slug,
        "title": draft.about.title,
        "description": draft.about.description,
        "theme": draft.about.theme,
        "private": draft.about.private,
        "items": [{"type": item.type, "id": item.id, "note": item.note} for item in draft.items],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return "".join(one if one == "\n" or one.isprintable() else json.dumps(one)[1:-1] for one in text) + "\n"


def ids_of(items: Iterable[DraftItem]) -> str:
    """Return the ids of items, one per line."""
    return "".join(f"{plain_name(item.id)}\n" for item in items)
