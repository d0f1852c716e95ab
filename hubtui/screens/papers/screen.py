"""The tab of papers: daily ones page by page, those of a day, or those that match some words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from hubtui.actions import COLLECTABLE, FIELD, FILTER_FIELD, LIST, PAGE, PAPERS, TAB
from hubtui.presentation import papers
from hubtui.presentation.filter_line import Chip, FilterLine
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.work import start_work
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper
    from hubtui.screens.routes import Routes
    from hubtui.screens.session import Session

_DEBOUNCE_SECONDS = 0.3
_BESIDE_FROM = 110
_ROWS_AHEAD = 30


class _Rows:
    def __init__(self, found: Sequence[Paper]) -> None:
        self.papers = found

    def __len__(self) -> int:
        return len(self.papers)

    def id_at(self, index: int) -> str:
        return self.papers[index].id

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return papers.cells(self.papers[index], columns)


class PapersScreen(FrameScreen):
    """Loads once it is looked at; a search or a day replaces the list."""

    PLACES: ClassVar[tuple[str, ...]] = (PAPERS, COLLECTABLE, TAB, LIST, PAGE)
    TAB: ClassVar[str] = "papers"

    def __init__(self, frame: FrameState, session: Session, routes: Routes) -> None:
        super().__init__(frame)
        self._session = session
        self._routes = routes
        self._bar = FilterBar(takes_tags=False, id="filters")
        self._list = RowList(columns_for=papers.columns_for, id="rows")
        self._pane = TextPane(id="preview")
        self._papers: list[Paper] = []
        self._text = self._day = ""
        self._next: int | None = None
        """The page that comes next; None where there is none."""
        self._failed = False
        self._loading = False
        self._begun = False
        self._timer: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """The bar, and below it the list with its preview."""
        yield self._bar
        yield Container(self._list, self._pane, id="panes")

    def on_mount(self) -> None:
        """Paint first, load after."""
        self._list.focus()
        self._place_pane()
        self._show_bar()
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Load what is looked at, once the app is painted."""
        if not self._begun and self.frame.is_painted:
            self._begun = True
            self._load_anew()

    def targets(self) -> tuple[object, ...]:
        """The list moves."""
        return (self._pane if self.focused is self._pane else self._list,)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field of the bar is left by tab as well."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    # Loading

    def _load_anew(self) -> None:
        self._next = None
        start_work(self, partial(self._load, 0), "papers")

    async def _load(self, page: int, again: bool = False) -> None:
        """A page; `again` for what is shown already, which stays where the Hub does not answer."""
        from hubtui.hub.errors import HubError
        from hubtui.worker.requests import DailyPapers, PaperSearch

        self._say("Loading papers…")
        self._loading = True
        request = PaperSearch(self._text, again) if self._text else DailyPapers(self._day, page, again)
        try:
            found = await self._session.worker.fetch(request, slot="papers")
        except HubError as error:
            if again:
                self._say(self._end_words())
                self.notice(f"could not refresh: {error}; r tries again", failed=True)
                return
            self._failed = bool(page)
            self._say(f"could not load the papers: {error}; r tries again", "failed")
            return
        finally:
            self._loading = False
        self._failed = False
        known = {paper.id for paper in self._papers} if page else set()
        new = [paper for paper in found if paper.id not in known]
        self._next = page + 1 if new and not self._text else None
        self._papers = [*self._papers, *new] if page else new
        self._list.show_rows(_Rows(self._papers), keep_cursor=bool(page) or again)
        self._say(self._end_words())
        self._show_bar()
        self._draw_pane()

    def _end_words(self) -> str:
        if self._papers:
            return (
                "" if self._next else f"that is all, {len(self._papers):,} paper{'' if len(self._papers) == 1 else 's'}"
            )
        if self._text:
            return f'no paper matches "{self._text}"; F clears the search'
        return f"no papers on {self._day}; F shows all days" if self._day else "there are no papers here"

    def _say(self, words: str, role: str = "dim") -> None:
        self._list.rows_changed([[Cell(" " * GUTTER + words, role)]] if words else [])

    def _show_bar(self) -> None:
        chips = (Chip("day", self._day),) if self._day else ()
        order = "best match" if self._text else "newest first"
        count = f"{len(self._papers):,} loaded" if self._papers else ""
        self._bar.show(FilterLine(self._text, chips, order, count))

    def on_row_list_looked(self) -> None:
        """Older papers are fetched before the end is in view."""
        near = self._list.top_row + self._list.page_rows + _ROWS_AHEAD >= len(self._papers)
        if self._next and near and not self._loading and not self._failed:
            start_work(self, partial(self._load, self._next), "papers")

    # The preview

    def on_row_list_cursor_moved(self) -> None:
        """Another paper."""
        self._draw_pane()

    def on_resize(self) -> None:
        """Another size holds other panes."""
        self._place_pane()
        super().on_resize()

    def _place_pane(self) -> None:
        self._pane.display = self.app.size.width >= _BESIDE_FROM and not self._pane.is_plain
        self.call_after_refresh(self._draw_pane)

    def _draw_pane(self) -> None:
        if self._pane.display and self._pane.is_attached and (paper := self._here) is not None:
            self._pane.show_lines(papers.preview_lines(paper, self._pane.text_width))

    @property
    def _here(self) -> Paper | None:
        return self._papers[self._list.cursor] if self._papers else None

    # Actions

    def collectable(self) -> list[tuple[str, str]]:
        """The paper."""
        return [("paper", self._here.id)] if self._here is not None else []

    def do_open(self) -> None:
        """Open the paper under the cursor."""
        if (paper := self._here) is not None:
            from hubtui.hub.targets import Target

            self._routes.open(Target("paper", paper.id), paper)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            self.do_open()

    def do_browse(self) -> None:
        """The paper in the browser."""
        if (paper := self._here) is not None:
            from hubtui.hub.targets import Target

            self._routes.browse(Target("paper", paper.id))

    def do_search(self) -> None:
        """Open the field for words."""
        self._bar.open("search", self._text)

    def do_day(self) -> None:
        """Open the field for a day."""
        self._bar.open("day", self._day, "2026-11-24")

    def do_clear_filters(self) -> None:
        """All papers, the newest first."""
        self._bar.close()
        self._list.focus()
        self._text = self._day = ""
        self._load_anew()

    def do_refresh(self) -> None:
        """Ask the Hub again; for the page that failed, where one did."""
        if self._failed and self._next:
            start_work(self, partial(self._load, self._next), "papers")
        elif self._papers:
            start_work(self, partial(self._load, 0, again=True), "papers")
        else:
            self._load_anew()

    def do_next_pane(self) -> None:
        """From the field to the list."""
        self._bar.close()
        self._list.focus()

    do_previous_pane = do_next_pane

    def do_leave(self) -> None:
        """Leave the field, else clear the search."""
        was_open = self._bar.is_open
        self.do_next_pane()
        if not was_open and self._text:
            self._ask_for("", self._day)

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Search once the typing rests."""
        if event.purpose == "search":
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(_DEBOUNCE_SECONDS, partial(self._ask_for, event.text.strip(), ""))

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """What stands in the field now."""
        self._list.focus()
        text = event.text.strip()
        if event.purpose == "search":
            self._ask_for(text, "")
        elif not text or _is_day(text):
            self._ask_for("", text)
        else:
            self.notice(f'"{text}" is no day: write one as 2026-11-24', failed=True)

    def _ask_for(self, text: str, day: str) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if (text, day) != (self._text, self._day):
            self._text, self._day = text, day
            self._load_anew()

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """A part of the bar does what its key does."""
        if event.name == "search":
            self.do_search()
        elif event.name.startswith("chip:"):
            self.do_clear_filters()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
