"""The frame of every full screen: tabs and account above, keys and state below."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.widget import Widget

from hubtui.action import Action
from hubtui.bindings import Prefix
from hubtui.config.memory_budget import MemoryBudget
from hubtui.config.settings import Settings
from hubtui.config.state import MOST_RECENT, ListingState, PreviewLayout
from hubtui.pages.keyed import KeyedApp, KeyedScreen
from hubtui.presentation.bars import Hint, Parts, hints, keys_of, tabs, who_and_where
from hubtui.presentation.rights import Rights
from hubtui.presentation.values import since
from hubtui.registry.resources import TAB_TITLES
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.bars import Bar, Notice

if TYPE_CHECKING:
    from hubtui.cache.store import Store
    from hubtui.hub.models.rows import Row
    from hubtui.registry.target import Target

_log = logging.getLogger(__name__)
OFFLINE = "offline"
"""Stands for who the user is where that cannot be asked."""
_LEAST_ROOM = 16
"""Columns of the bottom line that are left to its keys."""
Marked = tuple[int, str, str]
"""A marked row: the list that it is in, its kind, its id."""


@dataclass(slots=True)
class FrameState:
    """What the frame shows on every screen: the account, the Hub, and what is going on.

    With `picks`, enter in a listing ends the program and prints the chosen rows. `listings` holds the state of each
    tab's listing when it was left, `recent` the last pages as (kind, id), the newest first, and `view_tabs` the saved
    views that are tabs as (mode, title). `store` is the cache on disk; `stale_since` is the time of the cached answers
    that are shown because the Hub cannot be reached (seconds since 1970, 0 if it can). `memory` is what models have to
    fit into.
    """

    account: str = "anonymous"
    hub: str = ""
    notice: str = ""
    notice_role: str = "dim"
    under_way: int = 0
    transfers: str = ""
    changes: int = 0
    rights: Rights = field(default_factory=Rights)
    marked: dict[Marked, None] = field(default_factory=dict)
    mark_sources: dict[int, FrameScreen] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    picks: bool = False
    listings: dict[str, ListingState] = field(default_factory=dict)
    recent: list[tuple[str, str]] = field(default_factory=list)
    view_tabs: list[tuple[str, str]] = field(default_factory=list)
    stale_since: float = 0.0
    store: Store | None = None
    memory: MemoryBudget = field(default_factory=MemoryBudget)
    preview_layout: PreviewLayout = field(default_factory=PreviewLayout)
    """Where the previews of all lists are, and how large."""

    is_painted: bool = False
    """Whether the first frame of the program is on the terminal: nothing is loaded before."""
    changes_begun: Callable[[], int] = lambda: 0
    """Returns how many changes of repos were begun in this run."""
    ask_account: Callable[[], None] = lambda: None
    """Asks the Hub for the account, if it is not known."""
    keep_columns: Callable[[str, Sequence[str]], str] = lambda _tab, _keys: ""
    """Keeps the columns of a tab's listing for the next run, without any the default; returns why it cannot."""
    redraw: Callable[[], None] = lambda: None
    """Draws the top and bottom line of the screen in front."""

    def say(self, words: str, role: str = "dim") -> None:
        """Set the notice of the bottom line, which stays until the next key."""
        _log.debug("said (%s): %s", role, words)
        self.notice, self.notice_role = words, role

    def announce(self, words: str, role: str = "dim") -> None:
        """Set the notice of the bottom line, and draw it at once."""
        self.say(words, role)
        self.redraw()

    def visited(self, kind: str, name: str) -> None:
        """Put a page that is opened first in `recent`."""
        page = (kind, name)
        self.recent = [page, *(other for other in self.recent if other != page)][:MOST_RECENT]

    def take_marks(self, source: FrameScreen, marks: Iterable[tuple[str, str]]) -> None:
        """Note the rows (kind, id) that are marked at `source` now; `marked` keeps all in the order of marking."""
        now = {(id(source), kind, name): None for kind, name in marks}
        # Made anew: a dictionary that was large stays so, however little is left in it.
        kept = {one: None for one in self.marked if one[0] != id(source) or one in now}
        self.marked = kept | now
        self.mark_sources.pop(id(source), None)
        if now:
            self.mark_sources[id(source)] = source

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from rows (kind, id) that an action has used."""
        for source in tuple(self.mark_sources.values()):
            source.drop_marks(used)

    def marked_words(self) -> str:
        """Return how many rows are marked, and on which tabs: "5 marked: 3 in Models, 2 in Mine"."""
        titles = {**TAB_TITLES, **dict(self.view_tabs)}
        counts = Counter(titles.get(self.mark_sources[source].TAB, "another list") for source, _, _ in self.marked)
        places = ", ".join(f"{number:,} in {title}" for title, number in counts.items())
        return f"{len(self.marked):,} marked: {places}" if counts else ""


class SavedState(NamedTuple):
    """What a saved view keeps of a list: its name, what it asks for as plain JSON, and the same in words.

    `view` is the name of the saved view that the list shows, empty if it shows none.
    """

    tab: str
    choice: Mapping[str, Any]
    words: Sequence[str]
    view: str = ""


class FrameScreen(KeyedScreen[None]):
    """A screen of the tab `TAB` in the frame; subclasses give its body."""

    TAB: ClassVar[str] = ""

    def __init__(self, frame: FrameState) -> None:
        super().__init__()
        self.frame = frame
        self._top = Bar(id="top")
        self._bottom = Bar(id="bottom")
        self._notice: Notice | None = None

    def compose(self) -> ComposeResult:
        """Top line, body, bottom line."""
        yield self._top
        yield from self.body()
        yield self._bottom

    def body(self) -> Iterable[Widget]:
        """Return the widgets between the two lines."""
        raise NotImplementedError

    def begin(self) -> None:
        """Load what the screen shows, once `frame.is_painted`; the app calls this after the first paint."""

    def top_parts(self, width: int) -> Parts:
        """Return the left part of the top line: the tabs."""
        return tabs(self.frame.view_tabs, self.TAB, width)

    def state_words(self) -> list[Cell]:
        """Return what the bottom line says about this screen, at its right."""
        return []

    def on_resize(self) -> None:
        """Draw both lines for the new width."""
        self.show_frame()

    def on_screen_resume(self) -> None:
        """Draw what changed while another screen was in front."""
        self.show_frame()

    def notice(self, words: str, failed: bool = False) -> None:
        """Show a message in the bottom line until the next key."""
        self.frame.say(words, "failed" if failed else "dim")
        self.show_frame()

    def prefix_changed(self, prefix: Prefix | None) -> None:
        """Show in the bottom line which keys can follow."""
        self.show_frame()

    def key_came(self) -> None:
        """Remove the notice: the user has read it."""
        if self.frame.notice:
            self.frame.notice = ""
            self.show_frame()

    def show_frame(self) -> None:
        """Draw both lines, if they changed."""
        if not self.is_mounted:
            return
        width = self.size.width
        self._top.show(self.top_parts(width), who_and_where(self.frame.account, self.frame.hub))
        notice = self.frame.notice
        right = self._right(notice)
        room = width - 2 - sum(cell_width(cell.text) for cell in right)
        is_long = bool(notice) and room < _LEAST_ROOM
        if is_long:
            right = self._right("")
            room = width - 2 - sum(cell_width(cell.text) for cell in right)
        self._show_notice(notice if is_long else "", width)
        self._bottom.show(hints(self._keys(), room), right)

    def _show_notice(self, words: str, width: int) -> None:
        """Show a notice that is too long for the bottom line in lines of its own."""
        if words and self._notice is None:
            self._notice = Notice(id="notice")
            self.mount(self._notice)
        if self._notice is not None:
            from hubtui.presentation.lines import wrap

            self._notice.show(wrap(words, width - 2), self.frame.notice_role)

    def _keys(self) -> list[Hint]:
        prefix = self.keys.prefix
        if prefix is not None:
            return [Hint(action.name, key, action.help) for key, action in prefix.then]
        return keys_of(self.places, self.bindings, self.frame.rights)

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or "" if it is, as far as is known."""
        return self.frame.rights.why_not_write() if action.writes else ""

    async def perform(self, action: Action) -> None:
        """Run the action, or say why it is not allowed. "refresh" also asks for the account, if it is not known."""
        if self._must_wait(action) and isinstance(self.app, KeyedApp) and self.app.hold_action(action):
            return
        if action.name == "refresh":
            self.frame.ask_account()
        if why := self.why_not(action):
            self.notice(why, failed=True)
        else:
            await super().perform(action)

    def _must_wait(self, action: Action) -> bool:
        """Return whether an action needs objects that are loaded after the first paint; moving in a list needs none."""
        if self.frame.is_painted:
            return False
        target = next((one for one in self.all_targets() if action.name in one.action_methods), None)
        return target is self or not isinstance(target, Widget)

    def saved_state(self) -> SavedState | None:
        """Return what a saved view of this screen keeps, None if it can have none."""
        return None

    @property
    def target_here(self) -> Target | None:
        """The page of the row under the cursor, else the page that the screen shows; None if there is none."""
        return None

    def collectable(self) -> list[tuple[str, str]]:
        """Return what can be added to a collection from here, (type, id) each: all marked rows, else the one in use."""
        return []

    def known_row(self, kind: str, name: str) -> Row | None:
        """Return what this screen knows of a repo from the row of a listing."""
        return None

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from rows (kind, id) of this screen that an action has used."""

    def marks_used(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from what `collectable` gave, once it was added to a collection."""
        self.frame.drop_marks(used)

    def _right(self, notice: str) -> list[Cell]:
        cells = self.state_words()
        if notice:
            cells.append(Cell(f"  {notice}", self.frame.notice_role))
        if self.frame.stale_since:
            cells.append(Cell(f"  offline: as of {since(self.frame.stale_since)}", "offline"))
        if self.frame.transfers:
            cells.append(Cell(f"  {self.frame.transfers}", "dim"))
        if self.frame.changes:
            cells.append(Cell(f"  saving {self.frame.changes}", "accent"))
        if self.frame.under_way:
            cells.append(Cell(f"  {self.frame.under_way} under way", "dim"))
        return cells

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Run the action of the tab or the key that was clicked."""
        self.key_came()
        views = [mode for mode, _ in self.frame.view_tabs]
        if event.name in views:
            self.pressed = str(len(TAB_TITLES) + 1 + views.index(event.name))
            await self.run_named("view_tab")
        else:
            await self.run_named(event.name)
