"""The dialog that saves a list as a view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from hubtui.config.views import MAX_NAME_LENGTH, View
from hubtui.dialogs.form import Form
from hubtui.pages.frame import SavedState
from hubtui.resources.saved_view.view_store import ViewStore
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field


class SaveView(Form):
    """Asks for a name, and saves the list with this state as a view; calls `saved` with it."""

    begins_at = "name"

    def __init__(self, views: ViewStore, state: SavedState, saved: Callable[[View], None]) -> None:
        super().__init__("Save this list as a view", "Save")
        self._views = views
        self._state = state
        self._saved = saved
        name = state.view
        is_tab = any(view.name == name and view.is_tab for view in views.all)
        self._name_field = Field(name, f"1 to {MAX_NAME_LENGTH} characters", id="name")
        options = [Option("no", "no", words="in the palette and under g v"), Option("yes", "yes", words="beside Mine")]
        self._tab_field = ChoiceField(options, "yes" if is_tab else "no", id="tab")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the name, and whether the view is a tab."""
        yield "name", "Name", self._name_field
        yield "tab", "A tab", self._tab_field

    def missing(self) -> Mapping[str, str]:
        """Return that a name is missing, if none has been typed."""
        return {} if self._name_field.value.strip() else {"name": "a name is missing"}

    def problems(self) -> Mapping[str, str]:
        """Return an error if the name is too long."""
        over = len(self._name_field.value.strip()) - MAX_NAME_LENGTH
        return {"name": f"{over} characters too many"} if over > 0 else {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the list and its query, and a warning if the name is used."""
        words = " with ".join([self._state.tab, *([", ".join(self._state.words)] if self._state.words else [])])
        lines = [(words, "dim")]
        if any(view.name == self._name_field.value.strip() for view in self._views.all):
            lines.append(("There is a view of this name; it is replaced.", "state"))
        return lines

    def send(self) -> None:
        """Save the view, and close the dialog."""
        now = datetime.now(UTC).isoformat()
        is_tab = self._tab_field.value == "yes"
        view = View(self._name_field.value.strip(), self._state.tab, self._state.choice, now, is_tab)
        if why := self._views.save(view):
            self.say(why, "failed")
            return
        self.answer(None)
        self._saved(view)
