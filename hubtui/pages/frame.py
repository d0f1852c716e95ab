"""The frame of every full screen: tabs and account at the top, keys and messages at the bottom."""

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
from hubtui.config.state import MAX_RECENT, ListingState, PreviewLayout
from hubtui.pages.keyed import KeyedApp, KeyedScreen, takes_text
from hubtui.presentation.bars import Hint, Parts, account_cells, hint_parts, key_hints, tab_parts
from hubtui.presentation.lines import wrap
from hubtui.presentation.rights import Rights
from hubtui.presentation.values import since
from hubtui.registry.resources import TAB_TITLES
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import Notice

if TYPE_CHECKING:
    from hubtui.cache.store import Store
    from hubtui.hub.models.rows import Row
    from hubtui.registry.target import Target
    from hubtui.widgets.reader import Reader

_log = logging.getLogger(__name__)
OFFLINE = "offline"
"""The name of the account while the Hub cannot be reached."""
_FEW_LINES = 10
_LEAST_ROOM = 16
"""The least number of columns that a message leaves to the keys in the bottom line."""
_FIELD_HINTS = [Hint("", "enter", "apply"), Hint("leave", "esc", "cancel")]
Marked = tuple[int, str, str]
"""A marked row: the list that it is in, its kind, its id."""


@dataclass(slots=True)
class FrameState:
    """The state that the frame shows on every screen: the account, the Hub, messages, and running work.

    With `picks`, enter in a listing ends the program and prints the chosen rows. `listings` has the state of each
    tab's list when it was closed, `recent` the last pages as (kind, id), the newest first, and `view_tabs` the saved
    views that are tabs as (mode, title). `store` is the cache on disk; `stale_since` is the time of the cached answers
    that are shown because the Hub cannot be reached (seconds since 1970, 0 if it can). `memory` is the memory that
    models have to fit into.
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
    """Returns the number of changes that were submitted in this run."""
    ask_account: Callable[[], None] = lambda: None
    """Asks the Hub for the account, if it is not known."""
    save_columns: Callable[[str, Sequence[str]], str] = lambda _tab, _keys: ""
    """Saves the columns of a tab's list, or the default for none; returns why that failed, or ""."""
    redraw: Callable[[], None] = lambda: None
    """Draws the top and bottom line of the current screen."""

    def say(self, words: str, role: str = "dim") -> None:
        """Set the message of the bottom line, which stays until the next key."""
        _log.debug("said (%s): %s", role, words)
        self.notice, self.notice_role = words, role

    def announce(self, words: str, role: str = "dim") -> None:
        """Set the message of the bottom line, and draw it at once."""
        self.say(words, role)
        self.redraw()

    def visited(self, kind: str, name: str) -> None:
        """Put a page that is opened first in `recent`."""
        page = (kind, name)
        self.recent = [page, *(other for other in self.recent if other != page)][:MAX_RECENT]

    def forget_page(self, kind: str, name: str, new_name: str = "") -> None:
        """Remove a page from `recent`, because what it shows was deleted; with a new name, rename it there."""
        renamed = [(kind, new_name) if page == (kind, name) else page for page in self.recent]
        self.recent = [page for page in renamed if page != (kind, "")]

    def take_marks(self, source: FrameScreen, marks: Iterable[tuple[str, str]]) -> None:
        """Replace the marked rows (kind, id) of the screen `source`. `marked` has all in the order of marking."""
        now = {(id(source), kind, name): None for kind, name in marks}
        # A new dictionary: one that was large keeps its memory after most entries are removed.
        kept = {one: None for one in self.marked if one[0] != id(source) or one in now}
        self.marked = kept | now
        self.mark_sources.pop(id(source), None)
        if now:
            self.mark_sources[id(source)] = source

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Unmark rows (kind, id) that an action has used, on every screen."""
        for source in tuple(self.mark_sources.values()):
            source.drop_marks(used)

    def marked_words(self) -> str:
        """Return the number of marked rows and their tabs, such as "5 marked: 3 in Models, 2 in Mine"."""
        titles = {**TAB_TITLES, **dict(self.view_tabs)}
        counts = Counter(titles.get(self.mark_sources[source].TAB, "another list") for source, _, _ in self.marked)
        places = ", ".join(f"{number:,} in {title}" for title, number in counts.items())
        return f"{len(self.marked):,} marked: {places}" if counts else ""


class SavedState(NamedTuple):
    """The part of a list that a saved view stores: its tab, its query as plain JSON, and the query in words.

    `view` is the name of the saved view that the list shows, or "".
    """

    tab: str
    choice: Mapping[str, Any]
    words: Sequence[str]
    view: str = ""


class ScreenRows:
    """The rows of a screen, as actions of other screens and of the app ask for them. The defaults have no rows."""

    frame: FrameState

    def saved_state(self) -> SavedState | None:
        """Return the state that a saved view of this screen stores, or None if it cannot be saved."""
        return None

    @property
    def target_here(self) -> Target | None:
        """The target of the row under the cursor, else of the page shown; None if there is none."""
        return None

    def collectable(self) -> list[tuple[str, str]]:
        """Return (type, id) of all marked rows, else of the current one, that a collection can hold."""
        return []

    def known_row(self, kind: str, name: str) -> Row | None:
        """Return the row of a repo if this screen has loaded it, or None."""
        return None

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Unmark rows (kind, id) of this screen that an action has used."""

    def marks_used(self, used: Collection[tuple[str, str]]) -> None:
        """Unmark rows that `collectable` returned, after they were added to a collection."""
        self.frame.drop_marks(used)


