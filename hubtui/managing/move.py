"""The dialog that renames a repo or moves it to another owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.addresses import url_of
from hubtui.changes.change import Change
from hubtui.changes.repo_changes import MoveRepo
from hubtui.hub.errors import BadRequest, Forbidden, HubError, NameTaken
from hubtui.hub.kinds import KINDS
from hubtui.hub.names import why_no_name
from hubtui.managing.change_form import ChangeForm
from hubtui.managing.create import owner_options
from hubtui.managing.name_check import NameCheck
from hubtui.registry.target import Target
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.pages.session import EditServices


class MoveForm(ChangeForm):
    """A form for the new owner and name of one repo. The old address redirects to the new one afterwards."""

    def __init__(self, services: EditServices, chosen: SelectedRepo) -> None:
        super().__init__(f"Move {chosen.repo_id}", "Move", services, chosen.row)
        self._chosen = chosen
        self._from_owner, _, name = chosen.repo_id.rpartition("/")
        owners = owner_options(services)
        if all(owner.value != self._from_owner for owner in owners):
            owners.insert(0, Option(self._from_owner, self._from_owner))
        self._owner = ChoiceField(owners, self._from_owner, id="owner")
        self._repo_name = Field(name, id="name")
        self._check = NameCheck(self, services.worker, self.check)

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the owner and the name."""
        yield "owner", "To", self._owner
        yield "name", "Name", self._repo_name

    @property
    def _new_id(self) -> str:
        return f"{self._owner.value}/{self._repo_name.value.strip()}"

    def field_changed(self, name: str) -> None:
        """Check whether the new id is free."""
        new_name = self._repo_name.value.strip()
        if why_no_name(new_name) or self._new_id == self._chosen.repo_id:
            self._check.forget()
        else:
            self._check.look(self._chosen.repo_type, self._new_id)

    def missing(self) -> Mapping[str, str]:
        """Return that the id is still the old one, if it is."""
        is_same = self._new_id == self._chosen.repo_id
        return {"name": "type another name, or choose another owner"} if is_same else {}

    def problems(self) -> Mapping[str, str]:
        """Return why the owner cannot be used, and why the name is invalid or taken."""
        found = {}
        if self._owner.value != self._from_owner and (why := self._owner.option.why_not):
            found["owner"] = why
        if why := why_no_name(self._repo_name.value.strip()):
            found["name"] = why
        elif self._taken not in ("", None, self._chosen.repo_id):
            found["name"] = f"{self._owner.value} has a {KINDS[self._chosen.repo_type].noun} of this name"
        return found

    @property
    def _taken(self) -> str | None:
        return self._check.taken_by(self._chosen.repo_type, self._new_id)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the old and the new address, and the rights that another owner requires; nothing without a change."""
        if not self.is_complete:
            return ()
        old, new = (
            url_of(Target(self._chosen.repo_type, repo_id), self.edit_services.endpoint)
            for repo_id in (self._chosen.repo_id, self._new_id)
        )
        lines = [(f"from  {old}   will redirect", "dim"), (f"to    {new}", "")]
        if self._owner.value != self._from_owner:
            lines.append(("a transfer needs the right to administer there and to write here", "dim"))
        return lines

    def change(self) -> Change | None:
        """Return the move, or None if the id is the same."""
        return MoveRepo(self._chosen.repo_type, self._chosen.repo_id, self._new_id) if self.is_complete else None

    def field_of(self, error: HubError) -> str:
        """Return the field that caused an error: the name, the owner, or "" for none."""
        if isinstance(error, NameTaken | BadRequest):
            return "name"
        return "owner" if isinstance(error, Forbidden) else ""
