"""Endpoints of one repo: its info, its visibility and its gating."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hubtui.hub.account import OwnRepos, WhoAmI
from hubtui.hub.answers import object_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, Hub, Request
from hubtui.hub.errors import TooLarge, none_if_missing
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.repo import INFOS, DatasetInfo, ModelInfo, SpaceInfo
from hubtui.hub.pagination import all_rows
from hubtui.hub.urls import named, repo_path, segment

if TYPE_CHECKING:
    from hubtui.hub.kinds import Gating, RepoType, Visibility


Info = ModelInfo | DatasetInfo | SpaceInfo

_VISIBILITIES: dict[str, Visibility] = {"public": "public", "private": "private", "protected": "protected"}


@dataclass(frozen=True, slots=True)
class RepoInfo(Endpoint[Info]):
    """The request for the info of a repo at a revision (None: the default branch).

    Without `fields` the Hub sends everything but some large fields.
    """

    repo_type: RepoType
    repo_id: str
    revision: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def call(self) -> Call:
        behind = "" if self.revision is None else f"/revision/{segment(self.revision)}"
        path = repo_path(self.repo_type, self.repo_id) + behind
        parameters = tuple(("expand", name) for name in self.fields)
        return Call("GET", path, parameters, subject=named(self.repo_type, self.repo_id))

    def read(self, answer: Answer) -> Info:
        return object_of(answer, INFOS[self.repo_type])

    async def send(self, hub: Hub) -> Info:
        """Send the request and return the info. If it is too large, ask again without the list of files."""
        try:
            return self.read(await hub.ask(self.call))
        except TooLarge:
            if self.fields:
                raise
        return await replace(self, fields=KINDS[self.repo_type].info_fields).send(hub)


@dataclass(frozen=True, slots=True)
class AccessOf(Request["tuple[Visibility, Gating]"]):
    """The request for the visibility and the gating of a repo."""

    repo_type: RepoType
    repo_id: str

    async def send(self, hub: Hub) -> tuple[Visibility, Gating]:
        """Ask the Hub and return the visibility and the gating."""
        visibility = await visibility_of(hub, self.repo_type, self.repo_id)
        return visibility, False if self.repo_type == "space" else await gating_of(hub, self.repo_type, self.repo_id)


async def visibility_of(hub: Hub, repo_type: RepoType, repo_id: str) -> Visibility:
    """Return the visibility of a repo. Only its owner can see that a Space is protected.

    Raises:
        HubError: the Hub cannot be read.
    """
    if repo_type == "space":
        namespace = repo_id.partition("/")[0]
        me = (await WhoAmI().send(hub)).name
        for own in await all_rows(hub, OwnRepos(None if namespace == me else namespace)):
            if (own.type, own.id) == (repo_type, repo_id) and own.visibility in _VISIBILITIES:
                return _VISIBILITIES[own.visibility]
    info = await RepoInfo(repo_type, repo_id, fields=("private",)).send(hub)
    return "private" if info.private else "public"


async def gating_of(hub: Hub, repo_type: RepoType, repo_id: str) -> Gating:
    """Return the gating of a repo.

    Raises:
        HubError: the Hub cannot be read.
    """
    info = await RepoInfo(repo_type, repo_id, fields=("gated",)).send(hub)
    gated = getattr(info, "gated", False)
    return gated if gated in ("auto", "manual") else False


async def id_now(hub: Hub, repo_type: RepoType, repo_id: str) -> str:
    """Return the current id of a repo, which is another one after a move, or "" if there is no such repo.

    Raises:
        HubError: the Hub cannot be read.
    """
    info = await none_if_missing(RepoInfo(repo_type, repo_id, fields=("private",)).send(hub))
    return info.id if info is not None else ""
