"""Spaces at work: runtime, logs, and what can be done to them."""

from collections.abc import AsyncIterator
from typing import Literal

from hubtui.hub.calls import Call
from hubtui.hub.event_stream import EventLines, LogLine
from hubtui.hub.family import Family, object_of
from hubtui.hub.models.repo import Runtime
from hubtui.hub.urls import named, repo_path
from hubtui.hub.writes import write

Log = Literal["build", "run"]
# A log says nothing for as long as its program does; the Hub sends comments in between.
_SILENCE = 120.0


class Spaces(Family):
    """One Space at a time. No write is sent twice unless the Hub said that it did not act."""

    async def runtime(self, repo_id: str) -> Runtime:
        """How it is now.

        Raises:
            Missing: no such Space, or it is private.
        """
        path = f"{repo_path('space', repo_id)}/runtime"
        return object_of(
            await self.ask(Call("GET", path, subject=f"the runtime of {named('space', repo_id)}")), Runtime
        )

    async def restart(self, repo_id: str, *, factory: bool = False) -> Runtime:
        """Start it again, with `factory` built anew from nothing."""
        return await self._post(repo_id, "restart", parameters=(("factory", "true"),) if factory else ())

    async def pause(self, repo_id: str) -> Runtime:
        """Stop it until it is restarted."""
        return await self._post(repo_id, "pause")

    async def set_hardware(self, repo_id: str, flavour: str) -> Runtime:
        """Move it to other hardware, which may cost money."""
        return await self._post(repo_id, "hardware", {"flavor": flavour})

    async def set_sleep_time(self, repo_id: str, seconds: int) -> Runtime:
        """Let it sleep after so many seconds without a visitor; -1 never."""
        return await self._post(repo_id, "sleeptime", {"seconds": seconds})

    async def logs(self, repo_id: str, log: Log) -> AsyncIterator[list[LogLine]]:
        """The lines of a log as they come, several at once where they do; it ends when the Hub ends it.

        Raises:
            Missing: no such Space, or no such log yet.
            Offline: the line broke.
        """
        path = f"{repo_path('space', repo_id)}/logs/{log}"
        subject = f"the {log} log of {named('space', repo_id)}"
        headers = {"accept": "text/event-stream", "accept-encoding": "identity"}
        lines = EventLines()
        assert self.stream is not None
        async with self.stream(Call("GET", path, headers=headers, subject=subject)) as body:
            async for chunk in body.chunks(_SILENCE):
                if come := lines.feed(chunk):
                    yield come

    async def _post(
        self, repo_id: str, what: str, body: object = None, parameters: tuple[tuple[str, str], ...] = ()
    ) -> Runtime:
        path = f"{repo_path('space', repo_id)}/{what}"
        call = Call("POST", path, parameters, body=body, subject=named("space", repo_id))
        return Runtime.read(await write(self.ask, call, "stage"))
