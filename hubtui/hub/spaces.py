"""Spaces at work: runtime and logs."""

from collections.abc import AsyncIterator
from typing import Literal

from hubtui.hub.answers import object_of
from hubtui.hub.calls import Call
from hubtui.hub.event_stream import EventLines, LogLine
from hubtui.hub.family import Family
from hubtui.hub.models.repo import Runtime
from hubtui.hub.urls import named, repo_path

Log = Literal["build", "run"]
# A log says nothing for as long as its program does; the Hub sends comments in between.
_SILENCE = 120.0


class Spaces(Family):
    """One Space at a time."""

    async def runtime(self, repo_id: str) -> Runtime:
        """How it is now.

        Raises:
            Missing: no such Space, or it is private.
        """
        path = f"{repo_path('space', repo_id)}/runtime"
        return object_of(
            await self.ask(Call("GET", path, subject=f"the runtime of {named('space', repo_id)}")), Runtime
        )

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
