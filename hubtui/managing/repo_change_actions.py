"""The actions that change repos: the marked repos of a list, or the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from hubtui.action_target import ActionTarget
from hubtui.managing.access import AccessForm
from hubtui.managing.create import CreateForm
from hubtui.managing.delete import DeleteForm
from hubtui.managing.many import AccessMany, DeleteMany, MoveMany
from hubtui.managing.move import MoveForm

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.hub.kinds import RepoType
    from hubtui.managing.change_form import ChangeForm
    from hubtui.managing.many import ManyForm
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.pages.frame import FrameState
    from hubtui.pages.session import EditServices, Session

    _OneForm = Callable[[EditServices, SelectedRepo], ChangeForm]
    _ManyForm = Callable[[EditServices, FrameState, Sequence[SelectedRepo]], ManyForm]


class FramedScreen(Protocol):
    """What RepoChangeActions needs of a screen."""

    frame: FrameState

    @property
    def app(self) -> App[Any]: ...

    def notice(self, words: str, failed: bool = False) -> None: ...


class RepoChangeActions(ActionTarget):
    """The actions that create, move and delete repos and change their visibility.

    They work on the repos that `chosen` returns. `repo_type` and the result of `owner` are the proposals for a new
    repo.
    """

    def __init__(
        self,
        screen: FramedScreen,
        session: Session,
        chosen: Callable[[], Sequence[SelectedRepo]],
        repo_type: RepoType = "model",
        owner: Callable[[], str] = str,
    ) -> None:
        self._screen = screen
        self._session = session
        self._chosen = chosen
        self._repo_type = repo_type
        self._owner = owner

    @property
    def _services(self) -> EditServices:
        return self._session.edit_services

    def do_new_repo(self) -> None:
        """Ask for the name and the owner of a new repo, and create it."""
        self._screen.app.push_screen(CreateForm(self._services, self._repo_type, self._owner()))

    def do_move_repo(self) -> None:
        """Ask for another name or owner of the chosen repos."""
        self._ask(MoveForm, MoveMany)

    def do_visibility(self) -> None:
        """Ask who may see the chosen repos."""
        self._ask(AccessForm, AccessMany)

    def do_delete_repo(self) -> None:
        """Ask to delete the chosen repos."""
        self._ask(DeleteForm, DeleteMany)

    def _ask(self, one: _OneForm, many: _ManyForm) -> None:
        """Open the dialog for one repo, or the one for several."""
        chosen, services = self._meant(), self._services
        if len(chosen) == 1:
            self._screen.app.push_screen(one(services, chosen[0]))
        elif chosen:
            self._screen.app.push_screen(many(services, self._screen.frame, chosen))

    def _meant(self) -> list[SelectedRepo]:
        """Return the chosen repos if all of them can be changed; else say why not and return an empty list."""
        chosen = list(self._chosen())
        if not chosen:
            self._screen.notice("there is no repo here")
            return []
        rights = self._services.rights()
        if rights.account is None and not rights.why_not_write():
            # The journal for undo is kept under the account's name.
            self._screen.frame.ask_account()
            self._screen.notice("your account is still loading: try again in a moment")
            return []
        for one in chosen:
            if why := rights.why_not_change(one.repo_type, one.repo_id):
                self._screen.notice(f"{one.repo_id}: {why}", failed=True)
                return []
        return chosen
