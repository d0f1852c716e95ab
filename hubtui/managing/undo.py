"""The actions undo and redo, which work on every screen, and the dialog and the plan that they open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.changes.batch import Step
from hubtui.changes.change import Change
from hubtui.changes.journal import Entry, State
from hubtui.changes.repo_changes import CreateRepo
from hubtui.hub.errors import HubError
from hubtui.managing.change_form import ChangeForm
from hubtui.managing.plan_screen import PlanScreen
from hubtui.pages.work import start_work
from hubtui.presentation import values
from hubtui.presentation.changes import undo_question
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.pages.frame import FrameState
    from hubtui.pages.session import EditServices, Session


class UndoForm(ChangeForm):
    """A form that undoes or redoes one change, if the Hub still allows it.

    Undoing the creation of a repo deletes it, so the full id has to be typed.
    """

    def __init__(self, services: EditServices, entry: Entry, state: State) -> None:
        """`state` is the state of the journal entry afterwards."""
        back = state is State.UNDONE
        super().__init__("Undo" if back else "Redo", "Undo" if back else "Redo", services)
        self._entry = entry
        self._done = entry.of(State.DONE if back else State.UNDONE)[-1 if back else 0]
        self._back = back
        self.update = (entry, state)
        self._typed = (
            Field("", "type the whole id", id="typed") if back and isinstance(self._done, CreateRepo) else None
        )
        self._can_be = False

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the field for the id, if it has to be typed."""
        if self._typed is not None:
            yield "typed", "Its whole id", self._typed

    def on_mount(self) -> None:
        """Ask the Hub whether the change can be undone or redone."""
        self.say("looking how it is now …")
        start_work(self, self._look, "look")

    async def _look(self) -> None:
        looked_at = self._done if self._back else self._done.inverse()
        try:
            # Creating a repo again needs no question: the Hub refuses it if the name is taken.
            again = not self._back and isinstance(self._done, CreateRepo)
            why = "" if again or looked_at is None else await self.edit_services.queue.undo_obstacle(looked_at)
        except HubError as error:
            why = str(error)
        self._can_be = not why
        self.say(why, "failed")

    @property
    def is_complete(self) -> bool:
        """Whether the change can be undone or redone, and the id has been typed if that is needed."""
        return self._can_be and super().is_complete

    def missing(self) -> Mapping[str, str]:
        """Return that the full id is to be typed, if undoing deletes a repo."""
        is_typed = self._typed is None or self._typed.value.strip() == self._done.repo_id
        return {} if is_typed or not self._can_be else {"typed": f"type its whole id: {self._done.repo_id}"}

    def problems(self) -> Mapping[str, str]:
        """Return an error if the typed text is not the beginning of the id."""
        if self._typed is None or self._done.repo_id.startswith(self._typed.value.strip()):
            return {}
        return {"typed": f"its id is {self._done.repo_id}"}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return what the change was, when it was made, and by which account."""
        lines = [(undo_question([self._done], self._entry.time, self._entry.account, values.utc_now()), "")]
        if self._typed is not None:
            lines.append(("This deletes the repo, which cannot be undone.", "state"))
        return lines

    def change(self) -> Change | None:
        """Return the inverse of the change to undo it, or the change itself to redo it."""
        return self._done.inverse() if self._back else self._done.for_redo()


def undo_screen(services: EditServices, frame: FrameState, entry: Entry, state: State) -> UndoForm | PlanScreen:
    """Return the screen that asks before a journal entry goes to `state`: a form for one change, a plan for several."""
    back = state is State.UNDONE
    changes = entry.of(State.DONE if back else State.UNDONE)
    if len(changes) == 1:
        return UndoForm(services, entry, state)
    question = undo_question(changes, entry.time, entry.account, values.utc_now())
    steps = [_step(change, back) for change in changes]
    return PlanScreen(frame, services, f"{'Undo' if back else 'Redo'} {question}", steps, update=(entry, state))


def _step(done: Change, back: bool) -> Step:
    change = done.inverse() if back else done.for_redo()
    words = "" if change is not None else "what is deleted does not come back"
    repo_id = change.repo_id if change is not None else done.repo_id
    return Step(repo_id, change, words=words, undoes=done if back and change is not None else None)


class UndoActions(ActionTarget):
    """Undoes and redoes changes after a question."""

    def __init__(self, app: App[Any], frame: FrameState, session: Session) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._told: set[str] = set()
        """The ids of journal entries that were passed over after a message that they cannot be undone."""

    def do_undo(self) -> None:
        """Ask whether to undo the last change."""
        self._turn("done", "there is no change to undo")

    def do_redo(self) -> None:
        """Ask whether to redo the change that was undone last."""
        self._turn("undone", "there is no change to redo")

    def _turn(self, now: str, words: str) -> None:
        state = State(now)
        entry = self._last_entry(state)
        why = self._frame.rights.why_not_write()
        if entry is None or why:
            self._frame.announce(why or words, "failed" if why else "dim")
            return
        if state is State.DONE and not _can_be_undone(entry):
            self._told.add(entry.id)
            question = undo_question(entry.of(State.DONE), entry.time, entry.account, values.utc_now())
            older = "; u again undoes the change before it" if self._last_entry(state) is not None else ""
            self._frame.announce(f"{question}: this cannot be undone{older}", "failed")
            return
        afterwards = State.UNDONE if state is State.DONE else State.DONE
        self._app.push_screen(undo_screen(self._session.edit_services, self._frame, entry, afterwards))

    def _last_entry(self, state: State) -> Entry | None:
        """Return the entry to undo or redo next. Undo passes over deletions that it has said cannot be undone."""
        passed = self._told if state is State.DONE else ()
        return self._session.edit_services.queue.last_entry(state, passed)


def _can_be_undone(entry: Entry) -> bool:
    return any(change.inverse() is not None for change in entry.of(State.DONE))
