"""The dialog that deletes a repo, once its whole id was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.hub.changes import Change, Delete
from hubtui.hub.kinds import KINDS
from hubtui.screens.managing.change_form import ChangeForm
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.screens.managing.chosen import Chosen
    from hubtui.screens.managing.desk import Desk


class DeleteForm(ChangeForm):
    """Says what is lost; there is no way back."""

    def __init__(self, desk: Desk, chosen: Chosen) -> None:
        super().__init__(f"Delete {chosen.repo_id}", "Delete for good", desk, chosen.row)
        self._chosen = chosen
        self._typed = Field("", chosen.repo_id, id="typed")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """The id."""
        yield "typed", "Its whole id", self._typed

    @property
    def is_complete(self) -> bool:
        """The whole id stands there."""
        return self._typed.value.strip() == self._chosen.repo_id

    def problems(self) -> Mapping[str, str]:
        """Letters that are not its id's."""
        typed = self._typed.value.strip()
        return {} if self._chosen.repo_id.startswith(typed) else {"typed": f"its id is {self._chosen.repo_id}"}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Who will miss it."""
        row, noun = self._chosen.row, KINDS[self._chosen.repo_type].noun
        figures = []
        if (downloads := getattr(row, "downloads", None)) is not None:
            figures.append(f"{downloads:,} downloads in the last month")
        if row is not None and row.likes is not None:
            figures.append(f"{row.likes:,} likes")
        lines = [(", ".join(figures), "state")] if figures else []
        return [
            *lines,
            (f"The {noun} with all its files and its history is gone then: undo does not bring it back.", ""),
        ]

    def change(self) -> Change:
        """Its end."""
        return Delete(self._chosen.repo_type, self._chosen.repo_id)

    def field_of(self, error: object) -> str:
        """There is one only."""
        return "typed"
