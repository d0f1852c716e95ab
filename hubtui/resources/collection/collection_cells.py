"""The cells of collections and of their items, and the texts about saving a collection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.hub.kinds import KINDS
from hubtui.presentation.lines import Line, flow, wrap
from hubtui.presentation.space import stage
from hubtui.presentation.values import UNKNOWN, ago, number, state, word
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_count
from hubtui.text.width import fit

if TYPE_CHECKING:
    from hubtui.hub.drafts import DraftItem
    from hubtui.hub.models.collection import Collection, CollectionItem

LISTED_ITEMS = 4
_NOTE_LINES = 3
_NOTE_INDENT = 16
_WITH_STATE = 70
_FACTS = ("author", "likes", "downloads", "upvotes", "last_modified", "title", "slug", "number_items", "private")


# Lists of collections


def list_columns(width: int) -> list[Column]:
    """Return the columns of a list of collections for `width` terminal cells."""
    columns = [Column("title", "Collection", 0)]
    columns += [Column("owner", "Owner", 18)] if width >= 60 else []
    columns += [Column("state", "", 8), Column("items", "Items", 6, right=True)]
    columns += [Column("upvotes", "Likes", 6, right=True)] if width >= 44 else []
    return [*columns, Column("updated", "Updated", 8, right=True)]


def list_cells(collection: Collection, count: int | None, columns: Sequence[Column], now: datetime) -> list[Cell]:
    """Return the cells of a collection in a list; `count` is the number of its items, None if it is unknown."""
    owner = collection.owner.name if collection.owner is not None else collection.slug.partition("/")[0]
    made = {
        "title": Cell(collection.title or collection.slug),
        "owner": Cell(owner, "dim"),
        "state": state("private") if collection.private else Cell(""),
        "items": Cell(items_word(collection, count)),
        "upvotes": number(collection.upvotes),
        "updated": ago(collection.last_updated, now),
    }
    return [made[column.key] for column in columns]


def items_word(collection: Collection, count: int | None) -> str:
    """Return the number of items as text; without a `count` that of the items that a listing shows, four at most."""
    if count is not None:
        return f"{count:,}"
    listed = len(collection.items)
    return f"{listed}+" if listed >= LISTED_ITEMS else str(listed)


def preview_lines(collection: Collection, is_complete: bool, width: int) -> list[Line]:
    """Return the lines of the preview: the description, and the items (not all of them unless `is_complete`)."""
    about = [collection.owner.name if collection.owner is not None else "", collection.theme or ""]
    count = items_word(collection, len(collection.items) if is_complete else None)
    lines = flow([Cell(collection.title or collection.slug, "strong")], width)
    lines += flow([f"{count} items", *about, "private" if collection.private else ""], width)
    lines += [(Cell(line, "dim"),) for line in wrap(collection.description or "", width)]
    lines.append(())
    for place, item in enumerate(collection.items, 1):
        name = f"{place:>3} {item_name(item)}"
        lines += flow([Cell(name), Cell(kind_word(item.item_type or ""), "dim")], width)
        if item.note is not None and item.note.text:
            lines += [(Cell("    " + line, "dim"),) for line in wrap(item.note.text, width - 4)]
    if not is_complete and len(collection.items) >= LISTED_ITEMS:
        lines.append((Cell("    Loading the rest…", "dim"),))
    return lines


# The items of a collection


def item_columns(width: int) -> list[Column]:
    """Return the columns of the items for `width` terminal cells. If it is narrow, the id shows the state."""
    columns = [Column("position", "", 4, right=True), Column("kind", "", 10), Column("id", "Item", 0, is_name=True)]
    if width >= _WITH_STATE:
        columns.append(Column("state", "", 8))
    if width >= 100:
        columns.append(Column("task", "Task, stage", 28 if width >= 108 else 20))
    if width >= 84:
        columns.append(Column("params", "Params", 7, right=True))
    if width >= 64:
        columns.append(Column("downloads", "Downl.", 7, right=True))
    return [*columns, Column("likes", "Likes", 6, right=True)]


def item_cells(position: int, item: DraftItem, details: CollectionItem | None, columns: Sequence[Column]) -> list[Cell]:
    """Return the cells of an item; `details` is the Hub's data about it, None until that is loaded."""
    if details is None:
        made = {"id": Cell(item.id), "likes": UNKNOWN}
    elif is_missing(details):
        made = {"id": Cell(f"{item.id}  not there any more, or private", "state")}
    else:
        made = {
            "id": Cell(_name(item, details)),
            "state": state(_access(details)),
            "task": _task(details),
            "params": number(details.num_parameters),
            "downloads": number(details.downloads),
            "likes": number(details.likes if details.likes is not None else details.upvotes),
        }
        if access := _access(details) if all(column.key != "state" for column in columns) else "":
            made["id"] = state(access, f"{made['id'].text}  {access}")
    made |= {"position": Cell(str(position), "dim"), "kind": Cell(kind_word(item.type), "dim")}
    return [made.get(column.key, Cell("")) for column in columns]