class FrameScreen(ScreenRows, KeyedScreen[None]):
    """A screen with the frame around it. `TAB` is the tab that it belongs to; subclasses return the body."""

    TAB: ClassVar[str] = ""

    def __init__(self, frame: FrameState) -> None:
        super().__init__()
        self.frame = frame
        self._top = Bar(id="top")
        self._bottom = Bar(id="bottom")
        self._notice: Notice | None = None

    def compose(self) -> ComposeResult:
        """Yield the top line, the body and the bottom line."""
        yield self._top
        yield from self.body()
        yield self._bottom

    def body(self) -> Iterable[Widget]:
        """Return the widgets between the two lines."""
        raise NotImplementedError

    def begin(self) -> None:
        """Load the contents. Called by the app after the first paint, when `frame.is_painted` is True."""

    def top_parts(self, width: int) -> Parts:
        """Return the left part of the top line: the tabs."""
        return tab_parts(self.frame.view_tabs, self.TAB, width)

    def likely_actions(self) -> tuple[str, ...]:
        """Return the names of the actions that the user most likely wants next: their keys are shown first."""
        return ()

    def state_words(self) -> list[Cell]:
        """Return the cells about this screen at the right of the bottom line."""
        return []

    def on_resize(self) -> None:
        """Draw both lines for the new width; where there are few lines, leave those of the header to the rows."""
        self.set_class(self.size.height < _FEW_LINES, "few-lines")
        self.show_frame()

    def on_screen_resume(self) -> None:
        """Draw both lines, which may have changed while another screen was shown."""
        self.show_frame()

    def notice(self, words: str, failed: bool = False) -> None:
        """Show a message in the bottom line until the next key."""
        self.frame.say(words, "failed" if failed else "dim")
        self.show_frame()

    def on_reader_said(self, event: Reader.Said) -> None:
        """Show a message of a reader on the screen."""
        self.notice(event.words)

    def prefix_changed(self, prefix: Prefix | None) -> None:
        """Show in the bottom line which keys can follow."""
        self.show_frame()

    def key_pressed(self) -> None:
        """Remove the message after the next key, because the user has read it."""
        if self.frame.notice:
            self.frame.notice = ""
            self.show_frame()

    def on_descendant_focus(self) -> None:
        """Show the keys of the widget that has the focus now."""
        self.show_frame()

    def show_frame(self) -> None:
        """Draw both lines, if they have changed."""
        if not self.is_mounted:
            return
        width = self.size.width
        parts = self.top_parts(width)
        self._top.show(parts, account_cells(self.frame.account, self.frame.hub, parts, width))
        notice = self.frame.notice
        right = [*self.state_words(), *_status_cells(self.frame, notice)]
        room = width - 2 - sum(cell_width(cell.text) for cell in right)
        is_long = bool(notice) and room < _LEAST_ROOM
        if is_long:
            right = [*self.state_words(), *_status_cells(self.frame, "")]
            room = width - 2 - sum(cell_width(cell.text) for cell in right)
        self._show_notice(notice if is_long else "", width)
        self._bottom.show(hint_parts(self._keys(), room), right)

    def _show_notice(self, words: str, width: int) -> None:
        """Show a message that is too long for the bottom line in lines of its own."""
        if words and self._notice is None:
            self._notice = Notice(id="notice")
            self.mount(self._notice)
        if self._notice is not None:
            most = max(1, self.size.height // 3)
            self._notice.show(wrap(words, width - 2)[:most], self.frame.notice_role)

    def _keys(self) -> list[Hint]:
        prefix = self.keys.prefix
        if takes_text(self.focused):
            return _FIELD_HINTS
        if prefix is not None:
            return [Hint(action.name, key, action.help) for key, action in prefix.then]
        offered = filter(self.is_offered, self.bindings.of(self.places))
        return key_hints(offered, self.frame.rights, self.likely_actions())

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or "" if it is allowed or that is not known."""
        return self.frame.rights.why_not_write() if action.writes else ""

    def is_offered(self, action: Action) -> bool:
        """Return whether to show an action: not one that the account may use elsewhere, but not here.

        Actions that the account may use nowhere are shown: the user can log in with another token.
        """
        return (action.writes and bool(self.frame.rights.why_not_write())) or not self.why_not(action)

    async def perform(self, action: Action) -> None:
        """Run the action, or say why it is not allowed. "refresh" also asks for an unknown account."""
        if self._must_wait(action) and isinstance(self.app, KeyedApp) and self.app.held.hold(action):
            return
        if action.name == "refresh":
            self.frame.ask_account()
        if why := self.why_not(action):
            self.notice(why, failed=True)
        else:
            await super().perform(action)

    def _must_wait(self, action: Action) -> bool:
        """Return whether the action's object is created after the first paint. Moving in a list needs none."""
        if self.frame.is_painted:
            return False
        target = next((one for one in self.all_targets() if action.name in one.action_methods), None)
        return target is self or not isinstance(target, Widget)

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Run the action of the tab or the key that was clicked."""
        self.key_pressed()
        views = [mode for mode, _ in self.frame.view_tabs]
        if event.name in views:
            self.pressed = str(len(TAB_TITLES) + 1 + views.index(event.name))
            await self.run_named("view_tab")
        else:
            await self.run_named(event.name)


def _status_cells(frame: FrameState, notice: str) -> list[Cell]:
    """Return a message and the work under way, for the right end of the bottom line."""
    cells = [Cell(f"  {notice}", frame.notice_role)] if notice else []
    if frame.stale_since:
        cells.append(Cell(f"  offline: as of {since(frame.stale_since)}", "offline"))
    if frame.transfers:
        cells.append(Cell(f"  {frame.transfers}", "dim"))
    if frame.changes:
        cells.append(Cell(f"  saving {frame.changes}", "accent"))
    if frame.under_way:
        cells.append(Cell(f"  {frame.under_way} under way", "dim"))
    return cells
