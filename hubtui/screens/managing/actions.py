"""The actions that change repos: on the marked ones of a list, else on the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.screens.frame import FrameScreen
    from hubtui.screens.managing.chosen import Chosen
    from hubtui.screens.managing.desk import Desk


class Managing:
    """Opens the dialogs; `chosen` gives the repos that are meant at this moment, `repo_type` and `owner` what a
    new one is to begin with.
    """

    def __init__(
        self,
        screen: FrameScreen,
        desk: Callable[[], Desk],
        chosen: Callable[[], Sequence[Chosen]],
        repo_type: RepoType = "model",
        owner: Callable[[], str] = str,
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._chosen = chosen
        self._repo_type = repo_type
        self._owner = owner

    def do_new_repo(self) -> None:
        """A new repo."""
        from hubtui.screens.managing.create import CreateForm

        self._screen.app.push_screen(CreateForm(self._desk(), self._repo_type, self._owner()))

    def do_move_repo(self) -> None:
        """Another name or owner."""
        from hubtui.screens.managing.many import MoveMany
        from hubtui.screens.managing.move import MoveForm

        chosen, desk = self._meant(), self._desk()
        if len(chosen) == 1:
            self._screen.app.push_screen(MoveForm(desk, chosen[0]))
        elif chosen:
            self._screen.app.push_screen(MoveMany(desk, self._screen.frame, chosen))

    def do_visibility(self) -> None:
        """Who may see it."""
        from hubtui.screens.managing.access import AccessForm
        from hubtui.screens.managing.many import AccessMany

        chosen, desk = self._meant(), self._desk()
        if len(chosen) == 1:
            self._screen.app.push_screen(AccessForm(desk, chosen[0]))
        elif chosen:
            self._screen.app.push_screen(AccessMany(desk, self._screen.frame, chosen))

    def do_delete_repo(self) -> None:
        """The end of it."""
        from hubtui.screens.managing.delete import DeleteForm
        from hubtui.screens.managing.many import DeleteMany

        chosen, desk = self._meant(), self._desk()
        if len(chosen) == 1:
            self._screen.app.push_screen(DeleteForm(desk, chosen[0]))
        elif chosen:
            self._screen.app.push_screen(DeleteMany(desk, self._screen.frame, chosen))

    def _meant(self) -> list[Chosen]:
        """What is chosen, where it can be changed; else the reason is said."""
        chosen = list(self._chosen())
        if not chosen:
            self._screen.notice("there is no repo here")
            return []
        rights = self._desk().rights()
        if rights.account is None and not rights.why_not_write():
            # What is done is kept under the account's name, to be taken back.
            self._screen.frame.ask_account()
            self._screen.notice("who you are is not known yet: once more in a moment")
            return []
        for one in chosen:
            if why := rights.why_not_change(one.repo_type, one.repo_id):
                self._screen.notice(f"{one.repo_id}: {why}", failed=True)
                return []
        return chosen
