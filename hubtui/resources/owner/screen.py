"""The page of a user or an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.addresses import owner_of
from hubtui.browser.sections import Section, SectionsScreen
from hubtui.hub.errors import HubError, Missing, none_if_missing
from hubtui.pages.work import start_work
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import wrap
from hubtui.registry.target import Target
from hubtui.resources.owner import OWNER, lists, people
from hubtui.resources.owner.owner import OverviewOf, Owner, fields_of
from hubtui.resources.owner.words import header_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Line

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameState
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session


class OwnerScreen(SectionsScreen):
    """Loads the overview together with the first list; which other lists there are depends on it.

    `known` is the owner as a list has loaded it, or None if the page was opened by its name.
    """

    def __init__(
        self, frame: FrameState, session: Session, routes: Routes, target: Target, known: Owner | None
    ) -> None:
        self.page = target
        self._session = session
        self._owner = known
        self._is_complete = False
        self._failure = ""
        self._is_nobody = False
        super().__init__(frame, routes, self._repo_sections())

    def _repo_sections(self) -> list[Section]:
        name, session = self.page.id, self._session
        return [
            Section("Models", lists.Repos(session, name, "model", "downloads")),
            Section("Datasets", lists.Repos(session, name, "dataset", "downloads")),
            # The Hub counts no downloads of Spaces.
            Section("Spaces", lists.Repos(session, name, "space", "likes")),
            Section("Collections", lists.Collections(session, name)),
        ]

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose keys work, with that of this page."""
        return (*super().places, OWNER)

    @property
    def target_here(self) -> Target:
        """The page of the row under the cursor, else this page."""
        return super().target_here or self.page

    def top_parts(self, width: int) -> Parts:
        """Return the cells of the top line: "back" and the name."""
        return [("close", [Cell("‹ Back", "accent"), Cell("   ")]), ("", [Cell(self.page.id, "active")])]

    def header_lines(self, width: int) -> Sequence[Line]:
        """Return name and facts of the owner, or why they could not be loaded."""
        if self._failure:
            return [(Cell(line, "failed"),) for line in wrap(self._failure, width)]
        return header_lines(self._owner, width) if self._owner is not None else [(Cell("Loading…", "dim"),)]

    # The overview

    def begin(self) -> None:
        """Load the overview together with the first list."""
        is_first = not self.shown.has_begun
        super().begin()
        if is_first and self.shown.has_begun:
            start_work(self, self._load, "overview")

    async def _load(self, again: bool = False) -> None:
        if not again:
            await self._show_cached()
        try:
            owner = await self._ask(again)
        except Missing:
            self._is_nobody = True
            name = self.page.id
            self._failure = f'"{name}" is neither a user nor an organisation; enter looks for the model "{name}"'
        except HubError as error:
            self._failure = f"{error}; r tries again"
        else:
            self._take(owner)
        self.show_header()
        self.show_frame()

    async def _show_cached(self) -> None:
        """Show the cached overview until the Hub answers."""
        for is_org in (False, True):
            if (cached := await self._session.worker.get_cached(OverviewOf(self.page.id, is_org))) is not None:
                self._take(cached[0])
                self.show_header()
                return

    async def _ask(self, again: bool) -> Owner:
        """Load the overview of a user or of an organisation, the likelier one first.

        Raises:
            Missing: there is neither of this name.
            HubError: the Hub did not answer.
        """
        worker, name = self._session.worker, self.page.id
        likelier = self._owner.is_org if self._owner is not None else name != self.frame.rights.account_name
        found = await none_if_missing(worker.get(OverviewOf(name, likelier), fresh=again))
        if found is not None:
            return found
        return await worker.get(OverviewOf(name, not likelier), fresh=again)

    def _take(self, owner: Owner) -> None:
        """Show an overview, and the lists of this kind of owner."""
        is_first = not self._is_complete
        self._owner, self._failure, self._is_nobody, self._is_complete = owner, "", False, True
        if is_first:
            self.sections += self._sections_of(owner)
            self._show_wanted()
        known = {"owner:info": len(fields_of(owner.sent)), "owner:organisations": len(owner.organisations)}
        known |= {name: count for name, field in _COUNTED.items() if (count := owner.count(field)) is not None}
        self.sections = [_with_count(one, known.get(one.model.name)) for one in self.sections]

    def _sections_of(self, owner: Owner) -> list[Section]:
        session, name = self._session, owner.name
        info = Section("Info", people.Fields(lambda: fields_of((self._owner or owner).sent)))
        if owner.is_org:
            members = Section("Members", people.Members(session, owner))
            return [members, Section("Followers", people.Followers(session, owner)), info]
        return [
            Section("Likes", lists.Likes(session, name)),
            Section("Papers", lists.SubmittedPapers(session, name)),
            Section("Orgs", people.Organisations(session, owner)),
            Section("Followers", people.Followers(session, owner)),
            Section("Following", people.Following(session, owner)),
            info,
        ]

    def _show_wanted(self) -> None:
        """Show the list that the address of the page names."""
        wanted = next((one for one in self.sections if one.model.name == f"owner:{self.page.section}"), None)
        if wanted is not None:
            self.show_section(wanted)

    # Actions

    def do_refresh(self) -> bool:
        """Load the overview again; return False, so that the list is loaded again as well."""
        start_work(self, lambda: self._load(again=True), "overview")
        return False

    def do_open_row(self) -> bool:
        """Open the model of this name if no owner has it; else return False to open the row."""
        if self._is_nobody and self.shown.item is None:
            self.shown.routes.open(Target("model", self.page.id))
            return True
        return False

    def do_all_repos(self) -> None:
        """Open the listing of all repos of this owner and type, which can be filtered."""
        kind = self.model.kind if self.model.kind in ("model", "dataset", "space") else "model"
        self.shown.routes.open(Target("listing", kind, author=self.page.id))

    def do_owner(self) -> bool:
        """Say that the row belongs to this owner; else return False to open the page of another owner."""
        if owner_of(self.target_here) not in ("", self.page.id):
            return False
        self.notice(f"this is the page of {self.page.id}")
        return True


_COUNTED = {
    "owner:models": "numModels",
    "owner:datasets": "numDatasets",
    "owner:spaces": "numSpaces",
    "owner:members": "numUsers",
    "owner:likes": "numLikes",
    "owner:followers": "numFollowers",
    "owner:following": "numFollowing",
}
"""The field of the overview with the length of each list."""


def _with_count(section: Section, count: int | None) -> Section:
    """Return the section with the number of its rows."""
    return section if count is None else section._replace(known_count=count)
