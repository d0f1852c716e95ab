"""The dialog that deletes a repo after its full id has been typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.addresses import item_path
from hubtui.changes.change import Change
from hubtui.changes.repo_changes import DeleteRepo
from hubtui.hub.collections import CollectionsPage
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.managing.change_form import ChangeForm
from hubtui.pages.work import start_work
from hubtui.registry.target import Target
from hubtui.widgets.choice_field import ChoiceField
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.pages.session import EditServices

_MOST_TITLES = 3


class DeleteForm(ChangeForm):
    """A form that deletes one repo and shows what is lost with it."""

    def __init__(self, services: EditServices, chosen: SelectedRepo) -> None:
        super().__init__(f"Delete {chosen.repo_id}", "Delete for good", services, chosen.row)
        self._chosen = chosen
        self._held_by = ""
        self._typed = Field("", "type the id below", id="typed")

    def on_mount(self) -> None:
        """Look up the collections that contain the repo."""
        start_work(self, self._look, "held-by")

    async def _look(self) -> None:
        item = item_path(Target(self._chosen.repo_type, self._chosen.repo_id))
        try:
            page = await self.edit_services.worker.get(CollectionsPage(items=(item,), sort="upvotes"))
        except HubError:
            return  # only an extra line; deleting works without it
        titles = [one.title or one.slug for one in page.rows]
        if titles:
            more = len(titles) - _MOST_TITLES
            names = ", ".join(titles[:_MOST_TITLES])
            many = f"{len(titles)}{'+' if page.next else ''} collection{'s' if len(titles) > 1 else ''}"
            self._held_by = f"It is in {many}: {names}{f' and {more} more' if more > 0 else ''}"
            self.check()

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the field for the id."""
        yield "typed", "Its whole id", self._typed

    def missing(self) -> Mapping[str, str]:
        """Return that the full id is to be typed, if it has not been."""
        return {} if self._typed.value.strip() == self._chosen.repo_id else {"typed": "type its whole id"}

    def problems(self) -> Mapping[str, str]:
        """Return an error if the typed text is not the beginning of the id."""
        typed = self._typed.value.strip()
        return {} if self._chosen.repo_id.startswith(typed) else {"typed": f"its id is {self._chosen.repo_id}"}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the full id (a narrow title cuts it), the downloads and likes, and the collections that contain it."""
        row, noun = self._chosen.row, KINDS[self._chosen.repo_type].noun
        figures = []
        if (downloads := getattr(row, "downloads", None)) is not None:
            figures.append(f"{downloads:,} downloads in the last month")
        if row is not None and row.likes is not None:
            figures.append(f"{row.likes:,} likes")
        lines = [(self._chosen.repo_id, "active")]
        lines += [(", ".join(figures), "state")] if figures else []
        lines += [(self._held_by, "state")] if self._held_by else []
        return [
            *lines,
            (f"The {noun} with all its files and its history is gone then: undo does not bring it back.", ""),
        ]

    def change(self) -> Change:
        """Return the deletion."""
        return DeleteRepo(self._chosen.repo_type, self._chosen.repo_id)

    def field_of(self, error: object) -> str:
        """Return "typed", the only field."""
        return "typed"
