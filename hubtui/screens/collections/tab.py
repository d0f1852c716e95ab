"""The tab of collections: all, an owner's, those that hold an item, those that match some words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from hubtui.actions import COLLECTIONS, FIELD, FILTER_FIELD, LIST, PAGE, TAB
from hubtui.hub.drafts import collection_id
from hubtui.hub.pagination import PageGuard
from hubtui.presentation import collections
from hubtui.presentation.filter_line import Chip, FilterLine
from hubtui.presentation.values import utc_now
from hubtui.screens.dialogs.menu import Menu, MenuLine
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.work import start_work
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList
from hubtui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection
    from hubtui.hub.query import Cursor
    from hubtui.screens.routes import Routes
    from hubtui.screens.session import Session
    from hubtui.worker.requests import CollectionsPage

_DEBOUNCE_SECONDS = 0.3
_REST_SECONDS = 0.15
_BESIDE_FROM = 110
_ROWS_AHEAD = 30
_SORTS = (("trending", "trending"), ("lastModified", "last modified"), ("upvotes", "upvotes"))


class _Rows:
    def __init__(self, found: Sequence[Collection], whole: dict[str, Collection]) -> None:
        self._found = found
        self._whole = whole

    def __len__(self) -> int:
        return len(self._found)

    def id_at(self, index: int) -> str:
        return self._found[index].slug

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        listed = self._found[index]
        whole = self._whole.get(listed.slug)
        count = len(whole.items) if whole is not None else None
        return collections.list_cells(whole or listed, count, columns, utc_now())


class CollectionsScreen(FrameScreen):
    """Loads once it is looked at; a collection that the cursor rests on is loaded whole."""

    PLACES: ClassVar[tuple[str, ...]] = (COLLECTIONS, TAB, LIST, PAGE)
    TAB: ClassVar[str] = "collections"

    def __init__(self, frame: FrameState, session: Session, routes: Routes) -> None:
        super().__init__(frame)
        self._session = session
        self._routes = routes
        self._bar = FilterBar(takes_tags=False, id="filters")
        self._list = RowList(columns_for=collections.list_columns, id="rows")
        self._pane = TextPane(id="preview")
        self._found: list[Collection] = []
        self._whole: dict[str, Collection] = {}
        self._failed: dict[str, str] = {}
        self._asked: CollectionsPage | None = None
        self._next: Cursor | None = None
        self._guard = PageGuard()
        self._is_loading = self._begun = False
        self._shows_pane = True
        self._timer: Timer | None = None
        self._rest: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """The bar, and below it the list with its preview."""
        yield self._bar
        yield Container(self._list, self._pane, id="panes")

    def on_mount(self) -> None:
        """Paint first, load after."""
        self._list.focus()
        self._place_pane()
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Load what is looked at, once the app is painted."""
        if not self._begun and self.frame.is_painted:
            from hubtui.worker.requests import CollectionsPage

            self._begun = True
            self.ask(CollectionsPage())

    def targets(self) -> tuple[object, ...]:
        """The list moves."""
        return (self._pane if self.focused is self._pane else self._list,)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field of the bar is left by tab as well."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    # Loading

    @property
    def asked(self) -> CollectionsPage:
        """What is listed."""
        from hubtui.worker.requests import CollectionsPage

        return self._asked or CollectionsPage()

    def ask(self, request: CollectionsPage) -> None:
        """List something else."""
        self._stop_timer()
        if request != self._asked:
            self._asked = request
            self._load_anew()

    def _load_anew(self) -> None:
        self._next = None
        self._show_bar()
        start_work(self, partial(self._load, None), "collections")

    async def _load(self, cursor: Cursor | None, again: bool = False) -> None:
        """A page; `again` for what is shown already, which stays where the Hub does not answer."""
        from hubtui.hub.errors import HubError

        self._say("Loading collections…")
        self._is_loading = True
        try:
            page = await self._session.worker.fetch(
                replace(self.asked, cursor=cursor, decides=again), slot="collections"
            )
        except HubError as error:
            if again:
                self._say(self._end_words())
                self.notice(f"could not refresh: {error}; r tries again", failed=True)
                return
            self._next = cursor
            self._say(f"could not load the collections: {error}; r tries again", "failed")
            return
        finally:
            self._is_loading = False
        known = {one.slug for one in self._found} if cursor else set()
        new = [one for one in page.rows if one.slug and one.slug not in known]
        if cursor is None:
            self._guard = PageGuard()
        self._next = page.next if self._guard.goes_on(page.next, new) else None
        self._found = self._without_deleted([*self._found, *new] if cursor else new)
        self._list.show_rows(_Rows(self._found, self._whole), keep_cursor=bool(cursor) or again)
        self._say(self._end_words())
        self._show_bar()
        self._draw_pane()
        self._wait_for_rest()

    def _without_deleted(self, found: list[Collection]) -> list[Collection]:
        """Leave out what was deleted in this run, which the Hub's lists may still hold for a while."""
        deleted = self._session.deleted_collections
        return [one for one in found if collection_id(one.slug) not in deleted] if deleted else found

    def _end_words(self) -> str:
        if self._found:
            return (
                ""
                if self._next
                else f"that is all, {len(self._found):,} collection{'' if len(self._found) == 1 else 's'}"
            )
        asked = self.asked
        parts = [f'"{asked.search}"'] if asked.search else []
        parts += [f"owner {name}" for name in asked.owners] + [f"holding {item}" for item in asked.items]
        return f"no collection matches {', '.join(parts)}; F shows all" if parts else "there are no collections here"

    def _say(self, words: str, role: str = "dim") -> None:
        self._list.rows_changed([[Cell(" " * GUTTER + words, role)]] if words else [])

    def _show_bar(self) -> None:
        asked = self.asked
        chips = [Chip(f"owner:{name}", f"by {name}") for name in asked.owners]
        chips += [Chip(f"item:{item}", f"with {item}") for item in asked.items]
        count = f"{len(self._found):,} loaded{', more' if self._next else ''}" if self._found else ""
        self._bar.show(FilterLine(asked.search, tuple(chips), dict(_SORTS)[asked.sort], count))

    def on_row_list_looked(self) -> None:
        """The next page is fetched before the end is in view."""
        near = self._list.top_row + self._list.page_rows + _ROWS_AHEAD >= len(self._found)
        if self._next is not None and near and not self._is_loading:
            start_work(self, partial(self._load, self._next), "collections")

    # The preview

    def on_row_list_cursor_moved(self) -> None:
        """Another one; it is loaded whole once the keys rest."""
        self._draw_pane()
        self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._look)

    def _look(self) -> None:
        here = self._here
        if here is not None and self._pane.display and here.slug not in self._whole:
            start_work(self, partial(self._load_whole, here.slug), "preview")

    async def _load_whole(self, slug: str) -> None:
        from hubtui.hub.errors import HubError
        from hubtui.worker.requests import CollectionOf

        try:
            self._whole[slug] = await self._session.worker.fetch(CollectionOf(slug), slot="preview:collections")
        except HubError as error:
            self._failed[slug] = str(error)
        self._list.draw_anew()
        self._draw_pane()

    def on_screen_resume(self) -> None:
        """What was edited meanwhile is shown as it is now."""
        super().on_screen_resume()
        self._whole.clear()
        if self._begun and self._found:
            self._found = self._without_deleted(self._found)
            self._list.show_rows(_Rows(self._found, self._whole), keep_cursor=True)
            self._show_bar()
            self._wait_for_rest()

    def on_resize(self) -> None:
        """Another size holds other panes."""
        self._place_pane()
        super().on_resize()

    def _place_pane(self) -> None:
        self._pane.display = self._shows_pane and self.app.size.width >= _BESIDE_FROM and not self._pane.is_plain
        self.call_after_refresh(self._draw_pane)

    def _draw_pane(self) -> None:
        here = self._here
        if self._pane.display and self._pane.is_attached and here is not None:
            whole = self._whole.get(here.slug)
            lines = collections.preview_lines(whole or here, whole is not None, self._pane.text_width)
            if whole is None and here.slug in self._failed:
                lines = [*lines, (), (Cell(self._failed[here.slug], "failed"),)]
            self._pane.show_lines(lines)

    @property
    def _here(self) -> Collection | None:
        return self._found[self._list.cursor] if self._found else None

    # Actions

    def do_open_row(self) -> None:
        """Open the collection under the cursor."""
        if (here := self._here) is not None:
            self._open(here.slug)

    def _open(self, slug: str) -> None:
        from hubtui.hub.targets import Target

        self._routes.open(Target("collection", slug))

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            await self.run_named("open_row")

    def do_new_collection(self) -> None:
        """The dialog that makes one."""
        from hubtui.screens.collections.forms import CreateCollection

        self.app.push_screen(CreateCollection(self._session.desk, self._open))

    def do_delete_collection(self) -> None:
        """The dialog that deletes the one under the cursor."""
        from hubtui.screens.collections.forms import DeleteCollection

        if (here := self._here) is not None:
            form = DeleteCollection(self._session.desk, here.slug, here.title or here.slug, self.do_refresh)
            self.app.push_screen(form)

    def why_not(self, name: str) -> str:
        """Another's cannot be deleted."""
        if name == "delete_collection" and (here := self._here) is not None:
            return self.frame.rights.why_not_change("collection", here.slug)
        return super().why_not(name)

    def do_browse(self) -> None:
        """The collection in the browser."""
        if (here := self._here) is not None:
            from hubtui.hub.targets import Target

            self._routes.browse(Target("collection", here.slug))

    def do_search(self) -> None:
        """Open the field for words."""
        self._bar.open("search", self.asked.search)

    def do_author(self) -> None:
        """Open the field for an owner."""
        here = self._here
        told = here.owner.name if here is not None and here.owner is not None else ""
        self._bar.open("owner", next(iter(self.asked.owners), told), "a user or an organisation")

    def do_holding(self) -> None:
        """Open the field for an item."""
        self._bar.open("item", next(iter(self.asked.items), ""), "a repo id, datasets/ID, papers/ID, or a URL")

    def do_sort(self) -> None:
        """The menu of orders."""
        lines = [MenuLine(name, words) for name, words in _SORTS]
        self.app.push_screen(Menu("Sort by", lines, self.asked.sort), self._sorted)

    def _sorted(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            self.ask(replace(self.asked, sort=answer[0]))  # type: ignore[arg-type]  # the menu has the Hub's names

    def do_clear_filters(self) -> None:
        """All collections."""
        from hubtui.worker.requests import CollectionsPage

        self.do_next_pane()
        self.ask(CollectionsPage(sort=self.asked.sort))

    def do_refresh(self) -> None:
        """Ask the Hub again."""
        self._whole.clear()
        self._failed.clear()
        if self._found:
            start_work(self, partial(self._load, None, again=True), "collections")
        else:
            self._load_anew()

    def do_toggle_preview(self) -> None:
        """Preview on or off."""
        self._shows_pane = not self._shows_pane
        self._place_pane()
        self._wait_for_rest()

    def do_next_pane(self) -> None:
        """From the field to the list."""
        self._bar.close()
        self._list.focus()

    do_previous_pane = do_next_pane

    def do_leave(self) -> None:
        """Leave the field, else clear the search."""
        was_open = self._bar.is_open
        self.do_next_pane()
        if not was_open and self.asked.search:
            self.ask(replace(self.asked, search=""))

    # The field

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Search once the typing rests."""
        if event.purpose == "search":
            self._stop_timer()
            request = replace(self.asked, search=event.text.strip())
            self._timer = self.set_timer(_DEBOUNCE_SECONDS, partial(self.ask, request))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def on_filter_bar_submitted(self, event: FilterBar.Submitted) -> None:
        """What stands in the field now."""
        self._list.focus()
        text = event.text.strip()
        if event.purpose == "search":
            self.ask(replace(self.asked, search=text))
        elif event.purpose == "owner":
            self.ask(replace(self.asked, owners=(text,) if text else ()))
        else:
            self._hold(text)

    def _hold(self, text: str) -> None:
        from hubtui.hub.targets import item_path, target_of

        try:
            item = item_path(target_of(text, self._routes.endpoint)) if text else ""
        except ValueError as error:
            self.notice(str(error), failed=True)
            return
        self.ask(replace(self.asked, items=(item,) if item else ()))

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """A part of the bar does what its key does."""
        kind, _, rest = event.name.partition(":")
        name = rest.partition(":")[0]
        if kind == "chip" and name == "owner":
            self.ask(replace(self.asked, owners=()))
        elif kind == "chip":
            self.ask(replace(self.asked, items=()))
        else:
            await self.run_named(event.name)
