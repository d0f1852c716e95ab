"""Entries of the palette that filter a listing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hubtui.dialogs.palette import Entry
from hubtui.hub.kinds import KINDS
from hubtui.presentation.choice import Choice, filter_label, without_conflicts
from hubtui.presentation.filter_grammar import filter_of, is_known


def filter_entry(text: str, choice: Choice, ask: Callable[[Choice], None]) -> Entry | None:
    """Return an entry that adds the filter of a text to `choice`, or None if the text is no filter.

    `ask` shows the listing of a choice.
    """
    if not is_known(text, choice.repo_type):
        return None
    name = filter_of(text, choice.repo_type)
    label, noun = filter_label(name), KINDS[choice.repo_type].noun
    words = f"only what {label}" if name.startswith("fits:") else f"only {noun}s with {label}"
    filters = without_conflicts((*choice.filters, name))
    return Entry(words, "filter", "filter", do=lambda: ask(replace(choice, filters=filters)))
