"""Actions on a Space as changes: restart, factory rebuild, pause, hardware, sleep time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hubtui.changes.one_request import OneRequest
from hubtui.hub.spaces import RuntimeOf

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.repo import Runtime
    from hubtui.hub.writes import Writer

Verb = Literal["restart", "factory", "pause", "hardware", "sleep"]
STOPPED = frozenset({"PAUSED", "STOPPED", "SLEEPING"})
CHANGING = frozenset({"BUILDING", "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING", "STOPPING"})


@dataclass(frozen=True, slots=True)
class ActOnSpace(OneRequest):
    """One action; `value` is the hardware or the seconds, `before` the stage, the hardware or the seconds until now."""

    repo_id: str
    verb: Verb
    value: str = ""
    before: str = ""
    repo_type: RepoType = "space"

    async def send(self, writer: Writer) -> str:
        """Send it; return ""."""
        match self.verb:
            case "restart" | "factory":
                await writer.restart_space(self.repo_id, factory=self.verb == "factory")
            case "pause":
                await writer.pause_space(self.repo_id)
            case "hardware":
                await writer.set_hardware(self.repo_id, self.value)
            case "sleep":
                await writer.set_sleep_time(self.repo_id, int(self.value))
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the runtime shows it.

        A restart of a Space that ran may be over before the first look. There only the Hub's answer tells.
        """
        runtime = await hub.get(RuntimeOf(self.repo_id))
        stage = runtime.stage or ""
        match self.verb:
            case "pause":
                return stage in STOPPED
            case "hardware":
                return self.value in _hardware_of(runtime)
            case "sleep":
                return str(runtime.gc_timeout) == self.value or (self.value == "-1" and runtime.gc_timeout is None)
        if stage in CHANGING:
            return True
        return stage not in STOPPED and (is_answered or (bool(self.before) and stage != self.before))

    def inverse(self) -> ActOnSpace | None:
        """Return the action that sets the former hardware or sleep time, or None."""
        if self.verb not in ("hardware", "sleep") or not self.before:
            return None
        return ActOnSpace(self.repo_id, self.verb, self.before, self.value)

    async def why_not_back(self, hub: HubClient) -> str:
        """Return why it cannot be undone, or ""."""
        if self.inverse() is None:
            return "this cannot be undone"
        return "" if await self.is_done(hub) else f"{self.repo_id} was changed since"


def _hardware_of(runtime: Runtime) -> tuple[str | None, ...]:
    hardware = runtime.hardware
    return (hardware.requested, hardware.current) if hardware is not None else ()