def item_facts(item: DraftItem, details: CollectionItem | None, width: int) -> list[Line]:
    """Return the lines of the preview of an item: its type, facts about it, and its whole note."""
    facts = [Cell(kind_word(item.type), "dim")]
    if details is not None and not is_missing(details):
        counts = (details.downloads, "download"), (details.likes, "like")
        facts += [task] if (task := _task(details)) is not UNKNOWN else []
        facts += [Cell(short_count(many, noun), "dim") for many, noun in counts if many is not None]
    lines = flow(facts, width)
    for paragraph in item.note.split("\n") if item.note.strip() else ():
        lines += [(Cell(line, "quote"),) for line in wrap(paragraph, width) or [""]]
    return [*lines, ()]


def kind_word(item_type: str) -> str:
    """Return the name of the type of an item, as the screen shows it."""
    return KINDS[item_type].noun if item_type in KINDS else item_type


def is_missing(details: CollectionItem) -> bool:
    """Return whether the Hub has no data about the item, because it was deleted or is private."""
    return all(getattr(details, name) in (None, "") for name in _FACTS)


def item_name(item: CollectionItem) -> str:
    """Return the name of an item: its id, and its title if it is a paper or a collection."""
    if item.item_type == "collection":
        return item.title or item.slug or item.item_id
    if item.item_type == "paper" and item.title:
        return f"{item.item_id}  {' '.join(item.title.split())}"
    return item.item_id


def _name(item: DraftItem, details: CollectionItem) -> str:
    return item_name(details) if item.type in ("paper", "collection") else item.id


def _access(details: CollectionItem) -> str:
    return "private" if details.private else "gated" if details.gated else ""


def _task(details: CollectionItem) -> Cell:
    if details.runtime is not None and details.runtime.stage:
        return stage(details.runtime.stage)
    if details.number_items is not None:
        return Cell(f"{details.number_items} items", "dim")
    return word(details.pipeline_tag, "dim")


def note_lines(note: str, width: int, *, whole: bool, is_edited: bool = False) -> list[Line]:
    """Return the lines of a note below its item: the first ones, or with `whole` all of them.

    An empty note has no line, unless it `is_edited`."""
    indent = " " * min(_NOTE_INDENT, width // 4)
    lines = [piece for part in note.splitlines() for piece in wrap(part, width - len(indent))]
    if not whole and len(lines) > _NOTE_LINES:
        lines = [*lines[: _NOTE_LINES - 1], fit(f"{lines[_NOTE_LINES - 1]} …", width - len(indent))]
    if is_edited and not lines:
        lines = [""]
    return [(Cell(indent + line, "dim"),) for line in lines]


def note_indent(width: int) -> int:
    """Return the indent of notes, in terminal cells from the left edge of a row's text."""
    return min(_NOTE_INDENT, width // 4)
