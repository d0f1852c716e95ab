"""The actions on a Space: restart, rebuild, pause, hardware, sleep time."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from hubtui.changes.space_changes import ActOnSpace
from hubtui.dialogs.menu import Menu, MenuLine
from hubtui.dialogs.question import Question
from hubtui.hub.errors import HubError
from hubtui.hub.spaces import RuntimeOf
from hubtui.pages.work import start_work
from hubtui.text.humanize import duration

if TYPE_CHECKING:
    from hubtui.changes.queue import QueuedChange
    from hubtui.changes.space_changes import Verb
    from hubtui.pages.frame import FrameScreen
    from hubtui.resources.repos.page import RepoPage

_HARDWARE = (
    "cpu-basic", "cpu-upgrade", "zero-a10g", "t4-small", "t4-medium", "l4x1", "l4x4", "l40sx1", "a10g-small",
    "a10g-large", "a10g-largex2", "a10g-largex4", "a100-large", "h100",
)  # fmt: skip
_SLEEP_SECONDS = (300, 900, 3600, 18_000, 86_400, 172_800, 604_800, -1)


class SpaceActions:
    """Opens the menu of actions of a Space, and sends the one that is chosen and confirmed."""

    def __init__(self, screen: FrameScreen, page: RepoPage) -> None:
        self._screen = screen
        self._page = page

    def open_menu(self) -> None:
        """Open the menu of actions."""
        lines = [
            MenuLine("restart", "restart"),
            MenuLine("factory", "factory rebuild: from nothing"),
            MenuLine("pause", "pause until it is restarted"),
            MenuLine("hardware", "other hardware …"),
            MenuLine("sleep", "sleep time …"),
        ]
        self._screen.app.push_screen(Menu(f"Space {self._page.repo_id}", lines, "restart", wide=True), self._chosen)

    def _chosen(self, answer: tuple[str, bool] | None) -> None:
        repo_id = self._page.repo_id
        match answer[0] if answer else "":
            case "restart":
                self._confirm(f"Restart {repo_id}?", "restart", self._action("restart"))
            case "factory":
                question = f"Rebuild {repo_id} from scratch?"
                self._confirm(question, "rebuild", self._action("factory"))
            case "pause":
                self._confirm(f"Pause {repo_id}? Visitors will not reach it.", "pause", self._action("pause"))
            case "hardware":
                self._choose_hardware()
            case "sleep":
                self._choose_sleep()

    def _choose_hardware(self) -> None:
        hardware = self._page.runtime.hardware if self._page.runtime is not None else None
        current = (hardware.requested or hardware.current or "") if hardware is not None else ""
        repo_id = self._page.repo_id

        def chosen(answer: tuple[str, bool] | None) -> None:
            if answer is not None:
                flavour = answer[0]
                question = f"Move {repo_id} to {flavour}? It may cost money."
                self._confirm(question, "move", ActOnSpace(repo_id, "hardware", flavour, current))

        lines = [MenuLine(name, f"{name}{', now' if name == current else ''}") for name in _HARDWARE]
        self._screen.app.push_screen(Menu("Hardware", lines, current), chosen)

    def _choose_sleep(self) -> None:
        repo_id = self._page.repo_id
        now = self._page.runtime.gc_timeout if self._page.runtime is not None else None
        before = str(now) if now is not None else ""

        def chosen(answer: tuple[str, bool] | None) -> None:
            if answer is not None:
                seconds = int(answer[0])
                question = (
                    f"Let {repo_id} sleep after {duration(seconds)}?" if seconds > 0 else f"Let {repo_id} never sleep?"
                )
                self._confirm(question, "set", ActOnSpace(repo_id, "sleep", str(seconds), before))

        lines = [MenuLine(str(seconds), duration(seconds)) for seconds in _SLEEP_SECONDS]
        self._screen.app.push_screen(Menu("Sleep after", lines, before), chosen)

    def _action(self, verb: Verb) -> ActOnSpace:
        stage = (self._page.runtime.stage or "") if self._page.runtime is not None else ""
        return ActOnSpace(self._page.repo_id, verb, before=stage)

    def _confirm(self, question: str, yes: str, action: ActOnSpace) -> None:
        def answered(answer: bool | None) -> None:
            if answer:
                self._act(action)

        self._screen.app.push_screen(Question(question, yes), answered)

    def _act(self, action: ActOnSpace) -> None:
        """Submit the action to the queue of changes."""
        self._page.notice("sending …")
        edit = self._page.queue.submit(action)
        start_work(self._screen, partial(self._follow_edit, edit), "act")

    async def _follow_edit(self, edit: QueuedChange) -> None:
        stop = self._page.queue.listen(lambda one: self._say_looking(one) if one is edit else None)
        try:
            await edit.finished()
        finally:
            stop()
        with suppress(HubError):  # the stage stays as it was known
            self._page.set_runtime(await self._page.worker.get(RuntimeOf(self._page.repo_id), fresh=True))

    def _say_looking(self, edit: QueuedChange) -> None:
        if edit.is_looking and edit.is_under_way:
            self._page.notice(f"{edit.words}; checking …")
