"""The lines around the items of a collection: its title, its description, and how far its changes are saved."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from hubtui.hub.drafts import THEMES
from hubtui.presentation.bars import Parts
from hubtui.registry.names import is_repo_id
from hubtui.text.columns import GUTTER, Cell
from hubtui.text.humanize import counted

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor


def saving_words(editor: CollectionEditor) -> tuple[str, str]:
    """Return how far the changes are saved as text, and the role of the text."""
    unseen, sent = editor.edits.remaining_count, editor.sent_count
    many = counted(max(1, unseen), "change")
    if editor.waits is not None:
        unsaved = f"{unseen} unsaved: " if unseen else ""
        return f"{unsaved}{editor.waits[0].rstrip('.')}; trying again in {ceil(editor.seconds_left)} s", "failed"
    match editor.phase:
        case "loading":
            return "Loading…", "dim"
        case "saving":
            total = sent + editor.edits.unsent_count
            return (f"saving {min(sent + 1, total)} of {total} …" if total else "saving …"), "accent"
        case "checking":
            sent_words = "without an answer" if editor.edits.state.is_answer_missing else "sent"
            return f"{many} {sent_words}, checking …", "accent"
        case "unconfirmed":
            return f"{many} not confirmed by the Hub yet · r tries again", "failed"
        case "failed":
            return f"{f'{unseen} unsaved: ' if unseen else ''}{editor.problem}; r tries again", "failed"
        case "gone":
            return editor.problem, "failed"
    return (editor.problem, "failed") if editor.problem else ("saved", "dim")


def leaving_words(editor: CollectionEditor) -> str:
    """Return the message for leaving the page of a collection while changes are not saved."""
    unseen, title = editor.edits.remaining_count, editor.edits.wanted.about.title
    many = f"{unseen} changes of {title} are" if unseen > 1 else f"1 change of {title} is"
    is_saving = editor.phase in ("saving", "checking")
    return f"{many} still being saved" if is_saving else f"{many} not saved: open the collection and press r"


def is_not_found(editor: CollectionEditor) -> bool:
    """Return whether the Hub has no collection of this name."""
    return editor.phase == "gone" and not editor.edits.is_loaded


def title_parts(editor: CollectionEditor) -> Parts:
    """Return the parts of the top line: "back", the title, the owner, the number of items, and the theme."""
    parts: Parts = [("close", [Cell("‹ Back", "accent"), Cell("   ")])]
    if not editor.edits.is_loaded:
        return [*parts, ("", [Cell(editor.edits.slug, "active")])]
    about = editor.edits.wanted.about
    count, owner = len(editor.edits.wanted.items), editor.edits.slug.partition("/")[0]
    words = [counted(count, "item"), owner, "private" if about.private else "", about.theme]
    facts = " · ".join(filter(None, words))
    title = Cell(" ".join(about.title.split()), "active")
    swatch = [Cell(" ■", f"theme-{about.theme}")] if about.theme in THEMES else []
    return [*parts, ("about", [title, Cell("   ")]), ("about", [Cell(facts, "dim"), *swatch])]


def description_cells(editor: CollectionEditor) -> list[Cell]:
    """Return the description as one line."""
    return [Cell(" ".join(editor.edits.wanted.about.description.split()), "dim")]


def state_cells(editor: CollectionEditor) -> list[Cell]:
    """Return what somebody else has changed meanwhile, and how far the user's changes are saved."""
    theirs = editor.edits.theirs
    counts = (
        (theirs.added, "added"),
        (theirs.removed, "taken out"),
        (theirs.moved, "moved"),
        (theirs.noted, "noted"),
    )
    parts = [f"{count} {what}" for count, what in counts if count]
    parts += ["title or description changed"] if theirs.about else []
    saving, role = saving_words(editor)
    cells = [Cell(f"  meanwhile by someone else: {', '.join(parts)}", "state")] if parts else []
    return [*cells, Cell(f"  {saving}", role)]


def tail_lines(editor: CollectionEditor) -> list[list[Cell]]:
    """Return the lines below the items: none, unless there are no items."""
    if editor.edits.wanted.items:
        return []
    if editor.edits.is_loaded:
        return [[Cell(" " * GUTTER + "nothing is in it yet; a adds something", "dim")]]
    words, role = saving_words(editor)
    lines = [[Cell(" " * GUTTER + words, role)]]
    if is_not_found(editor) and is_repo_id(editor.edits.slug):
        lines.append([Cell(" " * GUTTER + "enter opens the model of this name", "dim")])
    return lines
