"""The command palette: every action of the current place, and every page by its id or URL, found by fuzzy search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from hubtui.action import Action
from hubtui.addresses import named_alone, target_of
from hubtui.bindings import key_words, place_of, sorted_by_place
from hubtui.dialogs.field_dialog import FieldDialog
from hubtui.dialogs.item_rows import ItemRows
from hubtui.places import PALETTE, heading_of
from hubtui.registry.resources import BY_KIND, page_words
from hubtui.registry.target import Target
from hubtui.text.columns import Cell, Column
from hubtui.text.fuzzy import rank
from hubtui.text.matches import Matches
from hubtui.user_keys import FIXED
from hubtui.widgets.field import Field

_KEYS_WIDTH = 14
_GROUP_WIDTH = 15
_GROUPS_FROM = 66
"""Search results have a column for their group from this width on, in cells."""
USED_LAST, PAGES = "Used last", "Pages"
_MOST_USED = 4
_KEYS = [Cell("enter", "accent"), Cell(" do it  ", "dim"), Cell("esc", "accent"), Cell(" cancel", "dim")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette: an action, a page, or a function to call.

    An action has a `name` and the `key` that runs it, a page is a `target`, a function is `do`. `why` says why it is
    not possible now, `group` is its heading. An entry without any of the three is a heading itself.
    """

    words: str
    name: str = ""
    keys: str = ""
    key: str = ""
    why: str = ""
    target: Target | None = None
    do: Callable[[], None] | None = None
    group: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a group."""
        return not (self.key or self.target or self.do)


def entries_of(actions: Sequence[Action], why_not: Callable[[Action], str], places: Sequence[str] = ()) -> list[Entry]:
    """Return an entry for each action, those of the innermost of `places` first.

    An action whose keys differ in meaning (such as numbers) gets an entry for each of them.
    """
    entries: dict[tuple[str, str], Entry] = {}
    for action in sorted_by_place(actions, places):
        if action.name == "palette":
            continue
        why = why_not(action)
        keys = ", ".join(map(key_words, action.keys[:2]))
        group = heading_of(place_of(action, places))
        lines = [Entry(action.help, action.name, keys, action.keys[0], why, group=group)]
        if action.name in FIXED:
            lines = [Entry(f"{action.help}: {key}", action.name, key, key, why, group=group) for key in action.keys]
        for line in lines:
            # If two actions have the same name, the innermost one runs.
            entries.setdefault((line.name, line.key if line.name in FIXED else ""), line)
    return list(entries.values())


def used_first(entries: Sequence[Entry], used: Sequence[tuple[str, str]]) -> list[Entry]:
    """Return the entries, with those that the user used last before the others.

    `used` has the name and the key of each, the latest first.
    """
    known = {(entry.name, entry.key): entry for entry in entries if not entry.why}
    first = [known[one] for one in used if one in known][:_MOST_USED]
    return [*(replace(one, group=USED_LAST) for one in first), *(one for one in entries if one not in first)]


def _with_headings(entries: Sequence[Entry]) -> list[Entry]:
    return [
        line
        for group, some in groupby(entries, key=attrgetter("group"))
        for line in (*([Entry(group)] if group else []), *some)
    ]


def _place_words(target: Target) -> str:
    """Return the id of a page, followed by the revision, file or section that the target names."""
    revision = f" at {target.revision}" if target.revision else ""
    place = {"rows": f"{target.config} / {target.split}", "revisions": "commits"}
    inside = target.path or place.get(target.section, "")
    return f"{target.id}{revision}{f': {inside}' if inside else ''}"


def _id_of(entry: Entry) -> str:
    return f"{entry.name} {entry.key} {entry.words}"


def _cells(entry: Entry, _columns: Sequence[Column]) -> list[Cell]:
    words = Cell(f"{entry.words}; not now: {entry.why}", "dim") if entry.why else Cell(entry.words)
    words = Cell(entry.words, "heading") if entry.is_heading else words
    return [words, Cell(entry.keys, "accent"), Cell(entry.group, "dim")]


class Palette(FieldDialog[Entry]):
    """Finds entries by typed text; the answer is the chosen entry.

    `endpoint` is the address of the Hub whose pages can be opened by id, None for no pages. `typed` returns an entry
    for a text that means something to the current screen, such as a filter of its listing.
    """

    PLACES: ClassVar[tuple[str, ...]] = (PALETTE,)

    def __init__(
        self, entries: Sequence[Entry], endpoint: str | None, typed: Callable[[str], Entry | None] = lambda _: None
    ) -> None:
        field = Field("", "an action, or an id, a URL, an owner", id="wanted")
        super().__init__("Do", field, self._columns, (("choose", "enter", "do it"),), shape="tall palette")
        self.row_list.is_heading = lambda index: self._shown[index].is_heading
        self._typed = typed
        self._entries = list(entries)
        self._endpoint = endpoint
        self._shown: list[Entry] = []

    def _columns(self, width: int) -> list[Column]:
        # Search results are sorted by similarity, not by group: a column shows the group instead of headings.
        has_groups = bool(self.field.value.strip()) and width >= _GROUPS_FROM
        group = [Column("group", "", _GROUP_WIDTH)] if has_groups else []
        return [Column("words", "", 0), Column("keys", "", _KEYS_WIDTH), *group]

    def on_mount(self) -> None:
        """Focus the field, and show all entries."""
        super().on_mount()
        self.find("")

    def find(self, wanted: str) -> None:
        """Show the entries that match a text, and the pages that it names."""
        # A text with a slash is an id or a URL: do not offer the action that is most similar to it.
        is_page = "/" in wanted and self._endpoint is not None
        texts = [f"{entry.words} {entry.name.replace('_', ' ')}" for entry in self._entries]
        found = [] if is_page else [self._entries[index] for index in rank(wanted, texts)]
        if (entry := self._typed(wanted)) is not None:
            # Actions that contain the typed words come before it: "open" opens the page.
            exact = sum(wanted.strip().lower() in one.words.lower() for one in found)
            found.insert(exact, entry)
        why = ""
        try:
            found += (
                [replace(one, group=PAGES) for one in self._pages(wanted.strip())] if self._endpoint is not None else []
            )
        except ValueError as error:
            why = str(error) if is_page else ""
        self._shown = found if wanted.strip() else _with_headings(found)
        self.row_list.highlight(Matches(tuple(wanted.split()), is_fuzzy=True))
        self.row_list.columns_changed()
        self.row_list.show_rows(ItemRows(self._shown, _id_of, _cells))
        self._show_words(why)

    def _show_words(self, why: str = "") -> None:
        """Show the problem with the text, or else the keys and the name of the action under the cursor."""
        here = self._shown[self.row_list.cursor] if self._shown else None
        is_action = here is not None and bool(here.key)
        name = [Cell("name in [keys]: ", "dim"), Cell(here.name)] if here is not None and is_action else []
        self.words.show([("", [Cell(why, "failed")])] if why else [("choose", _KEYS)], [] if why else name)

    def on_row_list_cursor_moved(self) -> None:
        """Show the name of the action under the cursor."""
        self._show_words()

    def _pages(self, text: str) -> list[Entry]:
        """Return entries for the pages that a text may mean.

        Raises:
            ValueError: the text names no page; its message says which texts do.
        """
        pages: list[Entry] = []
        target = target_of(text, self._endpoint or "")
        if target.kind == "listing":
            pages.append(Entry(f"the {target.id}s of {target.author or 'the Hub'}", target=target))
        elif BY_KIND[target.kind].is_named_alone:
            pages.append(Entry(page_words(target.kind, target.id), target=target))
        elif "/" in text or target.kind != "model" or target.revision:
            pages.append(Entry(f"open {page_words(target.kind, _place_words(target))}", target=target))
            if target == Target("model", text):
                pages += [
                    Entry(f"open {page_words(kind, target.id)}", target=Target(kind, target.id))
                    for kind in ("dataset", "space")
                ]
        else:
            pages += [
                Entry(f"the {noun} of {text}", target=Target("listing", kind, author=text))
                for kind, noun in (("model", "models"), ("dataset", "datasets"), ("space", "Spaces"))
            ]
            pages += [Entry(page_words(one.kind, one.id), target=one) for one in named_alone(target.id)]
            pages.append(Entry(f"open {page_words(target.kind, target.id)}", target=target))
        return pages

    def on_row_list_chosen(self) -> None:
        """Choose the entry that was clicked."""
        self.do_choose()

    def do_palette(self) -> None:
        """Close the palette: the key that opened it closes it."""
        self.answer(None)

    def do_choose(self) -> None:
        """Answer with the entry under the cursor."""
        self.find_typed()
        if self._shown and not self._shown[self.row_list.cursor].is_heading:
            self.answer(self._shown[self.row_list.cursor])
