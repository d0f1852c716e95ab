"""The lines around the items of a collection: its title, its description, and how far its changes are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.hub.drafts import THEMES
from hubtui.presentation.bars import Parts
from hubtui.registry.names import is_repo_id
from hubtui.resources.collection.collection_cells import Saving, about_words, saving_words, theirs_words
from hubtui.text.columns import GUTTER, Cell

if TYPE_CHECKING:
    from hubtui.changes.collection_editor import CollectionEditor


def saving_of(editor: CollectionEditor) -> Saving:
    """Return how far the changes of the user are saved."""
    return Saving(
        editor.phase,
        editor.sent_count,
        editor.edits.unsent_count,
        editor.edits.remaining_count,
        editor.problem,
        editor.edits.state.is_answer_missing,
    )


def is_not_found(editor: CollectionEditor) -> bool:
    """Return whether the Hub has no collection of this name."""
    return editor.phase == "gone" and not editor.edits.is_loaded


def title_parts(editor: CollectionEditor) -> Parts:
    """Return the parts of the top line: "back", the title, the owner, the number of items, and the theme."""
    parts: Parts = [("close", [Cell("‹ Back", "accent"), Cell("   ")])]
    if not editor.edits.is_loaded:
        return [*parts, ("", [Cell(editor.edits.slug, "active")])]
    about = editor.edits.wanted.about
    facts = about_words(about, editor.edits.slug.partition("/")[0], len(editor.edits.wanted.items))
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
    text = theirs_words(counts, theirs.about)
    saving, role = saving_words(saving_of(editor))
    return [*([Cell(f"  {text}", "state")] if text else []), Cell(f"  {saving}", role)]


def tail_lines(editor: CollectionEditor) -> list[list[Cell]]:
    """Return the lines below the items: none, unless there are no items."""
    if editor.edits.wanted.items:
        return []
    if editor.edits.is_loaded:
        return [[Cell(" " * GUTTER + "nothing is in it yet; a adds something", "dim")]]
    words, role = saving_words(saving_of(editor))
    lines = [[Cell(" " * GUTTER + words, role)]]
    if is_not_found(editor) and is_repo_id(editor.edits.slug):
        lines.append([Cell(" " * GUTTER + "enter opens the model of this name", "dim")])
    return lines
