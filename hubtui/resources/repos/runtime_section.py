"""The section Runtime: the stage and hardware of a Space, loaded again while they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.timer import Timer

from hubtui.hub.errors import HubError
from hubtui.hub.spaces import RuntimeOf
from hubtui.pages.work import start_work
from hubtui.places import LIST, READING
from hubtui.presentation.runtime import PASSING, runtime_lines
from hubtui.registry.target import Target
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import ReaderSection
from hubtui.widgets.reader import Reader

if TYPE_CHECKING:
    from hubtui.hub.models.repo import SpaceInfo

# Seconds between requests: 12 in a minute, of the 100 that the Hub allows without a token.
_FOLLOWED_EVERY = 5.0


class RuntimeSection(ReaderSection):
    """Loads the runtime again every few seconds while the stage is temporary (building, starting)."""

    PLACES: ClassVar[tuple[str, ...]] = (READING, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._timer: Timer | None = None
        self._is_drawn = False

    def begin(self) -> None:
        """Show the runtime of the info of the page, and load a newer one."""
        self.say(self.page.failure or "Loading the runtime…")
        self.listens(self.page.on_runtime(self._runtime_changed), self.page.on_info(self._take_info))

    def _take_info(self) -> None:
        runtime = getattr(self.page.info, "runtime", None)
        if runtime is None:
            start_work(self, self._ask, "runtime")
        else:
            self.page.set_runtime(runtime)

    async def _ask(self) -> None:
        try:
            self.page.set_runtime(await self.page.worker.get(RuntimeOf(self.page.repo_id), fresh=True))
        except HubError as error:
            if self.page.runtime is None:
                self.say(f"this Space has no runtime: {error}", "failed")
            else:
                self.page.notice(str(error), failed=True)

    def _runtime_changed(self) -> None:
        self.draw(from_top=not self._is_drawn)
        self._is_drawn = True
        self._follow()

    def _follow(self) -> None:
        passing = self.page.runtime is not None and self.page.runtime.stage in PASSING
        if passing and self.display and self._timer is None:
            self._timer = self.set_timer(_FOLLOWED_EVERY, self._ask_again)

    def _ask_again(self) -> None:
        self._timer = None
        start_work(self, self._ask, "runtime")

    def shown(self) -> None:
        """Load the runtime again, now that the section is in front."""
        self._follow()

    def hidden(self) -> None:
        """Load nothing while another section is in front."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def draw(self, from_top: bool = False) -> None:
        """Draw the runtime, if it is loaded."""
        if self.page.runtime is not None:
            info: SpaceInfo | None = self.page.info  # type: ignore[assignment]  # the page of a Space
            self.reader.show(runtime_lines(self.page.runtime, info, self.reader.text_width), from_top=from_top)

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """Open the page of a repo that the Space uses."""
        event.stop()
        repo_id = event.target.removeprefix("datasets/")
        self.page.routes.open(Target("dataset" if event.target != repo_id else "model", repo_id))
