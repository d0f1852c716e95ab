"""The action that sets the memory which models have to fit into."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.dialogs.memory_form import MemoryForm
from hubtui.hub.account import HardwareOf
from hubtui.hub.errors import HubError

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.session import AppSession
    from hubtui.fit.hardware import Hardware
    from hubtui.pages.frame import FrameState


class MemoryAction(ActionTarget):
    """Opens the form for the memory."""

    def __init__(self, app: App[Any], frame: FrameState, session: AppSession) -> None:
        self._app = app
        self._frame = frame
        self._session = session

    def do_memory(self) -> None:
        """Ask for the memory that models have to fit into, the context length and the reserve."""
        user = self._frame.rights.account_name
        ask_hub = partial(self._hardware_of, user) if user else None
        self._app.push_screen(MemoryForm(self._frame.memory, ask_hub, self._saved))

    def _saved(self, problem: str) -> None:
        if problem:
            self._frame.announce(problem, "failed")

    async def _hardware_of(self, user: str) -> Hardware | str:
        """Return the hardware in a user's profile at the Hub, or a text that says why there is none."""
        try:
            found = await self._session.worker.get(HardwareOf(user))
        except HubError as error:
            return str(error)
        return found or "no hardware is kept at the Hub: add it on its website, in the settings of your account"
