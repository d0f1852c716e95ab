"""Changes of a running Space: restart, factory rebuild, pause, hardware and sleep time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from hubtui.changes.change import Change
from hubtui.hub.spaces import RuntimeOf
from hubtui.hub.urls import named, repo_path
from hubtui.hub.write_request import WriteRequest
from hubtui.text.humanize import duration

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.repo import Runtime

Verb = Literal["restart", "factory", "pause", "hardware", "sleep"]
STOPPED = frozenset({"PAUSED", "STOPPED", "SLEEPING"})
CHANGING = frozenset({"BUILDING", "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING", "STOPPING"})
_PATHS: dict[Verb, str] = {"factory": "restart", "sleep": "sleeptime"}


@dataclass(frozen=True, slots=True)
class ActOnSpace(Change):
    """An action on a Space.

    `value` is the new hardware, or the new sleep time in seconds (-1: never). `before` is the hardware or the sleep
    time before; for the other actions it is the stage before.
    """

    kind: ClassVar[str] = "ActOnSpace"

    repo_id: str
    verb: Verb
    value: str = ""
    before: str = ""
    repo_type: RepoType = "space"

    @property
    def request(self) -> WriteRequest:
        """The request for the action. Other hardware may cost money."""
        body: object = None
        if self.verb == "hardware":
            body = {"flavor": self.value}
        elif self.verb == "sleep":
            body = {"seconds": int(self.value)}
        return WriteRequest(
            "POST",
            f"{repo_path('space', self.repo_id)}/{_PATHS.get(self.verb, self.verb)}",
            body,
            named("space", self.repo_id),
            answer_fields=("stage",),
            parameters=(("factory", "true"),) if self.verb == "factory" else (),
        )

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the state of the Space shows the action.

        The restart of a running Space may be over before the first look. Then it counts as done if the Hub answered.
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
        """Return the action that sets the hardware or the sleep time from before, or None for other actions."""
        if self.verb not in ("hardware", "sleep") or not self.before:
            return None
        return ActOnSpace(self.repo_id, self.verb, self.before, self.value)

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message if the action has no inverse or somebody changed the setting since, else ""."""
        if self.inverse() is None:
            return "this cannot be undone"
        return "" if await self.is_done(hub) else f"{self.repo_id} was changed since"

    @property
    def summary(self) -> str:
        return f"{self.repo_id}: {self._action()}"

    def _action(self) -> str:
        match self.verb:
            case "hardware":
                return f"hardware {self.value}"
            case "sleep":
                seconds = int(self.value)
                return f"sleeps after {duration(seconds)}" if seconds > 0 else "never sleeps"
        return {"restart": "restarted", "factory": "rebuilt from nothing", "pause": "paused"}[self.verb]


def _hardware_of(runtime: Runtime) -> tuple[str | None, ...]:
    hardware = runtime.hardware
    return (hardware.requested, hardware.current) if hardware is not None else ()
