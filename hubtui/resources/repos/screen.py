"""The page of a repo: a header, the names of its sections, and one section in front."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, ClassVar

from textual.containers import Container
from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.changes.queue import QueuedChange
from hubtui.changes.repo_changes import Delete, Move
from hubtui.hub.decode import row_of
from hubtui.hub.errors import HubError
from hubtui.hub.repos import RepoInfo
from hubtui.managing.deferred_actions import DeferredRepoChanges
from hubtui.managing.selected_repo import SelectedRepo
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.work import start_work
from hubtui.places import COLLECTABLE, FIELD, FILTER_FIELD, HUB_PAGE, LIST, OWN, PAGE, REPO, SPACE, STACKED
from hubtui.presentation import values
from hubtui.presentation.bars import Parts
from hubtui.presentation.fits import best_quant
from hubtui.presentation.lines import wrap
from hubtui.presentation.repo_header import header_lines, obstacle_line
from hubtui.presentation.runtime import IN_ERROR
from hubtui.presentation.snippets import snippets, subject_of
from hubtui.registry.resources import TAB_TITLES
from hubtui.registry.target import Target
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import Section, failure_words
from hubtui.resources.repos.sections import SECTIONS, SectionKind
from hubtui.resources.repos.space_actions import SpaceActions
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.reader import Reader


class RepoScreen(FrameScreen):
    """Shows one section at a time; creates it when it is first shown, and keeps it while the page is open."""

    PLACES: ClassVar[tuple[str, ...]] = (REPO, HUB_PAGE, COLLECTABLE, OWN, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, page: RepoPage) -> None:
        super().__init__(frame)
        self.page = page
        self.section: Section | None = None
        self._kinds = SECTIONS[page.repo_type]
        self._sections: dict[str, Section] = {}
        self._facts = FactLines(self._header, id="facts")
        self._bar = Bar(id="sections")
        self._rule = Bar(id="rule")
        self._place = Container(id="section")
        self._was_chosen = False
        self._managing = DeferredRepoChanges(self, page.session, self._chosen)
        self._stop_listening: Callable[[], None] | None = None
        page.screen = self

    def body(self) -> Iterable[Widget]:
        """Yield the header, the names of the sections, and the section in front."""
        yield self._facts
        yield self._bar
        yield self._rule
        yield self._place

    def top_parts(self, width: int) -> Parts:
        """Return "back", the id and the revision."""
        title = {**TAB_TITLES, **dict(self.frame.view_tabs)}.get(self.app.current_mode, "Back")
        page = self.page
        parts = [("close", [Cell(f"‹ {title}", "accent"), Cell("   ")]), ("", [Cell(page.repo_id, "active")])]
        return [*parts, ("", [Cell(f"   {page.revision}", "state" if page.target.revision else "dim")])]

    def on_mount(self) -> None:
        """Draw what is known of the repo, and load the rest after the first paint."""
        self.show_sections()
        self._stop_listening = self.page.queue.listen(self._edited)
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Stop listening to changes."""
        if self._stop_listening is not None:
            self._stop_listening()

    def on_screen_resume(self) -> None:
        """Let the section in front load again."""
        super().on_screen_resume()
        if self.section is not None and self.section.is_attached:
            self.section.resume()

    def on_screen_suspend(self) -> None:
        """Let the section in front load nothing: another screen is in front of the page."""
        if self.section is not None:
            self.section.suspend()

    def _chosen(self) -> list[SelectedRepo]:
        return [SelectedRepo(self.page.repo_type, self.page.repo_id, self.page.row)]

    def _edited(self, edit: QueuedChange) -> None:
        """Draw the header again for a change of this repo that began or ended."""
        change, page = edit.change, self.page
        if change.repo_type != page.repo_type or change.repo_id != page.repo_id:
            return
        if not edit.is_under_way and edit.error is None:
            if isinstance(change, Move):
                page.renamed(change.new_id)
            elif isinstance(change, Delete):
                page.failure = f"{page.repo_id} is deleted; esc goes back"
        self._facts.lay_out()
        self.show_frame()

    async def _begin(self) -> None:
        if self.page.info is None:
            start_work(self, self._load, "info")
        self._was_chosen = bool(self.page.section)
        await self._show(self._kind(self.page.section or self._first_section()))

    def _first_section(self) -> str:
        """Return the section to show first: "runtime" for a Space with an error, "" for the usual one."""
        return "runtime" if getattr(self.page.row, "stage", None) in IN_ERROR else ""

    async def _load(self) -> None:
        page = self.page
        request = RepoInfo(page.repo_type, page.repo_id, page.target.revision or None)
        try:
            info = await page.ask(request)
        except HubError as error:
            page.failure = failure_words(error)
        else:
            page.failure = ""
            if info.id and info.id != page.repo_id:
                self.notice(f"{page.repo_id} is called {info.id} now")
                page.repo_id = info.id
            if info.siblings is None:
                self.notice("its list of files is too long to come with the page: Files shows them, folder by folder")
            page.know(info, row_of(page.repo_type, info.wire()))
            if not self._was_chosen and (name := self._first_section()):
                await self._show(self._kind(name))
        self.show_facts()

    def run_beside(self, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Run `work` until the screen is closed; cancel work of the same group."""
        start_work(self, work, group)

    def show_facts(self) -> None:
        """Draw the header again."""
        self._facts.lay_out()
        self.show_frame()

    def _header(self, width: int) -> Sequence[Sequence[Cell]]:
        if self.page.failure:
            return [(Cell(line, "failed"),) for line in wrap(self.page.failure, width)]
        row = self.page.row
        lines = header_lines(self.page.repo_type, row, width, values.utc_now())
        obstacle = obstacle_line(row)
        words = "Loading…" if self.page.info is None else "the Hub tells nothing else of it"
        return [*lines, obstacle] if obstacle else lines or [(Cell(words, "dim"),)]

    def on_reader_said(self, event: Reader.Said) -> None:
        """Show a message of a section's reader."""
        self.notice(event.words)

    # Sections

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the section in front, then those of the page."""
        of_kind = (SPACE,) if self.page.repo_type == "space" else ()
        return (*self.section.PLACES, *of_kind, *self.PLACES) if self.section is not None else self.PLACES

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Add the keys that leave the field of a filter bar."""
        return (FILTER_FIELD, *places) if places == (FIELD,) else places

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the section in front, if it is mounted, and the actions that change the repo."""
        section = self.section
        if section is None or not section.is_attached:
            return (self._managing,)
        return (section, *section.targets(), self._managing)

    @property
    def target_here(self) -> Target:
        """The repo."""
        return self.page.target

    def collectable(self) -> list[tuple[str, str]]:
        """Return the repo."""
        return [(self.page.repo_type, self.page.repo_id)]

    def show_sections(self) -> None:
        """Draw the names of the sections with their counts."""
        parts: list[tuple[str, Sequence[Cell]]] = []
        for number, kind in enumerate(self._kinds, 1):
            section = self._sections.get(kind.name)
            count = f" {section.count}" if section is not None and section.count else ""
            role = "active" if kind.name == self.page.section else ""
            cells = [Cell(f"{number} ", "dim"), Cell(kind.title, role), Cell(f"{count}   ", "dim")]
            parts.append((f"section:{kind.name}", cells))
        self._bar.show(parts, [])
        self._rule.show([("", [Cell("─" * max(0, self.size.width - 2), "rule")])], [])

    def _kind(self, name: str) -> SectionKind:
        return next((kind for kind in self._kinds if kind.name == name), self._kinds[0])

    async def _show(self, kind: SectionKind) -> None:
        new = self._sections.get(kind.name)
        if new is not None and new is self.section:
            return
        self.page.section = kind.name
        if self.section is not None:
            self.section.hidden()
            self.section.display = False
        if new is None:
            new = self._sections[kind.name] = kind.make(self.page)
            self.section = new
            # Wait for it: the next key is for this section.
            await self._place.mount(new)
            self.call_after_refresh(self._first_look, new)
        else:
            self.section = new
            new.display = True
            new.front.focus()
            new.shown()
        self.show_sections()
        self.show_frame()

    def _first_look(self, section: Section) -> None:
        if section.is_attached:
            section.begin()
            if section is self.section:
                section.front.focus()
                section.shown()

    async def _step(self, by: int) -> None:
        self._was_chosen = True
        names = [kind.name for kind in self._kinds]
        await self._show(self._kinds[(names.index(self.page.section or names[0]) + by) % len(names)])

    async def do_section(self) -> None:
        """Show the section whose number was pressed."""
        self._was_chosen = True
        number = int(self.pressed) or 10
        if number <= len(self._kinds):
            await self._show(self._kinds[number - 1])
        else:
            self.notice(f"there are {len(self._kinds)} sections")

    async def do_next_section(self) -> None:
        """Show the next section."""
        await self._step(1)

    async def do_previous_section(self) -> None:
        """Show the previous section."""
        await self._step(-1)

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Show the section that was clicked, or run another action."""
        group, _, name = event.name.partition(":")
        if group == "section":
            await self._show(self._kind(name))
        else:
            await super().on_bar_clicked(event)

    def on_resize(self) -> None:
        """Draw the names of the sections for the new width."""
        self.show_sections()
        super().on_resize()

    # Copy

    def do_copy(self) -> None:
        """Offer texts to copy: of the repo, and of the files that are marked."""
        page = self.page
        info, section = page.info, self.section
        files = info.file_names if info is not None else []
        chosen = section.chosen_paths() if section is not None else []
        row = page.row if page.row is not None else page.target
        quant = best_quant(row, self.frame.memory.budget)
        subject = subject_of(page.repo_type, row, page.endpoint, page.target.revision, files, chosen, quant)
        page.routes.offer_copies(snippets(subject))

    def do_quants(self) -> None:
        """Open the quants of the model, or the base of a quant."""
        page = self.page
        if page.repo_type != "model":
            self.notice("only models have quants")
        else:
            page.routes.show_quants(page.repo_id, page.row.tags if page.row is not None else ())

    def do_act(self) -> None:
        """Open the menu of what can be done to a Space."""
        SpaceActions(self, self.page).open_menu()

    # Back

    def do_leave(self) -> None:
        """Cancel something in the section, or go back."""
        if self.section is None or not self.section.leave():
            self.do_close()

    def do_close(self) -> None:
        """Go back."""
        if self.section is not None:
            self.section.hidden()
        self.page.routes.back()

    async def do_refresh(self) -> None:
        """Load the page again."""
        self.page.forget()
        for section in self._sections.values():
            section.remove()
        self._sections.clear()
        self.section = None
        await self._begin()
