"""Collections as rows, and their items as rows with notes below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.hub.kinds import KINDS
from hubtui.presentation.lines import Line, flow, wrap
from hubtui.presentation.space import stage
from hubtui.presentation.values import UNKNOWN, ago, number, state, word
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_number
from hubtui.text.width import fit

if TYPE_CHECKING:
    from hubtui.hub.drafts import About, DraftItem
    from hubtui.hub.models.collection import Collection, CollectionItem

LISTED_ITEMS = 4
_NOTE_LINES = 3
_NOTE_INDENT = 16
_WITH_STATE = 70
_FACTS = ("author", "likes", "downloads", "upvotes", "last_modified", "title", "slug", "number_items", "private")


# A listing


def list_columns(width: int) -> list[Column]:
    """The columns of a list of collections for `width` terminal cells."""
    columns = [Column("title", "Collection", 0)]
    columns += [Column("owner", "Owner", 18)] if width >= 60 else []
    columns += [Column("state", "", 8), Column("items", "Items", 6, right=True)]
    columns += [Column("upvotes", "Votes", 6, right=True)] if width >= 44 else []
    return [*columns, Column("updated", "Updated", 8, right=True)]


def list_cells(collection: Collection, count: int | None, columns: Sequence[Column], now: datetime) -> list[Cell]:
    """A row of a list; `count` is how many items it has, where that is known."""
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
    """How many items; a listing tells of four at most."""
    if count is not None:
        return f"{count:,}"
    told = len(collection.items)
    return f"{told}+" if told >= LISTED_ITEMS else str(told)


def preview_lines(collection: Collection, is_complete: bool, width: int) -> list[Line]:
    """What it is about, and what is in it."""
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


# The editor


def item_columns(width: int) -> list[Column]:
    """Return the columns of the items for `width` terminal cells; where there is no room, the id says the state."""
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
    """An item's cells; `details` is what the Hub tells of it, None where it has not told anything yet."""
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
    """Return the kind of an item, the facts that the Hub tells of it in a collection, and its note in full."""
    facts = [Cell(kind_word(item.type), "dim")]
    if details is not None and not is_missing(details):
        counts = (details.downloads, "downloads"), (details.likes, "likes")
        facts += [task] if (task := _task(details)) is not UNKNOWN else []
        facts += [Cell(f"{short_number(many)} {noun}", "dim") for many, noun in counts if many is not None]
    lines = flow(facts, width)
    for paragraph in item.note.split("\n") if item.note.strip() else ():
        lines += [(Cell(line, "quote"),) for line in wrap(paragraph, width) or [""]]
    return [*lines, ()]


def kind_word(item_type: str) -> str:
    """How the type of an item is called."""
    return KINDS[item_type].noun if item_type in KINDS else item_type


def is_missing(details: CollectionItem) -> bool:
    """Whether the Hub tells nothing but its id."""
    return all(getattr(details, name) in (None, "") for name in _FACTS)


def item_name(item: CollectionItem) -> str:
    """An item as it is called: its id, and its title where the id alone says little."""
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
    """The lines of a note below its item: the first few, or all of them; an empty one has none unless it is edited."""
    indent = " " * min(_NOTE_INDENT, width // 4)
    lines = [piece for part in note.splitlines() for piece in wrap(part, width - len(indent))]
    if not whole and len(lines) > _NOTE_LINES:
        lines = [*lines[: _NOTE_LINES - 1], fit(f"{lines[_NOTE_LINES - 1]} …", width - len(indent))]
    if is_edited and not lines:
        lines = [""]
    return [(Cell(indent + line, "dim"),) for line in lines]


def note_indent(width: int) -> int:
    """Where the notes begin, in terminal cells from the edge of a row's text."""
    return min(_NOTE_INDENT, width // 4)


def about_words(about: About, owner: str, count: int) -> str:
    """Number of items, owner, privacy, theme."""
    words = [f"{count:,} item{'' if count == 1 else 's'}", owner, "private" if about.private else "", about.theme]
    return " · ".join(part for part in words if part)


@dataclass(frozen=True, slots=True)
class Saving:
    """How far the changes of a collection have come.

    `sent` and `to_send` count the requests of this round, `unseen` those that no read of the Hub shows; `no_answer`
    tells that one of them got no answer.
    """

    phase: str
    sent: int = 0
    to_send: int = 0
    unseen: int = 0
    problem: str = ""
    no_answer: bool = False


def saving_words(saving: Saving) -> tuple[str, str]:
    """Return how far the changes have come, in words, and the role of the words."""
    unseen = max(1, saving.unseen)
    many = f"{unseen} change{'' if unseen == 1 else 's'}"
    match saving.phase:
        case "loading":
            return "Loading…", "dim"
        case "saving":
            total = saving.sent + saving.to_send
            return (f"saving {min(saving.sent + 1, total)} of {total} …" if total else "saving …"), "accent"
        case "checking":
            return f"{many} {'without an answer' if saving.no_answer else 'sent'}, checking …", "accent"
        case "unconfirmed":
            return f"{many} not confirmed by the Hub yet · r tries again", "failed"
        case "failed":
            unsaved = f"{saving.unseen} unsaved: " if saving.unseen else ""
            return f"{unsaved}{saving.problem}; r tries again", "failed"
        case "gone":
            return saving.problem, "failed"
    return (saving.problem, "failed") if saving.problem else ("saved", "dim")


def leaving_words(saving: Saving, title: str) -> str:
    """Return what to say when the page of a collection is left with changes that are not saved."""
    unseen = max(1, saving.unseen)
    many = f"{unseen} change{'' if unseen == 1 else 's'} of {title}"
    is_one = unseen == 1
    if saving.phase in ("saving", "checking"):
        return f"{many} {'is' if is_one else 'are'} still being saved"
    return f"{many} {'is' if is_one else 'are'} not saved: open the collection and press r"


def theirs_words(counts: Iterable[tuple[int, str]], about: bool) -> str:
    """What somebody else changed meanwhile: (how many, what was done to them) each."""
    parts = [f"{count} {what}" for count, what in counts if count] + (["title or description changed"] if about else [])
    return f"meanwhile by someone else: {', '.join(parts)}" if parts else ""
