"""Endpoints of Spaces: the runtime, and the logs as streams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

from hubtui.hub.calls import Call
from hubtui.hub.endpoint import Endpoint, Hub
from hubtui.hub.event_stream import EventLines, LogLine
from hubtui.hub.models.repo import Runtime
from hubtui.hub.urls import named, repo_path

Log = Literal["build", "run"]
# A log can be silent for long; the Hub sends comments in between.
_SILENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class RuntimeOf(Endpoint[Runtime]):
    """The request for the stage and the hardware of a Space."""

    model = Runtime

    repo_id: str

    @property
    def call(self) -> Call:
        path = f"{repo_path('space', self.repo_id)}/runtime"
        return Call("GET", path, subject=f"the runtime of {named('space', self.repo_id)}")


async def log_lines(hub: Hub, repo_id: str, log: Log) -> AsyncIterator[list[LogLine]]:
    """Yield the new lines of a log each time some arrive, until the Hub ends the log.

    Raises:
        Missing: there is no such Space, or no such log yet.
        Offline: the connection broke.
    """
    path = f"{repo_path('space', repo_id)}/logs/{log}"
    subject = f"the {log} log of {named('space', repo_id)}"
    headers = {"accept": "text/event-stream", "accept-encoding": "identity"}
    lines = EventLines()
    async with hub.stream(Call("GET", path, headers=headers, subject=subject)) as body:
        async for chunk in body.chunks(_SILENCE_SECONDS):
            if come := lines.feed(chunk):
                yield come
