"""What can be changed of a repo, as values that know how to be sent, looked up and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hubtui.changes.one_request import OneRequest
from hubtui.hub.errors import HubError, NameTaken
from hubtui.hub.kinds import KINDS
from hubtui.hub.repos import RepoInfo, gating_of, id_now, visibility_of

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.writes import Gating, Visibility, Writer

# What a repo may hold and still count as empty: nothing that a person put there.
_EMPTY_FILES = frozenset({".gitattributes"})
README = "README.md"


@dataclass(frozen=True, slots=True)
class Create(OneRequest):
    """A new repo; `readme` is its first README where one is wanted, `template` a Space to begin from."""

    repo_type: RepoType
    repo_id: str
    visibility: Visibility = "public"
    sdk: str | None = None
    template: str | None = None
    readme: str = ""

    async def prepare(self, hub: HubClient) -> None:
        """Make sure that there is none of this name: where the answer is lost, a repo of this name is the new one.

        Raises:
            NameTaken: there is one.
        """
        if await id_now(hub, self.repo_type, self.repo_id):
            raise NameTaken(f"there is a {KINDS[self.repo_type].noun} {self.repo_id} already")

    async def send(self, writer: Writer) -> str:
        """Create it; return ""."""
        space = {"template": self.template} if self.template else None
        await writer.create_repo(self.repo_type, self.repo_id, visibility=self.visibility, sdk=self.sdk, space=space)
        return ""

    async def finish(self, writer: Writer) -> str:
        """Write the README of the new repo; return what is left to say, or "" if all went well."""
        if not self.readme:
            return ""
        try:
            await writer.commit(self.repo_type, self.repo_id, {README: self.readme}, "Add a card")
        except HubError as error:
            return f"its README could not be written: {error}"
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Whether the repo is there."""
        return bool(await id_now(hub, self.repo_type, self.repo_id))

    def inverse(self) -> Delete:
        """Return the deletion of the repo."""
        return Delete(self.repo_type, self.repo_id)

    async def why_not_back(self, hub: HubClient) -> str:
        """Why it is not taken back: somebody has put something into it."""
        info = await hub.get(RepoInfo(self.repo_type, self.repo_id))
        own = _EMPTY_FILES | ({README} if self.readme else frozenset())
        others = sorted(set(info.file_names) - own)
        return f"{self.repo_id} is not empty any more: it holds {others[0]}" if others else ""


@dataclass(frozen=True, slots=True)
class Move(OneRequest):
    """Another name, or another owner."""

    repo_type: RepoType
    repo_id: str
    new_id: str

    @property
    def targets(self) -> frozenset[str]:
        """Both ids."""
        return frozenset({f"{self.repo_type} {self.repo_id}", f"{self.repo_type} {self.new_id}"})

    async def send(self, writer: Writer) -> str:
        """Move it; return ""."""
        await writer.move_repo(self.repo_type, self.repo_id, self.new_id)
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Whether the old id leads to the new one."""
        found = await id_now(hub, self.repo_type, self.repo_id) or await id_now(hub, self.repo_type, self.new_id)
        return found == self.new_id

    def inverse(self) -> Move:
        """Return the move back to the old id."""
        return Move(self.repo_type, self.new_id, self.repo_id)

    async def why_not_back(self, hub: HubClient) -> str:
        """Why it is not taken back: it has gone elsewhere since."""
        found = await id_now(hub, self.repo_type, self.new_id)
        if found == self.new_id:
            return ""
        return f"{self.new_id} is {found} now" if found else f"{self.new_id} is not there any more"


@dataclass(frozen=True, slots=True)
class SetAccess(OneRequest):
    """Who may see it, and whether its files are given on request only; (before, after) each, None where it stays."""

    repo_type: RepoType
    repo_id: str
    visibility: tuple[Visibility, Visibility] | None = None
    gating: tuple[Gating, Gating] | None = None

    is_harmless: ClassVar[bool] = True

    async def send(self, writer: Writer) -> str:
        """Set both at once; return ""."""
        await writer.update_settings(
            self.repo_type,
            self.repo_id,
            visibility=self.visibility[1] if self.visibility else None,
            gated=self.gating[1] if self.gating else None,
        )
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Whether both are what was asked for."""
        return not await self.why_not_back(hub)

    def inverse(self) -> SetAccess:
        """Return the change back to the former settings."""
        visibility = (self.visibility[1], self.visibility[0]) if self.visibility else None
        gating = (self.gating[1], self.gating[0]) if self.gating else None
        return SetAccess(self.repo_type, self.repo_id, visibility, gating)

    async def why_not_back(self, hub: HubClient) -> str:
        """Why it is not taken back: somebody changed it since."""
        if self.visibility:
            visible = await visibility_of(hub, self.repo_type, self.repo_id)
            if visible != self.visibility[1]:
                return f"{self.repo_id} was changed since: it is {visible} now"
        if self.gating:
            gated = await gating_of(hub, self.repo_type, self.repo_id)
            if gated != self.gating[1]:
                return f"{self.repo_id} was changed since: its gating is {gated or 'off'} now"
        return ""


@dataclass(frozen=True, slots=True)
class Delete(OneRequest):
    """The end of a repo; there is no way back."""

    repo_type: RepoType
    repo_id: str

    async def send(self, writer: Writer) -> str:
        """Delete it; return ""."""
        await writer.delete_repo(self.repo_type, self.repo_id)
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Whether it is gone."""
        return await id_now(hub, self.repo_type, self.repo_id) != self.repo_id

    def inverse(self) -> None:
        """Return None: a deleted repo does not come back."""
        return

    async def why_not_back(self, hub: HubClient) -> str:
        """Why it is not taken back."""
        return "what is deleted does not come back"
