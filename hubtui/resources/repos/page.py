"""The state of the page of a repo: the answers for it, and the methods that its sections need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from hubtui.hub.decode import row_of
from hubtui.hub.errors import HubError, Offline
from hubtui.hub.models.rows import SpaceRow
from hubtui.pages.work import start_work
from hubtui.presentation.values import since
from hubtui.worker.queue import Priority

if TYPE_CHECKING:
    from hubtui.changes.queue import ChangeQueue
    from hubtui.config.memory_budget import MemoryBudget
    from hubtui.hub.endpoint import Request
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, Runtime, SpaceInfo
    from hubtui.hub.models.rows import Row
    from hubtui.pages.frame import FrameScreen, FrameState
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session
    from hubtui.registry.target import Target

Answer = TypeVar("Answer")
DEFAULT_REVISION = "main"


class RepoPage:
    """A repo at a revision, with all answers for it, so that going back and forward sends no request again.

    `row` is the row of the repo in a list, later that of its info; `info` is None until it is loaded. `memory` is the
    memory that a model has to fit into.
    """

    def __init__(self, target: Target, row: Row | None, session: Session, routes: Routes, memory: MemoryBudget) -> None:
        self.memory = memory
        self.target = target
        self.repo_type: RepoType = target.kind  # type: ignore[assignment]  # pages are opened for repos only
        self.repo_id = target.id
        self.session = session
        self.worker = session.worker
        self.routes = routes
        self._row = row
        self._row_time = self.worker.clock()
        self.info: ModelInfo | DatasetInfo | SpaceInfo | None = None
        self.section = "files" if target.path else "parquet" if target.section == "rows" else target.section
        self.screen: FrameScreen | None = None
        """The screen that shows the page."""
        self.show_facts: Callable[[], None] = lambda: None
        """Draws the header again."""
        self.show_counts: Callable[[], None] = lambda: None
        """Draws the names of the sections again, because a section has another count."""
        self.failure = ""
        self._answers: dict[Any, Any] = {}
        self.previewed: dict[Request[Any], Any] = {}
        """The last answers that the previews of its sections came from."""
        self._uses_cache = True
        self._listeners: list[Callable[[], None]] = []
        self.runtime: Runtime | None = None
        """The stage and hardware of a Space, None until they are known."""
        self._runtime_listeners: list[Callable[[], None]] = []

    @property
    def row(self) -> Row | None:
        """The row with the user's changes since then, or None."""
        row = self._row
        changes = self.queue.shown_since(self._row_time)
        if row is None or not changes:
            return row
        from hubtui.changes.effects import changed_row  # most pages open without changes

        for change, _ in changes:
            row = changed_row(change, self.repo_type, row) or row
        return row

    @property
    def queue(self) -> ChangeQueue:
        """The changes of this run."""
        return self.session.queue

    @property
    def endpoint(self) -> str:
        """The address of the Hub."""
        return self.routes.endpoint

    @property
    def revision(self) -> str:
        """The revision of the files."""
        return self.target.revision or DEFAULT_REVISION

    def renamed(self, new_id: str) -> None:
        """Use the new id of the repo for all requests from now on."""
        self.repo_id = new_id
        self.target = replace(self.target, id=new_id)

    # Answers

    async def ask(self, request: Request[Answer], priority: Priority = Priority.VISIBLE, fresh: bool = False) -> Answer:
        """Return the answer to `request`: an earlier one, a cached one that is checked in the background, or a new one.

        With `fresh` no cached one is used.

        Raises:
            HubError: The Hub refused or cannot be reached; its text is a line for the user.
        """
        if request in self._answers:
            known: Answer = self._answers[request]
            return known
        cached = await self.worker.get_cached(request) if self._uses_cache and not fresh else None
        if cached is None:
            fetched: Answer = await self.worker.get(request, priority=priority, fresh=fresh)
            self._answers[request] = fetched
            return fetched
        self._answers[request] = cached[0]
        if self.screen is not None:
            start_work(self.screen, partial(self._check, request, *cached), f"check {request}")
        return cached[0]

    async def is_cached(self, request: Request[Any]) -> bool:
        """Return whether the answer to `request` can be had without the Hub."""
        return request in self._answers or (self._uses_cache and await self.worker.get_cached(request) is not None)

    async def _check(self, request: Request[Any], cached: Any, time: float) -> None:
        """Show a message if the Hub has a newer answer than the cached one, without changing the text on the screen."""
        try:
            answer: Any = await self.worker.get(request, priority=Priority.BACKGROUND)
        except Offline:
            return  # the frame says that the Hub cannot be reached, and how old the answers are
        except HubError as error:
            self.notice(f"{error}; this is of {since(time)}", failed=True)
            return
        if answer == cached or self._answers.get(request) is not cached:
            return
        info = self.info
        if cached is info and info is not None:
            # Downloads and likes change all day: the header shows them. Only a new commit is worth a message.
            self._take_row(answer)
            if answer.sha == info.sha:
                return
        self.notice(f"there is something newer than this, which is of {since(time)}: r shows it")

    def _take_row(self, info: ModelInfo | DatasetInfo | SpaceInfo) -> None:
        self._row, self._row_time = row_of(self.repo_type, info.sent), self.worker.clock()
        self.show_facts()

    def forget(self) -> None:
        """Drop all answers, so that everything is asked for again."""
        self._answers.clear()
        self.previewed.clear()
        self._uses_cache = False
        self.info = None

    def set_info(self, info: ModelInfo | DatasetInfo | SpaceInfo, row: Row) -> None:
        """Store the info of the repo, and call the listeners."""
        self.info, self._row, self._row_time = info, row, self.worker.clock()
        self.runtime = getattr(info, "runtime", None) or self.runtime
        for listener in tuple(self._listeners):
            listener()

    def on_info(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever the info is loaded, and now if it is loaded. Return a function that ends that."""
        self._listeners.append(listener)
        if self.info is not None:
            listener()
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def set_runtime(self, runtime: Runtime) -> None:
        """Store the stage and hardware of a Space, and draw the header again."""
        self.runtime = runtime
        if isinstance(self._row, SpaceRow):
            hardware = runtime.hardware
            runs_on = (hardware.current or hardware.requested) if hardware is not None else None
            self._row = replace(self._row, stage=runtime.stage, hardware=runs_on)
        self.show_facts()
        for listener in tuple(self._runtime_listeners):
            listener()

    def on_runtime(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever the runtime of a Space is loaded. Return a function that ends that."""
        self._runtime_listeners.append(listener)
        return lambda: self._runtime_listeners.remove(listener) if listener in self._runtime_listeners else None

    # The screen and other pages

    @property
    def frame(self) -> FrameState:
        """The state of the frame, which all screens share."""
        assert self.screen is not None
        return self.screen.frame

    def notice(self, words: str, failed: bool = False) -> None:
        """Show a message in the bottom line."""
        if self.screen is not None:
            self.screen.notice(words, failed)

    def open_file(self, path: str) -> None:
        """Open a file of the repo as text."""
        self.routes.open(replace(self.target, section="", path=path), self)

    def open_rows(self, config: str, split: str) -> None:
        """Open the first rows of a split."""
        self.routes.open(replace(self.target, section="rows", path="", config=config, split=split), self)

    def download(self, entries: Sequence[FileEntry]) -> None:
        """Ask for a folder, then download files of the repo: from the commit that is shown, if it is known."""
        from hubtui.worker.downloads.source import FileSource  # the page opens without downloads
        from hubtui.worker.downloads.transfer import FileToGet

        commit = (self.info.sha if self.info is not None else None) or self.revision
        files = [
            (
                FileSource(self.repo_type, self.repo_id, commit, entry.path, named=self.revision),
                FileToGet(entry.path, entry.size, entry.sha256, entry.oid),
            )
            for entry in entries
        ]
        self.routes.download(self.repo_id, files)
