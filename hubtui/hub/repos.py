"""Endpoints of one repo: its info, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from hubtui.hub.account import OwnRepos, WhoAmI
from hubtui.hub.answers import object_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint, Hub, Request
from hubtui.hub.errors import TooLarge, none_if_missing
from hubtui.hub.kinds import KINDS
from hubtui.hub.pagination import all_rows
from hubtui.hub.urls import info_path, named

if TYPE_CHECKING:
    from hubtui.hub.kinds import Gating, RepoType, Visibility
    from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo

    Info = ModelInfo | DatasetInfo | SpaceInfo

_VISIBILITIES: dict[str, Visibility] = {"public": "public", "private": "private", "protected": "protected"}


@dataclass(frozen=True, slots=True)
class RepoInfo(Endpoint["Info"]):
    """A repo at a revision (None: its default branch): everything but some large fields, or only these `fields`."""

    model: ClassVar[str] = "hubtui.hub.models.repo"

    repo_type: RepoType
    repo_id: str
    revision: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def call(self) -> Call:
        """Ask for the info."""
        path = info_path(self.repo_type, self.repo_id, self.revision)
        parameters = tuple(("expand", name) for name in self.fields)
        return Call("GET", path, parameters, subject=named(self.repo_type, self.repo_id))

    def read(self, answer: Answer) -> Info:
        """Return the info of its kind."""
        from hubtui.hub.models.repo import INFOS

        return object_of(answer, INFOS[self.repo_type])

    async def send(self, hub: Hub) -> Info:
        """Ask the Hub; where the answer is too large, as with 150,000 files, without the files: `siblings` is None."""
        try:
            return self.read(await hub.ask(self.call))
        except TooLarge:
            if self.fields:
                raise
        return await replace(self, fields=KINDS[self.repo_type].info_fields).send(hub)


@dataclass(frozen=True, slots=True)
class AccessOf(Request["tuple[Visibility, Gating]"]):
    """Who may see a repo, and how it is gated, as it is now."""

    model: ClassVar[str] = "hubtui.hub.models.repo"

    repo_type: RepoType
    repo_id: str

    async def send(self, hub: Hub) -> tuple[Visibility, Gating]:
        """Ask for both."""
        visibility = await visibility_of(hub, self.repo_type, self.repo_id)
        return visibility, False if self.repo_type == "space" else await gating_of(hub, self.repo_type, self.repo_id)


async def visibility_of(hub: Hub, repo_type: RepoType, repo_id: str) -> Visibility:
    """Return who may see a repo now. Whether a Space is protected is told to its owner only.

    Raises:
        HubError: that cannot be known.
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
    """Return how a repo is gated now.

    Raises:
        HubError: that cannot be known.
    """
    info = await RepoInfo(repo_type, repo_id, fields=("gated",)).send(hub)
    gated = getattr(info, "gated", False)
    return gated if gated in ("auto", "manual") else False


async def id_now(hub: Hub, repo_type: RepoType, repo_id: str) -> str:
    """Return the id that a repo has now, "" where there is none.

    Raises:
        HubError: that cannot be known.
    """
    info = await none_if_missing(RepoInfo(repo_type, repo_id, fields=("private",)).send(hub))
    return info.id if info is not None else ""
