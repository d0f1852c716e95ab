"""Changes of a repo: creating, moving and deleting it, and its visibility and gating."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from hubtui.changes.change import Change
from hubtui.hub.errors import NameTaken
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.rows import DatasetRow, ModelRow, SpaceRow
from hubtui.hub.repos import RepoInfo, gating_of, id_now, visibility_of
from hubtui.hub.urls import named, repo_path
from hubtui.hub.write_request import WriteRequest

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import Gating, RepoType, Visibility
    from hubtui.hub.models.rows import Row

# The Hub itself puts this file into a new repo.
_EMPTY_FILES = frozenset({".gitattributes"})
README = "README.md"


@dataclass(frozen=True, slots=True)
class CreateRepo(Change):
    """The creation of a repo, with `readme` as its README.md if it is not empty.

    A Space needs an `sdk`, and may be a copy of the Space `template`.
    """

    kind: ClassVar[str] = "Create"
    creates_row: ClassVar[bool] = True
    follow_up_failed: ClassVar[str] = "its README could not be written"

    repo_type: RepoType
    repo_id: str
    visibility: Visibility = "public"
    sdk: str | None = None
    template: str | None = None
    readme: str = ""

    @property
    def request(self) -> WriteRequest:
        fields: dict[str, Any] = {"visibility": self.visibility}
        if self.sdk is not None:
            fields["sdk"] = self.sdk
        if self.template:
            fields["template"] = self.template
        return WriteRequest(
            "POST",
            "/api/repos/create",
            _name_and_type(self.repo_type, self.repo_id) | fields,
            named(self.repo_type, self.repo_id),
            answer_fields=("url", "name"),
        )

    @property
    def follow_up(self) -> WriteRequest | None:
        """The commit that adds the README, or None if there is none."""
        if not self.readme:
            return None
        content = {"path": README, "content": b64encode(self.readme.encode()).decode("ascii"), "encoding": "base64"}
        return WriteRequest(
            "POST",
            f"{repo_path(self.repo_type, self.repo_id)}/commit/main",
            lines=(
                {"key": "header", "value": {"summary": "Add a card", "description": ""}},
                {"key": "file", "value": content},
            ),
            subject=named(self.repo_type, self.repo_id),
            answer_fields=("commitOid", "commitUrl", "success"),
        )

    async def prepare(self, hub: HubClient) -> None:
        """Check that no repo has this id: if the answer is lost, a repo of this id counts as the new one.

        Raises:
            NameTaken: a repo has this id.
        """
        if await id_now(hub, self.repo_type, self.repo_id):
            raise NameTaken(f"there is a {KINDS[self.repo_type].noun} {self.repo_id} already")

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the repo exists."""
        return bool(await id_now(hub, self.repo_type, self.repo_id))

    def inverse(self) -> DeleteRepo:
        return DeleteRepo(self.repo_type, self.repo_id)

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message that names a file in the repo, or "" if the repo is still empty."""
        info = await hub.get(RepoInfo(self.repo_type, self.repo_id))
        own = _EMPTY_FILES | ({README} if self.readme else frozenset())
        others = sorted(set(info.file_names) - own)
        return f"{self.repo_id} is not empty any more: it holds {others[0]}" if others else ""

    @property
    def summary(self) -> str:
        return f"{self.repo_id}: created as a {self.visibility} {KINDS[self.repo_type].noun}"

    def new_row(self) -> Row:
        now = datetime.now(UTC).isoformat()
        common: dict[str, Any] = {
            "author": self.repo_id.partition("/")[0], "likes": 0, "trending_score": 0.0, "created_at": now,
            "last_modified": now, "private": self.visibility == "private", "disabled": False,
        }  # fmt: skip
        if self.repo_type == "model":
            return ModelRow(self.repo_id, downloads=0, gated=False, **common)
        if self.repo_type == "dataset":
            return DatasetRow(self.repo_id, downloads=0, gated=False, **common)
        return SpaceRow(self.repo_id, sdk=self.sdk, stage="NO_APP_FILE" if self.sdk != "static" else None, **common)


@dataclass(frozen=True, slots=True)
class MoveRepo(Change):
    """The move of a repo to another name or owner. The Hub redirects the old id to the new one."""

    kind: ClassVar[str] = "Move"
    removes_id: ClassVar[bool] = True

    repo_type: RepoType
    repo_id: str
    new_id: str

    @property
    def targets(self) -> frozenset[str]:
        """The repo under both ids."""
        return frozenset({f"{self.repo_type} {self.repo_id}", f"{self.repo_type} {self.new_id}"})

    @property
    def moved_to(self) -> str:
        return self.new_id

    @property
    def request(self) -> WriteRequest:
        body = {"fromRepo": self.repo_id, "toRepo": self.new_id, "type": self.repo_type}
        return WriteRequest("POST", "/api/repos/move", body, named(self.repo_type, self.repo_id))

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the old id leads to the new one."""
        found = await id_now(hub, self.repo_type, self.repo_id) or await id_now(hub, self.repo_type, self.new_id)
        return found == self.new_id

    def inverse(self) -> MoveRepo:
        return MoveRepo(self.repo_type, self.new_id, self.repo_id)

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message if the repo was moved again or deleted since, else ""."""
        found = await id_now(hub, self.repo_type, self.new_id)
        if found == self.new_id:
            return ""
        return f"{self.new_id} is {found} now" if found else f"{self.new_id} is not there any more"

    @property
    def summary(self) -> str:
        return f"{self.repo_id} → {self.new_id}"

    @property
    def row_ids(self) -> frozenset[str]:
        return frozenset({self.repo_id, self.new_id})

    def changed_row(self, row: Row) -> Row:
        author = self.new_id.partition("/")[0] if row.author is not None else None
        return replace(row, id=self.new_id, author=author)


@dataclass(frozen=True, slots=True)
class SetRepoAccess(Change):
    """A change of the visibility of a repo, of its gating, or of both.

    Each is a pair of the value before and the value afterwards, or None if it stays the same.
    """

    kind: ClassVar[str] = "SetAccess"
    is_harmless: ClassVar[bool] = True

    repo_type: RepoType
    repo_id: str
    visibility: tuple[Visibility, Visibility] | None = None
    gating: tuple[Gating, Gating] | None = None

    @property
    def request(self) -> WriteRequest:
        body: dict[str, Any] = {}
        if self.visibility:
            body["visibility"] = self.visibility[1]
        if self.gating:
            body["gated"] = self.gating[1]
        return WriteRequest(
            "PUT",
            f"{repo_path(self.repo_type, self.repo_id)}/settings",
            body,
            named(self.repo_type, self.repo_id),
            answer_fields=("visibility", "private", "gated", "discussionsDisabled"),
        )

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the repo has the new visibility and gating."""
        return not await self.undo_obstacle(hub)

    def inverse(self) -> SetRepoAccess:
        visibility = (self.visibility[1], self.visibility[0]) if self.visibility else None
        gating = (self.gating[1], self.gating[0]) if self.gating else None
        return SetRepoAccess(self.repo_type, self.repo_id, visibility, gating)

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message if somebody changed the visibility or the gating since, else ""."""
        if self.visibility:
            visible = await visibility_of(hub, self.repo_type, self.repo_id)
            if visible != self.visibility[1]:
                return f"{self.repo_id} was changed since: it is {visible} now"
        if self.gating:
            gated = await gating_of(hub, self.repo_type, self.repo_id)
            if gated != self.gating[1]:
                return f"{self.repo_id} was changed since: its gating is {gated or 'off'} now"
        return ""

    @property
    def summary(self) -> str:
        return f"{self.repo_id}: {', '.join(self._changes())}"

    def _changes(self) -> Iterator[str]:
        if self.visibility:
            yield " → ".join(self.visibility)
        if self.gating:
            yield " → ".join(map(gating_words, self.gating))

    def changed_row(self, row: Row) -> Row:
        if self.visibility:
            row = replace(row, private=self.visibility[1] == "private")
        if self.gating and not isinstance(row, SpaceRow):
            row = replace(row, gated=self.gating[1])
        return row


@dataclass(frozen=True, slots=True)
class DeleteRepo(Change):
    """The deletion of a repo, which cannot be undone."""

    kind: ClassVar[str] = "Delete"
    removes_id: ClassVar[bool] = True
    blocks_undo: ClassVar[bool] = True

    repo_type: RepoType
    repo_id: str

    @property
    def request(self) -> WriteRequest:
        body = _name_and_type(self.repo_type, self.repo_id)
        return WriteRequest("DELETE", "/api/repos/delete", body, named(self.repo_type, self.repo_id), answers_ok=True)

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether no repo has this id."""
        return await id_now(hub, self.repo_type, self.repo_id) != self.repo_id

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return the message that a deleted repo cannot be restored."""
        return "what is deleted does not come back"

    @property
    def summary(self) -> str:
        return f"{self.repo_id}: deleted"

    def changed_row(self, row: Row) -> None:
        """Return None: lists no longer show the repo."""
        return


def _name_and_type(repo_type: RepoType, repo_id: str) -> dict[str, Any]:
    """Return the fields that name a repo in a request. The Hub takes a repo without a type for a model."""
    namespace, _, name = repo_id.rpartition("/")
    typed = {} if repo_type == "model" else {"type": repo_type}
    return {"name": name, "organization": namespace or None, **typed}


def gating_words(gating: Gating | str) -> str:
    """Return a gating for the user: "gated, let in by hand", "not gated"."""
    return {"auto": "gated, let in at once", "manual": "gated, let in by hand"}.get(str(gating), "not gated")
