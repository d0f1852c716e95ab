"""The page of a repo: a header, the names of its sections, and one section in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.widget import Widget

from hubtui.action import Action
from hubtui.action_target import ActionTarget
from hubtui.changes.queue import QueuedChange
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
from hubtui.presentation.lines import wrap
from hubtui.presentation.repo_header import header_lines, obstacle_line
from hubtui.presentation.runtime import IN_ERROR
from hubtui.registry.resources import TAB_TITLES
from hubtui.registry.target import Target
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.repo_actions import RepoActions
from hubtui.resources.repos.section import Section, failure_words
from hubtui.resources.repos.section_switch import SectionSwitch
from hubtui.text.columns import Cell
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines


class RepoScreen(FrameScreen):
    """Shows the header of a repo, and one of its sections at a time."""

    PLACES: ClassVar[tuple[str, ...]] = (REPO, HUB_PAGE, COLLECTABLE, OWN, STACKED, LIST, PAGE)

    def __init__(self, frame: FrameState, page: RepoPage) -> None:
        super().__init__(frame)
        self.page = page
        self.sections = SectionSwitch(self, page)
        self._facts = FactLines(partial(_header, page), id="facts")
        self._actions = RepoActions(self, page, self.sections)
        self._managing = DeferredRepoChanges(
            self, page.session, lambda: [SelectedRepo(page.repo_type, page.repo_id, page.row)]
        )
        self._stop_listening: Callable[[], None] | None = None
        self._is_deleted = False
        page.screen, page.show_facts = self, self._show_facts

    def body(self) -> Iterable[Widget]:
        """Yield the header, the names of the sections, and the section in front."""
        yield self._facts
        yield self.sections.names
        yield self.sections.rule
        yield self.sections.place

    @property
    def section(self) -> Section | None:
        """The section in front; None until one is shown."""
        return self.sections.front

    def top_parts(self, width: int) -> Parts:
        """Return "back", the id and the revision."""
        title = {**TAB_TITLES, **dict(self.frame.view_tabs)}.get(self.app.current_mode, "Back")
        page = self.page
        parts = [("close", [Cell(f"‹ {title}", "accent"), Cell("   ")]), ("", [Cell(page.repo_id, "active")])]
        return [*parts, ("", [Cell(f"   {page.revision}", "state" if page.target.revision else "dim")])]

    def state_words(self) -> list[Cell]:
        """Return the cells about the section in front."""
        return self.section.state_words() if self.section is not None else []

    def on_mount(self) -> None:
        """Draw what is known of the repo, and load the rest after the first paint."""
        self.sections.show_names()
        self._stop_listening = self.page.queue.listen(self._edited)
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Stop listening to changes, and keep no input."""
        self.sections.release_input()
        if self._stop_listening is not None:
            self._stop_listening()

    def on_screen_resume(self) -> None:
        """Let the section in front load again."""
        super().on_screen_resume()
        if self._is_deleted:
            self.call_later(self.do_close)
        elif self.section is not None and self.section.is_attached:
            self.section.resume()

    def on_screen_suspend(self) -> None:
        """Let the section in front load nothing: another screen is in front of the page."""
        if self.section is not None:
            self.section.suspend()

    def why_not(self, action: Action) -> str:
        """Return why an action is not allowed, or "": only its owner can change a repo."""
        if (why := super().why_not(action)) or not (action.writes and {OWN, SPACE}.intersection(action.places)):
            return why
        return self.frame.rights.why_not_change(self.page.repo_type, self.page.repo_id)

    def _must_wait(self, action: Action) -> bool:
        # Keys typed behind the number of a section are for its rows.
        return super()._must_wait(action) or not self.sections.has_begun

    def _edited(self, edit: QueuedChange) -> None:
        """Draw the header again for a change of this repo that began or ended."""
        change, page = edit.change, self.page
        if change.repo_type != page.repo_type or change.repo_id != page.repo_id:
            return
        if not edit.is_under_way and edit.error is None:
            if change.moved_to:
                page.renamed(change.moved_to)
            elif change.removes_id:
                page.failure = f"{page.repo_id} is deleted; esc goes back"
                # The page closes with the dialog over it, which says that the repo is deleted.
                self._is_deleted = True
        self._show_facts()

    async def _begin(self) -> None:
        if self.page.info is None:
            start_work(self, self._load, "info")
        self.sections.was_chosen = bool(self.page.section)
        await self.sections.show(self.page.section or _first_section(self.page))

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
            page.set_info(info, row_of(page.repo_type, info.sent))
            if not self.sections.was_chosen and (name := _first_section(page)):
                await self.sections.show(name)
        self._show_facts()

    def _show_facts(self) -> None:
        """Draw the header again."""
        self._facts.lay_out()
        self.show_frame()

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
        """Return the objects with actions: the section in front, if it is mounted, and those of the page."""
        section = self.section
        if section is None or not section.is_attached:
            return (self.sections.keys, self._actions, self._managing)
        return (section, *section.targets(), self.sections.keys, self._actions, self._managing)

    @property
    def target_here(self) -> Target:
        """The repo."""
        return self.page.target

    def collectable(self) -> list[tuple[str, str]]:
        """Return the repo."""
        return [(self.page.repo_type, self.page.repo_id)]

    async def on_bar_clicked(self, event: Bar.Clicked) -> None:
        """Show the section that was clicked, or run another action."""
        group, _, name = event.name.partition(":")
        if group == "section":
            await self.sections.show_at(int(name))
        else:
            await super().on_bar_clicked(event)

    def on_resize(self) -> None:
        """Draw the names of the sections for the new width."""
        self.sections.show_names()
        super().on_resize()

    # Back

    def do_leave(self) -> None:
        """Close what the section has open, such as its search; if nothing is, go back."""
        if self.section is None or not self.section.leave():
            self.do_close()

    def do_close(self) -> None:
        """Go back. Forward does not lead to a deleted repo again."""
        if self.section is not None:
            self.section.hidden()
        if not self._is_deleted:
            self.page.routes.back()
        elif self.app.screen is self:
            self.app.pop_screen()

    async def do_refresh(self) -> None:
        """Load the page again."""
        self.page.forget()
        self.sections.clear()
        await self._begin()


def _first_section(page: RepoPage) -> str:
    """Return the section to show first: "runtime" for a Space with an error, "" for the usual one."""
    return "runtime" if getattr(page.row, "stage", None) in IN_ERROR else ""


def _header(page: RepoPage, width: int) -> Sequence[Sequence[Cell]]:
    """Return the lines of the header for `width` terminal cells."""
    if page.failure:
        return [(Cell(line, "failed"),) for line in wrap(page.failure, width)]
    lines = header_lines(page.repo_type, page.row, width, values.utc_now())
    obstacle = obstacle_line(page.row)
    words = "Loading…" if page.info is None else "the Hub tells nothing else of it"
    return [*lines, obstacle] if obstacle else lines or [(Cell(words, "dim"),)]
