"""The section Logs: the build log and the run log of a Space, shown while they grow."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from hubtui.hub.errors import HubError, Missing
from hubtui.hub.spaces import Log, log_lines
from hubtui.pages.work import start_work
from hubtui.places import LIST, LOGS, READING
from hubtui.presentation.log_document import LogDocument
from hubtui.presentation.runtime import IN_ERROR
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import ReaderSection

# Lines that arrive within this time (seconds) are drawn together.
_DRAWN_EVERY = 0.1


class LogsSection(ReaderSection):
    """Streams one of the logs while the section is in front."""

    PLACES: ClassVar[tuple[str, ...]] = (LOGS, READING, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        stage = getattr(page.row, "stage", None)
        self._log: Log = "build" if stage in ("BUILDING", "BUILD_ERROR", "CONFIG_ERROR") else "run"
        self._document = LogDocument()

    def shown(self) -> None:
        """Open the stream, which begins with the first line of the log."""
        self._document = LogDocument()
        self.say(f"Loading the {self._log} log…")
        start_work(self, self._follow, "log")

    def hidden(self) -> None:
        """Close the stream."""
        self.workers.cancel_node(self)

    def do_other_log(self) -> None:
        """Switch between the build log and the run log."""
        self._log = "run" if self._log == "build" else "build"
        self.shown()

    async def _follow(self) -> None:
        hub = await self.page.worker.hub()
        first = True
        drawn = 0.0
        loop = asyncio.get_running_loop()
        try:
            async for lines in log_lines(hub, self.page.repo_id, self._log):
                if dropped := self._document.add(line.text for line in lines):
                    self.reader.lines_added(dropped)
                if first:
                    first = False
                    self.reader.show(self._document)
                    self.reader.follow_the_end()
                elif loop.time() - drawn >= _DRAWN_EVERY:
                    self.reader.lines_added()
                    drawn = loop.time()
                else:
                    self.set_timer(_DRAWN_EVERY, self.reader.lines_added)
        except Missing as error:
            self.say(str(error))
            return
        except HubError as error:
            self.page.notice(f"{error}; r reads the log again", failed=True)
        self._ended()

    def _ended(self) -> None:
        if not len(self._document):
            stage = getattr(self.page.row, "stage", None)
            hint = ", s shows the other one" if stage in IN_ERROR else ""
            self.say(f"the {self._log} log is empty{hint}")
        else:
            self.reader.lines_added()
            self.page.notice(f"the {self._log} log ends here; s shows the other one")
