"""A Space at work: what it does and on what; followed while it changes; restarted, paused and set from here."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.timer import Timer

from hubtui.actions import LIST, READING, SPACE
from hubtui.hub.errors import HubError
from hubtui.hub.space_actions import ActOnSpace
from hubtui.presentation.runtime import PASSING, duration, runtime_lines
from hubtui.screens.dialogs.menu import Menu, MenuLine
from hubtui.screens.dialogs.question import Question
from hubtui.screens.repo.page import RepoPage
from hubtui.screens.repo.reader_section import ReaderSection
from hubtui.screens.work import start_work
from hubtui.widgets.reader import Reader
from hubtui.worker.requests import RuntimeOf

if TYPE_CHECKING:
    from hubtui.hub.models.repo import Runtime, SpaceInfo
    from hubtui.hub.space_actions import Verb
    from hubtui.worker.edits.edits import Edit

# A minute has twelve of these; the Hub allows a hundred requests a minute without a token.
_FOLLOWED_EVERY = 5.0
_HARDWARE = (
    "cpu-basic", "cpu-upgrade", "zero-a10g", "t4-small", "t4-medium", "l4x1", "l4x4", "l40sx1", "a10g-small",
    "a10g-large", "a10g-largex2", "a10g-largex4", "a100-large", "h100",
)  # fmt: skip
_SLEEP_SECONDS = (300, 900, 3600, 18_000, 86_400, 172_800, 604_800, -1)


class RuntimeSection(ReaderSection):
    """Asks for the runtime again while one stage is about to follow another."""

    PLACES: ClassVar[tuple[str, ...]] = (SPACE, READING, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._runtime: Runtime | None = None
        self._timer: Timer | None = None
        self._stop_listening: Callable[[], None] | None = None

    def begin(self) -> None:
        """The info of the page has the runtime as it was a moment ago."""
        self.say(self.page.failure or "the runtime is on its way …")
        self._stop_listening = self.page.on_info(self._take_info)

    def on_unmount(self) -> None:
        """Nothing is drawn on what is gone."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _take_info(self) -> None:
        runtime = getattr(self.page.info, "runtime", None)
        if runtime is None:
            start_work(self, self._ask, "runtime")
        else:
            self._take(runtime)

    async def _ask(self) -> None:
        try:
            self._take(await self.page.worker.fetch(RuntimeOf(self.page.repo_id, time.monotonic())))
        except HubError as error:
            if self._runtime is None:
                self.say(f"this Space has no runtime: {error}", "failed")
            else:
                self.page.notice(str(error), failed=True)

    def _take(self, runtime: Runtime) -> None:
        first, self._runtime = self._runtime is None, runtime
        self.draw(from_top=first)
        self._follow()

    def _follow(self) -> None:
        passing = self._runtime is not None and self._runtime.stage in PASSING
        if passing and self.display and self._timer is None:
            self._timer = self.set_timer(_FOLLOWED_EVERY, self._ask_again)

    def _ask_again(self) -> None:
        self._timer = None
        start_work(self, self._ask, "runtime")

    def shown(self) -> None:
        """Go on following."""
        self._follow()

    def hidden(self) -> None:
        """Nobody looks: nothing is asked."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def draw(self, from_top: bool = False) -> None:
        """The runtime, once it is known."""
        if self._runtime is not None:
            info: SpaceInfo | None = self.page.info  # type: ignore[assignment]  # the page of a Space
            self.reader.show(runtime_lines(self._runtime, info, self.reader.text_width), from_top=from_top)

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """A repo that it uses."""
        from hubtui.hub.targets import Target

        event.stop()
        repo_id = event.target.removeprefix("datasets/")
        self.page.open_target(Target("dataset" if event.target != repo_id else "model", repo_id))

    # What can be done to it

    def do_act(self) -> None:
        """The menu of actions."""
        lines = [
            MenuLine("restart", "restart"),
            MenuLine("factory", "factory rebuild: from nothing"),
            MenuLine("pause", "pause until it is restarted"),
            MenuLine("hardware", "other hardware …"),
            MenuLine("sleep", "sleep time …"),
        ]
        self.app.push_screen(Menu(f"Space {self.page.repo_id}", lines, "restart", wide=True), self._chosen)

    def _chosen(self, answer: tuple[str, bool] | None) -> None:
        repo_id = self.page.repo_id
        match answer[0] if answer else "":
            case "restart":
                self._confirm(f"Restart {repo_id}?", "restart", self._action("restart"))
            case "factory":
                question = f"Build {repo_id} anew, from nothing?"
                self._confirm(question, "rebuild", self._action("factory"))
            case "pause":
                self._confirm(f"Pause {repo_id}? Visitors will not reach it.", "pause", self._action("pause"))
            case "hardware":
                self._choose_hardware()
            case "sleep":
                self._choose_sleep()

    def _choose_hardware(self) -> None:
        hardware = self._runtime.hardware if self._runtime is not None else None
        current = (hardware.requested or hardware.current or "") if hardware is not None else ""
        repo_id = self.page.repo_id

        def chosen(answer: tuple[str, bool] | None) -> None:
            if answer is not None:
                flavour = answer[0]
                question = f"Move {repo_id} to {flavour}? It may cost money."
                self._confirm(question, "move", ActOnSpace(repo_id, "hardware", flavour, current))

        lines = [MenuLine(name, f"{name}{', now' if name == current else ''}") for name in _HARDWARE]
        self.app.push_screen(Menu("Hardware", lines, current), chosen)

    def _choose_sleep(self) -> None:
        repo_id = self.page.repo_id
        now = self._runtime.gc_timeout if self._runtime is not None else None
        before = str(now) if now is not None else ""

        def chosen(answer: tuple[str, bool] | None) -> None:
            if answer is not None:
                seconds = int(answer[0])
                question = (
                    f"Let {repo_id} sleep after {duration(seconds)}?" if seconds > 0 else f"Let {repo_id} never sleep?"
                )
                self._confirm(question, "set", ActOnSpace(repo_id, "sleep", str(seconds), before))

        lines = [MenuLine(str(seconds), duration(seconds)) for seconds in _SLEEP_SECONDS]
        self.app.push_screen(Menu("Sleep after", lines, before), chosen)

    def _action(self, verb: Verb) -> ActOnSpace:
        stage = (self._runtime.stage or "") if self._runtime is not None else ""
        return ActOnSpace(self.page.repo_id, verb, before=stage)

    def _confirm(self, question: str, yes: str, action: ActOnSpace) -> None:
        def answered(answer: bool | None) -> None:
            if answer:
                self._act(action)

        self.app.push_screen(Question(question, yes), answered)

    def _act(self, action: ActOnSpace) -> None:
        """Send it as every other change is sent: kept in the outbox, and looked up until the Hub shows it."""
        self.page.notice("sending …")
        edit = self.page.edits.begin(action)
        start_work(self, partial(self._follow_edit, edit), "act")

    async def _follow_edit(self, edit: Edit) -> None:
        stop = self.page.edits.listen(lambda one: self._say_looking(one) if one is edit else None)
        try:
            await edit.finished()
        finally:
            stop()
        await self._ask()

    def _say_looking(self, edit: Edit) -> None:
        if edit.is_looking and edit.is_under_way:
            words = "no answer yet" if edit.was_lost else "sent, not confirmed by the Hub yet"
            self.page.notice(f"{words}: checking …")
