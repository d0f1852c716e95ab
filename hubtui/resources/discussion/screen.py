"""The page of a discussion or a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from hubtui.action_target import ActionTarget
from hubtui.browser.reading import ReadingScreen
from hubtui.browser.text_sections import TextSection
from hubtui.hub.discussions import DiscussionOf
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.models.discussion import Discussion
from hubtui.presentation.info_document import fields_document
from hubtui.presentation.markdown.links import target_of
from hubtui.registry.target import Target
from hubtui.resources.discussion import DISCUSSION, diff, events
from hubtui.resources.discussion.address import number_of, repo_of
from hubtui.resources.discussion.discussion_actions import DiscussionActions
from hubtui.resources.discussion.list import snippets_of
from hubtui.resources.discussion.words import header_lines
from hubtui.text.document import Line, Lines

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameState
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session
    from hubtui.presentation.snippets import Snippet

_MOST_HEADER_LINES = 6


class DiscussionScreen(ReadingScreen):
    """Loads the events of a discussion, and the diff of a pull request when it is shown.

    `known` is the discussion as a list has loaded it, or None if the page was opened by its number.
    """

    PLACES: ClassVar[tuple[str, ...]] = (DISCUSSION, *ReadingScreen.PLACES)
    most_header_lines: ClassVar[int] = _MOST_HEADER_LINES

    def __init__(
        self, frame: FrameState, session: Session, routes: Routes, target: Target, known: Discussion | None
    ) -> None:
        self._session = session
        self._target = target
        self._repo = repo_of(target)
        self._discussion = known
        self._diff: str | None = None
        self._has_events = False
        super().__init__(frame, routes, target.id, self._sections())
        self._writing = DiscussionActions(self, session, self._repo, self._loaded_discussion, self.texts.do_refresh)

    def _sections(self) -> list[TextSection]:
        conversation = TextSection(title="Conversation", pieces=self._events, load=self._load_events)
        info = TextSection(title="Info", pieces=self._info, load=self._load_events)
        if self._discussion is None or not self._discussion.is_pull_request:
            return [conversation, info]
        count = str(diff.count_of_files(self._diff)) if self._diff else ""
        changes = TextSection(title="Changes", pieces=self._changes, load=self._load_diff, count=count)
        return [conversation, changes, info]

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with actions: those that change the discussion, and the reader."""
        return (self._writing, *super().targets())

    def _loaded_discussion(self) -> Discussion | None:
        return self._discussion if self._has_events else None

    @property
    def target_here(self) -> Target:
        """The page of this discussion."""
        return self._target

    def header_lines(self, width: int) -> Sequence[Line]:
        """Return the title, status, author and dates of the discussion."""
        return header_lines(self._discussion, width) if self._discussion is not None else ()

    def snippets(self) -> list[Snippet]:
        """Return the texts that can be copied."""
        if self._discussion is None:
            return []
        return snippets_of(self._discussion, self._target, self.routes.endpoint)

    # Loading

    async def _load_events(self, again: bool) -> None:
        if again or not self._has_events:
            self._diff = None
            self._discussion = await self._ask(with_diff=False, again=again)
            self._has_events = True
            self.texts.sections = self._sections()

    async def _load_diff(self, again: bool) -> None:
        if again or self._diff is None:
            found = await self._ask(with_diff=True, again=again)
            self._discussion, self._has_events = found, True
            self._diff = found.diff
            self.texts.sections = self._sections()

    async def _ask(self, with_diff: bool, again: bool) -> Discussion:
        repo = self._repo
        request = DiscussionOf(cast("RepoType", repo.kind), repo.id, number_of(self._target), with_diff)
        return await self._session.worker.get(request, fresh=again)

    # Texts

    def _events(self, width: int) -> Iterator[Lines]:
        if self._discussion is not None:
            prefix = KINDS[cast("RepoType", self._repo.kind)].page_prefix
            commits = f"{self.routes.endpoint}/{prefix}{self._repo.id}/commit/"
            yield from events.pieces(self._discussion, width, commits)

    def _changes(self, width: int) -> Iterator[Lines]:
        return diff.pieces(self._diff or "", width)

    def _info(self, width: int) -> Iterator[Lines]:
        if self._discussion is not None:
            yield fields_document(self._discussion.sent, width)

    # Links and actions

    def link_url(self, link: str) -> str:
        """Return the URL of a link in a comment; links to accounts stay as they are."""
        if link.startswith(events.OWNER):
            return link
        return target_of(link, self._repo.kind, self._repo.id, "main", self.routes.endpoint)

    def open_link(self, url: str) -> None:
        """Open the page of an account, or a URL."""
        if url.startswith(events.OWNER):
            self.routes.open(Target("owner", url.removeprefix(events.OWNER)))
        else:
            super().open_link(url)

    def do_owner(self) -> None:
        """Open the page of the author."""
        if self._discussion is None or not self._discussion.author:
            self.notice("the author is not known" if self._discussion is None else "the account of the author is gone")
        else:
            self.routes.open(Target("owner", self._discussion.author))
