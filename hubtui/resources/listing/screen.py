"""The screen of a listing: bar, list and preview. It paints by itself; what works behind it comes after the paint."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.bindings import LISTING_PLACES
from hubtui.browser.preview import Preview
from hubtui.config.state import ListingState
from hubtui.config.views import View
from hubtui.hub.kinds import KINDS
from hubtui.managing.actions import Managing
from hubtui.managing.chosen import Chosen
from hubtui.pages.frame import FrameScreen, FrameState, SavedState
from hubtui.pages.work import start_work
from hubtui.places import FIELD, FILTER_FIELD, STACKED, TAB
from hubtui.presentation.choice import filter_label, target_of_choice, to_json
from hubtui.presentation.columns import UNKNOWN_SHAPE, RowShape, columns_for, queries_of, shape_of
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.filters import order_words
from hubtui.presentation.values import since
from hubtui.text.columns import Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from hubtui.dialogs.palette import Entry
    from hubtui.hub.models.rows import Row
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session
    from hubtui.presentation.choice import Choice
    from hubtui.registry.target import Target
    from hubtui.resources.listing.parts import Parts


class ListingScreen(FrameScreen):
    """Models, datasets or Spaces, one page after the other; `session` is used once the screen is painted.

    That of a tab is left as it is found the next time: `kept` is how it was left, None for a listing that is no tab's.
    One of a saved `view` tells what is new since that was opened last.
    """

    PLACES: ClassVar[tuple[str, ...]] = LISTING_PLACES

    def __init__(
        self,
        frame: FrameState,
        session: Session,
        routes: Routes,
        choice: Choice,
        kept: ListingState | None = None,
        view: View | None = None,
    ) -> None:
        super().__init__(frame)
        self._kept = kept
        self.view = view
        self.path = KINDS[choice.repo_type].path
        self.TAB = f"view:{view.name}" if view is not None and view.is_tab else self.path  # type: ignore[misc]
        self.bar = FilterBar(id="filters")
        self.row_list = RowList(columns_for=self._columns, id="rows")
        self.pane = TextPane(id="preview")
        self.parts: Parts | None = None
        self._session = session
        self._routes = routes
        self._choice = choice
        self._seen: tuple[list[Row], float] | None = None
        self.preview = Preview(self, self.pane, kept.preview if kept is not None else None)
        self._managing = Managing(self, session, self._chosen, choice.repo_type, self._author)

    def body(self) -> Iterable[Widget]:
        """The filter bar, and below it the list with its preview."""
        yield self.bar
        yield Container(self.row_list, self.pane, id="panes")

    def on_mount(self) -> None:
        """Paint first, load after."""
        self.row_list.focus()
        self.preview.place()
        self._show_kept()
        order = order_words(self._choice.sort, self._choice.ascending)
        age = f"as of {since(self._seen[1])}" if self._seen is not None else ""
        self.bar.show(FilterLine(self._choice.text, self._choice.chips(), order, age))

    def _show_kept(self) -> None:
        """The rows of the last time stand there with the first paint."""
        store = self.frame.store
        if store is None:
            return
        from hubtui.resources.listing.rows import ListingRows
        from hubtui.worker.cached_rows import cached_rows

        choice = self._choice
        queries = queries_of(choice, self.frame.settings)
        # Which rows fit may be something else by now.
        is_kept = len(queries) == 1 and not choice.fits
        self._seen = cached_rows(store, queries[0]) if is_kept else None
        if self._seen is not None:
            self.row_list.stand_on(self._cursor, self._kept.line if self._kept is not None else 0)
            self.row_list.show_rows(ListingRows(self._seen[0], lambda: self.frame.memory.budget), keep_cursor=True)

    @property
    def _cursor(self) -> str:
        return self._kept.cursor if self._kept is not None else ""

    def begin(self) -> None:
        """Load what works behind the screen; nothing before the app's first frame is out."""
        if self.parts is not None or not self.is_current or not self.frame.is_painted:
            return
        from hubtui.resources.listing.parts import Parts

        widgets = self.bar, self.row_list
        edits = self._session.queue
        worker, told = self._session.worker, (self._turns, self._use_columns)
        self.parts = Parts(self, widgets, self.preview, worker, self._choice, edits, *told)
        if self._choice.repo_type == "model":
            start_work(self, self.frame.memory.find, "memory")
        if self.view is not None:
            self.parts.loading.news.tell(self._choice, self.view.last_visit)
        cursor = self._cursor if self._seen is None else ""
        self.parts.loading.start(self._choice, cursor=cursor, kept=self._seen)
        self._seen = None
        if self._kept is not None and self._kept.marks:
            self.take_marks(self._kept.marks)

    def _turns(self) -> None:
        if self.parts is not None:
            self.parts.marking.forget()
        # On a page it is the page that one comes back to.
        if not self._is_stacked:
            self._routes.remember()

    @property
    def choice(self) -> Choice:
        """What is asked for now."""
        return self._choice if self.parts is None else self.parts.finding.choice

    def saved_state(self) -> SavedState:
        """Return what a saved view of this listing keeps."""
        choice = self.choice
        words = [f'"{choice.text}"'] if choice.text else []
        chips = [chip.label for chip in choice.chips()]
        return SavedState(self.path, to_json(choice), [*words, *chips], self.view.name if self.view else "")

    def show_choice(self, choice: Choice) -> None:
        """Ask for what was asked for before."""
        if self.parts is not None and choice != self.choice:
            self.parts.finding.show(choice)

    def take_marks(self, marks: Iterable[str]) -> None:
        """Rows that were marked in an earlier run are so again."""
        if self.parts is not None:
            self.parts.marking.take(marks)

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from repos (kind, id) that an action has used."""
        if self.parts is not None:
            self.parts.marking.drop(name for kind, name in used if kind == self._choice.repo_type)

    def on_screen_resume(self) -> None:
        """In front again, or for the first time behind a page that is left."""
        super().on_screen_resume()
        if self.row_list.size.width:
            self.begin()
            if self.parts is not None:
                self.parts.columns.renew()
        if self.parts is not None:
            self.preview.resume()

    def on_screen_suspend(self) -> None:
        """Load nothing for the preview: another screen is in front."""
        self.preview.suspend()

    def on_unmount(self) -> None:
        """Nothing is asked for a screen that is gone, and its marks go with it."""
        if self._kept is not None:
            self.frame.listings[self.TAB] = self._state(self._kept)
        self.frame.take_marks(self, ())
        if self.parts is not None:
            self.parts.loading.close()

    def _state(self, kept: ListingState) -> ListingState:
        rows = self.row_list
        cursor, line = (rows.cursor_id, rows.cursor - rows.top_row) if rows.cursor_id else (kept.cursor, kept.line)
        return ListingState(to_json(self.choice), cursor, self.preview.wanted, tuple(rows.marks.ids), line)

    def _columns(self, width: int) -> list[Column]:
        choice = self.choice
        chosen = self.frame.settings.columns.get(self.path, ())
        with_fits = choice.shows_fits(self.frame.memory)
        sorted_by = self.parts.loading.order.column if self.parts is not None else ""
        return columns_for(choice.repo_type, width, choice.sort, chosen, self._shape(), with_fits, sorted_by)

    def _use_columns(self) -> None:
        """Other columns are chosen: show them, and ask for what the rows have not got for them."""
        if self.parts is not None:
            self.parts.loading.use_columns([one.key for one in self.parts.columns.shown])

    def _shape(self) -> RowShape:
        if self.parts is not None:
            return self.parts.loading.shape
        return shape_of(self._choice.repo_type, self._seen[0]) if self._seen is not None else UNKNOWN_SHAPE

    def state_words(self) -> list[Cell]:
        """How many rows are marked."""
        marked = len(self.row_list.marks.ids)
        return [Cell(f"{marked} marked", "mark")] if marked else []

    def targets(self) -> tuple[ActionTarget, ...]:
        """Who does what: the parts their own, and the pane with the focus moves."""
        moves = self.pane if self.preview.is_in_use else self.row_list
        if self.parts is None:
            return (self.preview, moves)
        parts = self.parts
        return (parts.finding, parts.loading, parts.columns, self.preview, parts.marking, self._managing, moves)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field of the filter bar is left by tab as well."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    def _author(self) -> str:
        return self.choice.author

    def _chosen(self) -> list[Chosen]:
        """The marked repos, in the order of marking; where there are none, the one under the cursor."""
        if self.parts is None:
            return []
        loading, repo_type = self.parts.loading, self._choice.repo_type
        if marked := self.row_list.marks.ids:
            known = {row.id: row for row in loading.loaded if row.id in marked}
            return [Chosen(repo_type, repo_id, known.get(repo_id)) for repo_id in marked]
        row = loading.row_under_cursor()
        return [Chosen(repo_type, row.id, row)] if row is not None else []

    @property
    def target_here(self) -> Target | None:
        """The page of the row under the cursor."""
        from hubtui.registry.target import Target

        row = self.parts.loading.row_under_cursor() if self.parts is not None else None
        return Target(self._choice.repo_type, row.id) if row is not None else None

    def collectable(self) -> list[tuple[str, str]]:
        """What is marked on any tab, in the order of marking; else the row."""
        marked = [(kind, name) for _, kind, name in self.frame.marked]
        return marked or [(one.repo_type, one.repo_id) for one in self._chosen()]

    def known_row(self, kind: str, name: str) -> Row | None:
        """Return the row of a repo, if it is loaded."""
        if self.parts is None or kind != self._choice.repo_type:
            return None
        return next((row for row in self.parts.loading.rows if row.id == name), None)

    # The list and its preview

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """The preview follows."""
        if self.parts is not None:
            self.parts.follow(event.scrolled)

    def on_row_list_looked(self) -> None:
        """Other rows are in view: the next page is fetched in time. The first time the list has got its place."""
        if self.parts is not None:
            self.parts.loading.look()
        else:
            self.call_after_refresh(self.begin)

    def on_resize(self) -> None:
        """Another size holds other panes."""
        self.preview.place()
        super().on_resize()

    def do_open(self) -> None:
        """The page of the row, or the end where rows are picked; of a listing that is in trouble the next try."""
        if self.parts is None:
            return
        row = self.parts.loading.row_under_cursor()
        at_the_end = row is None or self.row_list.cursor == len(self.row_list) - 1
        if at_the_end and self.parts.loading.in_trouble:
            self.parts.loading.retry()
        elif self.frame.picks:
            self.app.exit([one.repo_id for one in self._chosen()])
        elif row is not None:
            from hubtui.registry.target import Target

            self._routes.open(Target(self._choice.repo_type, row.id), row)

    def do_copy(self) -> None:
        """Offer what can be copied of the marked rows, or of the one under the cursor; and the URL of the listing."""
        from hubtui.addresses import url_of
        from hubtui.presentation.copying import joined
        from hubtui.presentation.fits import best_quant
        from hubtui.presentation.snippets import Snippet, Subject, snippets, subject_of

        endpoint, budget, chosen = self._routes.endpoint, self.frame.memory.budget, self._chosen()
        subjects = [
            subject_of(one.repo_type, one.row, endpoint, quant=best_quant(one.row, budget))
            if one.row is not None
            else Subject(one.repo_type, one.repo_id, endpoint)
            for one in chosen
        ]
        of_rows = joined([snippets(subject) for subject in subjects])
        target = target_of_choice(self.choice)
        more = [Snippet("w", "this listing", url_of(target, endpoint))] if target is not None else []
        if of_rows or more:
            self._routes.offer_copies([*of_rows, *more], len(chosen))

    def do_quants(self) -> None:
        """Open the quants of the model under the cursor, or the base of a quant."""
        row = self.parts.loading.row_under_cursor() if self.parts is not None else None
        if self._choice.repo_type != "model":
            self.notice("only models have quants")
        elif row is not None:
            self._routes.show_quants(row.id, row.tags)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            self.do_open()

    def do_next_pane(self) -> None:
        """From the list to the preview and back; from the field to the list."""
        if self.bar.is_open or self.preview.is_in_use or not self.pane.display:
            self.preview.leave_zoom()
            self._close_field()
        else:
            self.pane.focus()

    do_previous_pane = do_next_pane

    def _close_field(self) -> bool:
        self.row_list.focus()
        return self.bar.close()

    def do_leave(self) -> None:
        """Leave one thing, the innermost first: the field, waiting for rows, marks, the search, the page."""
        if self._close_field() or self.preview.leave_zoom() or self.parts is None:
            return
        if self.parts.loading.stop():
            self.notice("stopped; enter goes on")
        elif self.parts.marking.clear():
            return
        elif self.choice.text:
            self.parts.finding.ask(replace(self.choice, text=""))
        elif self._is_stacked:
            self.do_close()

    @property
    def _is_stacked(self) -> bool:
        """Whether it stands over a page, not on a tab."""
        return len(self.app.screen_stack) > 1

    @property
    def places(self) -> tuple[str, ...]:
        """Over a page it is left like one."""
        return (STACKED if self._is_stacked else TAB, *self.PLACES)

    def do_close(self) -> None:
        """Go back to the page below."""
        known = self.frame, self._session, self._routes, self.choice
        self._routes.back(lambda: ListingScreen(*known))

    # The filter bar

    def filter_entry(self, text: str) -> Entry | None:
        """Return the palette's entry that filters this listing by a text, None where it means no filter."""
        from hubtui.dialogs.palette import Entry
        from hubtui.presentation.filter_grammar import filter_of, is_known

        repo_type, parts = self._choice.repo_type, self.parts
        if parts is None or not is_known(text, repo_type):
            return None
        name = filter_of(text, repo_type)
        label = filter_label(name)
        words = f"only what {label}" if name.startswith("fits:") else f"only {KINDS[repo_type].noun}s with {label}"
        return Entry(words, "filter", "filter", do=lambda: parts.finding.add_filter(name))

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Search as it is typed."""
        if event.purpose == "search" and self.parts is not None:
            self.parts.finding.typed(event.text)

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """The text as it stands now, without waiting."""
        self.row_list.focus()
        if self.parts is not None:
            self.parts.finding.submitted(event.purpose, event.text)

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """A part of the bar does what its key does; a chip goes away."""
        group, _, name = event.name.partition(":")
        if group != "chip":
            await self.run_named(event.name)
        elif self.parts is not None:
            self.parts.finding.ask(self.parts.finding.choice.without(name))
