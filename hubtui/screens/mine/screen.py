"""The tab of what is mine: who I am, and below it repos, collections or likes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.timer import Timer
from textual.widget import Widget

from hubtui.actions import COLLECTABLE, FIELD, FILTER_FIELD, LIST, MINE, OWN, PAGE, TAB
from hubtui.hub.drafts import collection_id
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.hub.targets import Target
from hubtui.presentation import mine, values
from hubtui.presentation.filter_line import FilterLine
from hubtui.presentation.lines import wrap
from hubtui.presentation.rights import NOT_LOGGED_IN
from hubtui.screens.dialogs.menu import Menu, MenuLine
from hubtui.screens.frame import FrameScreen, FrameState
from hubtui.screens.local_filter import LocalFilter
from hubtui.screens.managing.actions import Managing
from hubtui.screens.managing.chosen import Chosen
from hubtui.screens.mine.belongings import Belongings
from hubtui.screens.work import start_work
from hubtui.text.columns import GUTTER, Cell, Column
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.filter_bar import FilterBar
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.screens.routes import Routes
    from hubtui.screens.session import Session
    from hubtui.worker.edits.edits import Edit

_SECTIONS = (("repos", "Repos"), ("collections", "Collections"), ("likes", "Likes"))
_DRAWN_EVERY = 0.1


class _Rows:
    def __init__(self, items: Sequence[mine.Item]) -> None:
        self.items = items

    def __len__(self) -> int:
        return len(self.items)

    def id_at(self, index: int) -> str:
        item = self.items[index]
        return f"{item.kind}/{item.id}"

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        return mine.cells(self.items[index], columns, values.utc_now())


class MineScreen(LocalFilter, FrameScreen):
    """Loads once it is looked at; repos of all kinds stand in one list."""

    PLACES: ClassVar[tuple[str, ...]] = (MINE, COLLECTABLE, OWN, TAB, LIST, PAGE)
    TAB: ClassVar[str] = "mine"

    def __init__(self, frame: FrameState, session: Session, routes: Routes) -> None:
        super().__init__(frame)
        self._session = session
        self._routes = routes
        self._section = "repos"
        self._order = "updated"
        self._belongings: Belongings | None = None
        self._failure = ""
        self._timer: Timer | None = None
        self._stop_listening: Callable[[], None] | None = None
        self._items: list[mine.Item] = []
        self._facts = FactLines(self._account_lines, most=6, id="account")
        self._sections = Bar(id="sections")
        self.filter_bar = FilterBar(takes_tags=False, id="filters")
        self.filtered_list = RowList(columns_for=lambda width: mine.columns_for(self._section, width), id="mine")
        self._managing = Managing(self, session, self._chosen)

    def body(self) -> Iterable[Widget]:
        """Who, which section, the filter, the list."""
        yield self._facts
        yield self._sections
        yield self.filter_bar
        yield self.filtered_list

    def on_mount(self) -> None:
        """Paint first, load after."""
        self.filtered_list.focus()
        self._draw()
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Nobody looks."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _begin(self) -> None:
        self._belongings = None  # which may be another account's
        self.filtered_list.marks.ids.clear()
        if not self.frame.rights.has_token:
            self._failure = NOT_LOGGED_IN
            self._draw()
            return
        edits = self._session.edits
        if self._stop_listening is None:
            self._stop_listening = edits.listen(self._edited)
        self._belongings = Belongings(self._session.worker, edits, self._changed)
        start_work(self, self._load, "mine")

    async def _load(self) -> None:
        if self._belongings is None:
            return
        try:
            self._failure = ""
            await self._belongings.load()
        except HubError as error:
            self._failure = f"{error}; r asks again"
        self._draw()

    def _edited(self, edit: Edit) -> None:
        from hubtui.hub.changes import Create

        if isinstance(edit.change, Create):
            self.filtered_list.cursor_id = f"{edit.change.repo_type}/{edit.change.repo_id}"
        self._changed()

    def _changed(self) -> None:
        # Many answers come within a moment.
        if self._timer is None and self.is_attached:
            self._timer = self.set_timer(_DRAWN_EVERY, self._draw)

    # What is shown

    def show_filtered(self) -> None:
        """What the words pick."""
        self._draw()

    def _draw(self) -> None:
        self._timer = None
        belongings = self._belongings
        everything = getattr(belongings, self._section) if belongings is not None else []
        if self._section == "collections" and (deleted := self._session.deleted_collections):
            everything = [item for item in everything if collection_id(item.id) not in deleted]
        shown = [item for item in everything if item.holds(self.filter_words)] if self.filter_words else everything
        self._items = mine.sorted_by(shown, self._order)
        self.filtered_list.show_rows(_Rows(self._items), keep_cursor=True)
        self.filtered_list.rows_changed(self._tail(len(everything)))
        count = f"{len(self._items):,} of {len(everything):,}" if self.filter_words else ""
        order = next(words for name, words, _, _ in mine.SORTS if name == self._order)
        self.filter_bar.show(FilterLine(self.filter_words, (), order, count))
        self._show_sections()
        self._facts.lay_out()
        self.show_frame()

    def _tail(self, number: int) -> list[list[Cell]]:
        belongings = self._belongings
        words: list[tuple[str, str]] = [(self._failure, "failed")] if self._failure else []
        if belongings is not None:
            words += [(problem, "failed") for problem in belongings.problems]
            if belongings.is_loading:
                words.append(("Loading the rest…" if number else "Loading…", "dim"))
            elif not number and not words:
                words.append(({"repos": "no repos yet: n makes one"}.get(self._section, "none yet"), "dim"))
        width = max(20, self.app.size.width - 2 * GUTTER)
        return [[Cell(" " * GUTTER + line, role)] for said, role in words for line in wrap(said, width)]

    def _account_lines(self, width: int) -> Sequence[Sequence[Cell]]:
        account = self._belongings.account if self._belongings is not None else self.frame.rights.account
        return mine.account_lines(account, width) if account is not None else [(Cell(self.frame.account, "dim"),)]

    def _show_sections(self) -> None:
        parts: list[tuple[str, Sequence[Cell]]] = []
        for name, title in _SECTIONS:
            number = len(getattr(self._belongings, name)) if self._belongings is not None else 0
            role = "active" if name == self._section else ""
            parts.append((f"section:{name}", [Cell(title, role), Cell(f" {number:,}   " if number else "   ", "dim")]))
        self._sections.show(parts, [])

    def state_words(self) -> list[Cell]:
        """How many rows are marked."""
        marked = len(self.filtered_list.marks.ids)
        return [Cell(f"{marked} marked", "mark")] if marked else []

    def targets(self) -> tuple[object, ...]:
        """The repos are managed; the list moves."""
        return (self._managing, self.filtered_list)

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """The field of the filter is left by tab as well."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    # Actions

    @property
    def _item(self) -> mine.Item | None:
        return self._items[self.filtered_list.cursor] if self._items else None

    def _chosen(self) -> list[Chosen]:
        """The marked repos, in the order of marking; where there are none, the one under the cursor."""
        if self._section != "repos" or self._belongings is None:
            return []
        known = {f"{item.kind}/{item.id}": item for item in self._belongings.repos}
        marked = [known[name] for name in self.filtered_list.marks.ids if name in known]
        items = marked or ([self._item] if self._item is not None else [])
        return [Chosen(item.kind, item.id, item.row) for item in items]  # type: ignore[arg-type]  # repos have a kind

    def do_new_repo(self) -> None:
        """A new repo; among the collections, a new one of these."""
        if self._section != "collections":
            self._managing.do_new_repo()
            return
        from hubtui.screens.collections.forms import CreateCollection

        self.app.push_screen(CreateCollection(self._session.desk, self._open_collection))

    def _open_collection(self, slug: str) -> None:
        self._routes.open(Target("collection", slug))

    def do_delete_repo(self) -> None:
        """The end of what is chosen; among the collections, of the one under the cursor."""
        item = self._item
        if self._section != "collections" or item is None:
            self._managing.do_delete_repo()
        elif why := self.frame.rights.why_not_change("collection", item.id):
            self.notice(why, failed=True)
        else:
            from hubtui.screens.collections.forms import DeleteCollection

            title = item.title.partition(" / ")[2] or item.id
            self.app.push_screen(DeleteCollection(self._session.desk, item.id, title, self.do_refresh))

    def do_open_row(self) -> None:
        """The page of the repo."""
        if (item := self._item) is not None:
            kind = item.kind if item.kind in (*KINDS, "collection") else "model"
            self._routes.open(Target(kind, item.id), item.row)  # type: ignore[arg-type]  # a kind of page

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A double click opens."""
        if event.clicks == 2:
            self.do_open_row()

    def do_copy(self) -> None:
        """What can be copied of the repo."""
        item = self._item
        if item is not None and item.row is not None:
            from hubtui.presentation.snippets import snippets, subject_of

            self._routes.offer_copies(snippets(subject_of(item.kind, item.row, self._routes.endpoint)))

    def do_browse(self) -> None:
        """Its page in the browser."""
        if (item := self._item) is not None:
            self._routes.browse(Target(item.kind, item.id))  # type: ignore[arg-type]  # a kind of page

    def do_mark(self) -> None:
        """Mark the row and step down."""
        if self.filtered_list.cursor_id:
            self.filtered_list.marks.toggle(self.filtered_list.cursor_id)
            self.filtered_list.do_down()
            self._show_marks()

    def do_mark_range(self) -> None:
        """Begin a range, or mark it."""
        if self.filtered_list.cursor_id:
            self.filtered_list.marks.toggle_range(self.filtered_list.cursor, _Rows(self._items).id_at)
            self._show_marks()

    def do_mark_all(self) -> None:
        """All that are shown."""
        rows = _Rows(self._items)
        self.filtered_list.marks.ids.update(dict.fromkeys(rows.id_at(index) for index in range(len(rows))))
        self._show_marks()

    def collectable(self) -> list[tuple[str, str]]:
        """What is marked on any tab, in the order of marking; else the row."""
        marked = [(kind, name) for _, kind, name in self.frame.marked]
        return marked or ([(self._item.kind, self._item.id)] if self._item is not None else [])

    def drop_marks(self, used: Collection[tuple[str, str]]) -> None:
        """Take the marks away from repos (kind, id) that an action has used."""
        for kind, name in used:
            self.filtered_list.marks.ids.pop(f"{kind}/{name}", None)
        self._show_marks()

    def _show_marks(self) -> None:
        marked = [name.partition("/") for name in self.filtered_list.marks.ids]
        self.frame.take_marks(self, [(kind, name) for kind, _, name in marked])
        self.filtered_list.draw_anew()
        self.show_frame()

    def do_sort(self) -> None:
        """The menu of orders."""
        lines = [MenuLine(name, words) for name, words, _, _ in mine.SORTS]
        self.app.push_screen(Menu("Sort by", lines, self._order), self._sorted)

    def _sorted(self, answer: tuple[str, bool] | None) -> None:
        if answer is not None:
            self._order = answer[0]
            self._draw()

    def do_refresh(self) -> None:
        """Ask the Hub again."""
        self._begin()

    def do_next_section(self) -> None:
        """The section behind this one."""
        self._step(1)

    def do_previous_section(self) -> None:
        """The section before this one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        names = [name for name, _ in _SECTIONS]
        self._show(names[(names.index(self._section) + by) % len(names)])

    def _show(self, section: str) -> None:
        self._section = section
        self.filtered_list.marks.clear()
        self.filtered_list.cursor_id = ""
        self.filtered_list.columns_changed()
        self._draw()

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """A section, or whatever else has a name."""
        group, _, name = event.name.partition(":")
        if group == "section":
            self._show(name)
        else:
            await super().on_bar_clicked(event)

    async def on_filter_bar_clicked(self, event: FilterBar.Clicked) -> None:
        """A part of the bar does what its key does."""
        await self.run_named(event.name)

    def do_leave(self) -> None:
        """The field, the marks, the filter."""
        if self.filter_bar.is_open or not self.filtered_list.marks.clear():
            self.leave_filter()
        self._show_marks()
