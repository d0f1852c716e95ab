"""What is known of the repo whose page is open, and what its sections may ask of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from hubtui.hub.errors import HubError, Offline
from hubtui.hub.models.rows import SpaceRow
from hubtui.presentation.values import since
from hubtui.screens.work import start_work
from hubtui.worker.queue import Priority

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, Runtime, SpaceInfo
    from hubtui.hub.models.rows import Row
    from hubtui.hub.targets import Target
    from hubtui.screens.navigator import Navigator
    from hubtui.screens.repo.screen import RepoScreen
    from hubtui.worker.edits.edits import Edits
    from hubtui.worker.requests import Request
    from hubtui.worker.worker import Worker

Answer = TypeVar("Answer")
DEFAULT_REVISION = "main"


class RepoPage:
    """A repo at a revision, with every answer that was given about it: going back and forth asks nothing again.

    `row` is what a listing knew of it, then what the info says; `info` is None until that has come.
    """

    def __init__(self, target: Target, row: Row | None, worker: Worker, navigator: Navigator) -> None:
        self.target = target
        self.repo_type: RepoType = target.kind  # type: ignore[assignment]  # pages are opened for repos only
        self.repo_id = target.id
        self._row = row
        self._told_at = worker.clock()
        self.info: ModelInfo | DatasetInfo | SpaceInfo | None = None
        self.worker = worker
        self.navigator = navigator
        self.section = target.section
        self.screen: RepoScreen | None = None
        self.failure = ""
        self._answers: dict[Any, Any] = {}
        self._takes_kept = True
        self._listeners: list[Callable[[], None]] = []
        self.runtime: Runtime | None = None
        """The stage and hardware of a Space, None until they are known."""
        self._runtime_listeners: list[Callable[[], None]] = []

    @property
    def row(self) -> Row | None:
        """What is known, with what was changed since."""
        return self.edits.row_now(self.repo_type, self._row, self._told_at) if self._row is not None else None

    @property
    def edits(self) -> Edits:
        """All changes of this run."""
        return self.navigator.edits()

    def renamed(self, new_id: str) -> None:
        """It has another id: everything is asked under that from here on."""
        self.repo_id = new_id
        self.target = replace(self.target, id=new_id)

    @property
    def revision(self) -> str:
        """The revision that files are asked for at."""
        return self.target.revision or DEFAULT_REVISION

    async def ask(self, request: Request[Answer], priority: Priority = Priority.LOOKED_AT) -> Answer:
        """The answer to `request`, from what was answered before where that is known.

        Raises:
            HubError: the Hub's refusal, as a line for the user.
        """
        if request in self._answers:
            known: Answer = self._answers[request]
            return known
        kept = await self.worker.recall(request) if self._takes_kept else None
        if kept is None:
            fetched: Answer = await self.worker.fetch(request, priority=priority)
            self._answers[request] = fetched
            return fetched
        self._answers[request] = kept[0]
        if self.screen is not None:
            start_work(self.screen, partial(self._check, request, *kept), f"check {request}")
        return kept[0]

    async def _check(self, request: Request[Any], kept: Any, moment: float) -> None:
        """Whether what was kept is still so; what is read is not changed under the reader's eyes."""
        try:
            answer = await self.worker.fetch(request, priority=Priority.ASKED)
        except Offline:
            return  # the frame says that the Hub cannot be reached, and of when this is
        except HubError as error:
            self.notice(f"{error}; this is of {since(moment)}", failed=True)
            return
        if answer == kept or self._answers.get(request) is not kept:
            return
        if kept is self.info:
            # Numbers change all day: the header takes them, and only another commit is worth a word.
            self._told(answer)
            if getattr(answer, "sha", None) == getattr(kept, "sha", None):
                return
        self.notice(f"there is something newer than this, which is of {since(moment)}: r shows it")

    def _told(self, info: ModelInfo | DatasetInfo | SpaceInfo) -> None:
        from hubtui.hub.decode import row_of

        self._row, self._told_at = row_of(self.repo_type, info.wire()), self.worker.clock()
        if self.screen is not None:
            self.screen.show_facts()

    def forget(self) -> None:
        """Ask anew from here on; what is shown stays until the answers come."""
        self._answers.clear()
        self._takes_kept = False
        self.info = None

    def know(self, info: ModelInfo | DatasetInfo | SpaceInfo, row: Row) -> None:
        """The info has come."""
        self.info, self._row, self._told_at = info, row, self.worker.clock()
        self.runtime = getattr(info, "runtime", None) or self.runtime
        for listener in tuple(self._listeners):
            listener()

    def on_info(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` when the info comes, at once if it is there; gives the way to end that."""
        self._listeners.append(listener)
        if self.info is not None:
            listener()
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def know_runtime(self, runtime: Runtime) -> None:
        """Note the stage and hardware of a Space; the header and the sections follow."""
        self.runtime = runtime
        if isinstance(self._row, SpaceRow):
            hardware = runtime.hardware
            runs_on = (hardware.current or hardware.requested) if hardware is not None else None
            self._row = replace(self._row, stage=runtime.stage, hardware=runs_on)
        if self.screen is not None:
            self.screen.show_facts()
        for listener in tuple(self._runtime_listeners):
            listener()

    def on_runtime(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` when the runtime of a Space is known anew; return the way to end that."""
        self._runtime_listeners.append(listener)
        return lambda: self._runtime_listeners.remove(listener) if listener in self._runtime_listeners else None

    @property
    def endpoint(self) -> str:
        """The Hub that it is on."""
        return self.navigator.endpoint

    def notice(self, words: str, failed: bool = False) -> None:
        """Say something in the bottom line."""
        if self.screen is not None:
            self.screen.notice(words, failed)

    def open_target(self, target: Target) -> None:
        """Go to another page."""
        self.navigator.open(target)

    def follow(self, url: str) -> None:
        """Go where a link leads: inside hubtui where it has a page for that, else to the browser."""
        self.navigator.follow(url)

    def counted(self) -> None:
        """A section has another count now."""
        if self.screen is not None:
            self.screen.show_sections()
