"""Every action of the place in front, and any page by its id, found by what one half remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.addresses import named_alone, target_of
from hubtui.bindings import FIXED, inner_first, key_words, place_of
from hubtui.pages.keyed import KeyedDialog
from hubtui.places import FIELD, PALETTE, heading_of
from hubtui.registry.resources import BY_KIND, page_words
from hubtui.registry.target import Target
from hubtui.text.columns import Cell, Column
from hubtui.text.fuzzy import rank
from hubtui.text.matches import Matches
from hubtui.widgets.bars import Bar
from hubtui.widgets.field import Field
from hubtui.widgets.row_list import RowList

_KEYS_WIDTH = 14
_GROUP_WIDTH = 15
_GROUPS_FROM = 66
"""From this width on the groups of what was found have a column."""
USED_LAST, PAGES = "Used last", "Pages"
_MOST_USED = 4
_KEYS = [Cell("enter", "accent"), Cell(" do it  ", "dim"), Cell("esc", "accent"), Cell(" cancel", "dim")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: what is done, by an action's name and the key that stands for it, a page that is opened, or what is
    called. `why` is why it cannot be done now; `group` is the heading that it stands under. One that does nothing is
    a heading itself.
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
    """A line an action, those of the innermost of `places` first; where its key says what is meant (a number), a line
    a key.
    """
    entries: dict[tuple[str, str], Entry] = {}
    for action in inner_first(actions, places):
        if action.name == "palette":
            continue
        why = why_not(action)
        keys = ", ".join(map(key_words, action.keys[:2]))
        group = heading_of(place_of(action, places))
        lines = [Entry(action.help, action.name, keys, action.keys[0], why, group=group)]
        if action.name in FIXED:
            lines = [Entry(f"{action.help}: {key}", action.name, key, key, why, group=group) for key in action.keys]
        for line in lines:
            # Of two with one name the innermost is done.
            entries.setdefault((line.name, line.key if line.name in FIXED else ""), line)
    return list(entries.values())


def used_first(entries: Sequence[Entry], used: Sequence[tuple[str, str]]) -> list[Entry]:
    """Return the entries with those that were `used` last (name and key each) before the others."""
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
    """Return the id of a page, and the place in it that is meant."""
    revision = f" at {target.revision}" if target.revision else ""
    place = {"rows": f"{target.config} / {target.split}", "revisions": "commits"}
    inside = target.path or place.get(target.section, "")
    return f"{target.id}{revision}{f': {inside}' if inside else ''}"


class _Lines:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries

    def __len__(self) -> int:
        return len(self.entries)

    def id_at(self, index: int) -> str:
        entry = self.entries[index]
        return f"{entry.name} {entry.key} {entry.words}"

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        entry = self.entries[index]
        words = Cell(f"{entry.words}; not now: {entry.why}", "dim") if entry.why else Cell(entry.words)
        if entry.is_heading:
            words = Cell(entry.words, "heading")
        cells = {"words": words, "group": Cell(entry.group, "dim"), "keys": Cell(entry.keys, "accent")}
        return [cells[column.key] for column in columns]


class Palette(KeyedDialog[Entry]):
    """Gives the entry that is chosen; `endpoint` is the Hub whose pages can be typed (none: no pages).

    `typed` makes an entry of a text that means something in the place in front, such as a filter of its listing.
    """

    PLACES: ClassVar[tuple[str, ...]] = (PALETTE,)

    def __init__(
        self, entries: Sequence[Entry], endpoint: str | None, typed: Callable[[str], Entry | None] = lambda _: None
    ) -> None:
        super().__init__()
        self._typed = typed
        self._entries = list(entries)
        self._endpoint = endpoint
        self._shown: list[Entry] = []
        self._wanted = ""
        self._field = Field("", "an action, or an id, a URL, an owner", id="wanted")
        self._rows = RowList(columns_for=self._columns, header=False, id="options")
        self._rows.is_heading = lambda index: self._shown[index].is_heading
        self._words = Bar(id="words")

    def _columns(self, width: int) -> list[Column]:
        # Sorted by likeness, lines have no headings.
        has_groups = bool(self._wanted.strip()) and width >= _GROUPS_FROM
        group = [Column("group", "", _GROUP_WIDTH)] if has_groups else []
        return [Column("words", "", 0), Column("keys", "", _KEYS_WIDTH), *group]

    def compose(self) -> ComposeResult:
        """A field, and what is like its text."""
        with Vertical(classes="dialog tall palette") as dialog:
            dialog.border_title = "Do"
            yield self._field
            yield self._rows
            yield self._words

    def on_mount(self) -> None:
        """The field has the focus all the time."""
        self._rows.can_focus = False
        self.set_focus(self._field)
        self._find("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find anew."""
        event.stop()
        self._find(event.value)

    def _find(self, wanted: str) -> None:
        self._wanted = wanted
        # What looks like an id or a URL is meant as one, and never as the action that is most like it.
        is_page = "/" in wanted and self._endpoint is not None
        texts = [f"{entry.words} {entry.name.replace('_', ' ')}" for entry in self._entries]
        found = [] if is_page else [self._entries[index] for index in rank(wanted, texts)]
        if (entry := self._typed(wanted)) is not None:
            # Actions that hold the very words come first: "open" opens the page.
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
        self._rows.highlight(Matches(tuple(wanted.split()), is_fuzzy=True))
        self._rows.columns_changed()
        self._rows.show_rows(_Lines(self._shown))
        self._show_words(why)

    def _show_words(self, why: str = "") -> None:
        """Show what is wrong with the text, else the keys and the name of the action under the cursor."""
        here = self._shown[self._rows.cursor] if self._shown else None
        is_action = here is not None and bool(here.key)
        name = [Cell("name in [keys]: ", "dim"), Cell(here.name)] if here is not None and is_action else []
        self._words.show([("", [Cell(why, "failed")])] if why else [("choose", _KEYS)], [] if why else name)

    def on_row_list_cursor_moved(self) -> None:
        """Tell the name of the action under the cursor."""
        self._show_words()

    def _pages(self, text: str) -> list[Entry]:
        """The pages that a text may mean.

        Raises:
            ValueError: it is none; its text says what would be one.
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

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field has the focus all the time; the palette's own key goes first."""
        return (PALETTE, FIELD)

    def targets(self) -> tuple[ActionTarget, ...]:
        """The list moves by itself."""
        return (self._rows,)

    def on_row_list_chosen(self) -> None:
        """A click does it."""
        self.do_choose()

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """So does one on its key."""
        await self.run_named(event.name)

    def do_palette(self) -> None:
        """The key that opened it closes it."""
        self.answer(None)

    def do_choose(self) -> None:
        """The line under the cursor."""
        if self._field.value != self._wanted:
            # The field's word of its last letters is still on its way.
            self._find(self._field.value)
        if self._shown and not self._shown[self._rows.cursor].is_heading:
            self.answer(self._shown[self._rows.cursor])
