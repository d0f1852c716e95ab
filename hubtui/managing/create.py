"""The dialog that creates a repo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.addresses import url_of
from hubtui.changes.change import Change
from hubtui.changes.repo_changes import CreateRepo
from hubtui.hub.errors import BadRequest, Forbidden, HubError, NameTaken
from hubtui.hub.kinds import KINDS
from hubtui.hub.names import why_no_name
from hubtui.managing.change_form import ChangeForm
from hubtui.managing.name_check import NameCheck
from hubtui.presentation.cards import LICENCES, first_readme
from hubtui.registry.target import Target
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType, Visibility
    from hubtui.pages.session import EditServices

SDKS = ("gradio", "docker", "static", "streamlit")
_FOR_SPACES = ("sdk", "template")
_FOR_OTHERS = ("licence", "readme")


def owner_options(services: EditServices) -> list[Option]:
    """Return the namespaces of the account as options, each with the reason why no repo can be created in it."""
    return [
        Option(space.name, space.name, words=space.role, why_not=space.why_not)
        for space in services.rights().namespaces()
    ]


class CreateForm(ChangeForm):
    """A form for the type, owner, name and first contents of a new repo."""

    def __init__(self, services: EditServices, repo_type: RepoType, owner: str = "") -> None:
        super().__init__("New repo", "Create", services)
        kinds = [Option(name, kind.noun) for name, kind in KINDS.items()]
        self._kind = ChoiceField(kinds, repo_type, id="kind")
        self._owner = ChoiceField(owner_options(services), owner, id="owner")
        self._repo_name = Field("", "letters, digits and _ . -", id="name")
        self._visibility = ChoiceField(self._visibilities(), "private", id="visibility")
        self._sdk = ChoiceField([Option(sdk, sdk) for sdk in SDKS], id="sdk")
        self._template = Field("", "a Space to begin from, or nothing", id="template")
        self._licence = ChoiceField([Option(name, name or "none") for name in LICENCES], id="licence")
        self._readme = ChoiceField([Option("", "no"), Option("yes", "yes, with its title")], id="readme")
        self._check = NameCheck(self, services.worker, self.check)

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield all fields; `hidden` says which of them do not apply to the chosen type."""
        yield "kind", "Kind", self._kind
        yield "owner", "Owner", self._owner
        yield "name", "Name", self._repo_name
        yield "visibility", "Visibility", self._visibility
        yield "sdk", "SDK", self._sdk
        yield "template", "Template", self._template
        yield "licence", "Licence", self._licence
        yield "readme", "README", self._readme

    def hidden(self) -> Sequence[str]:
        """Return the names of the fields that do not apply to the chosen type of repo."""
        return _FOR_OTHERS if self._repo_type == "space" else _FOR_SPACES

    @property
    def _repo_type(self) -> RepoType:
        return self._kind.value  # type: ignore[return-value]  # its options are the kinds

    @property
    def _repo_id(self) -> str:
        return f"{self._owner.value}/{self._repo_name.value.strip()}"

    def _visibilities(self) -> list[Option]:
        words = {"private": "only you, or your organisation, see it", "public": "everyone sees it"}
        if self._repo_type == "space":
            words["protected"] = "everyone uses it, nobody else sees its files"
        return [Option(name, name, words=said) for name, said in words.items()]

    def field_changed(self, name: str) -> None:
        """Offer the visibilities of the chosen type, and check whether the name is free."""
        if name == "kind":
            self._visibility.offer(self._visibilities())
        if name == "name":
            self._take_owner()
        if self._repo_name.value.strip() and not why_no_name(self._repo_name.value.strip()):
            self._check.look(self._repo_type, self._repo_id)
        else:
            self._check.forget()

    def _take_owner(self) -> None:
        """Split an id that was pasted as the name into owner and name, if the account can write to the owner."""
        owner, slash, rest = self._repo_name.value.strip().partition("/")
        if slash and owner in {option.value for option in owner_options(self.edit_services)}:
            self._owner.take(owner)
            self._repo_name.value = rest

    def missing(self) -> Mapping[str, str]:
        """Return that a name is missing, if none has been typed."""
        return {} if self._repo_name.value.strip() else {"name": "a name is missing"}

    def problems(self) -> Mapping[str, str]:
        """Return why the owner cannot be used, and why the name is invalid or taken."""
        found = {}
        if self._owner.option.why_not:
            found["owner"] = self._owner.option.why_not
        name = self._repo_name.value.strip()
        if name and (why := why_no_name(name)):
            found["name"] = why
        elif name and (taken := self._check.taken_by(self._repo_type, self._repo_id)):
            words = "there is" if taken == self._repo_id else f"{self._repo_id} leads to {taken}; there is"
            found["name"] = f"{words} a {KINDS[self._repo_type].noun} of this name already"
        return found

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the address of the new repo, and whether its name is free."""
        if not self.is_complete or self.problems():
            return ()
        free = self._check.taken_by(self._repo_type, self._repo_id) == ""
        url = url_of(Target(self._repo_type, self._repo_id), self.edit_services.endpoint)
        return [(url, "dim"), ("the name is free", "dim")] if free else [(url, "dim")]

    def change(self) -> Change:
        """The repo as the fields say."""
        is_space = self._repo_type == "space"
        visibility: Visibility = self._visibility.value  # type: ignore[assignment]  # its options are these
        return CreateRepo(
            self._repo_type,
            self._repo_id,
            visibility,
            sdk=self._sdk.value if is_space else None,
            template=self._template.value.strip() or None if is_space else None,
            readme=self._first_readme() if not is_space else "",
        )

    def _first_readme(self) -> str:
        licence = self._licence.value
        return first_readme(self._repo_name.value.strip(), licence) if licence or self._readme.value else ""

    def field_of(self, error: HubError) -> str:
        """Return the field that caused an error: the name, the owner, or "" for none."""
        if isinstance(error, NameTaken | BadRequest):
            return "name"
        return "owner" if isinstance(error, Forbidden) else ""
