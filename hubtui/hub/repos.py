"""Repos: all about one."""

from dataclasses import replace
from typing import Literal, overload

from hubtui.hub.answers import object_of
from hubtui.hub.calls import Call
from hubtui.hub.errors import TooLarge
from hubtui.hub.family import Family
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.models.repo import INFOS, DatasetInfo, ModelInfo, SpaceInfo
from hubtui.hub.urls import info_path, named


class Repos(Family):
    """One repo at a time."""

    @overload
    async def info(
        self,
        repo_type: Literal["model"],
        repo_id: str,
        revision: str | None = None,
        expand: tuple[str, ...] = (),
        blobs: bool = False,
    ) -> ModelInfo: ...
    @overload
    async def info(
        self,
        repo_type: Literal["dataset"],
        repo_id: str,
        revision: str | None = None,
        expand: tuple[str, ...] = (),
        blobs: bool = False,
    ) -> DatasetInfo: ...
    @overload
    async def info(
        self,
        repo_type: Literal["space"],
        repo_id: str,
        revision: str | None = None,
        expand: tuple[str, ...] = (),
        blobs: bool = False,
    ) -> SpaceInfo: ...
    @overload
    async def info(
        self,
        repo_type: RepoType,
        repo_id: str,
        revision: str | None = None,
        expand: tuple[str, ...] = (),
        blobs: bool = False,
    ) -> ModelInfo | DatasetInfo | SpaceInfo: ...
    async def info(
        self,
        repo_type: RepoType,
        repo_id: str,
        revision: str | None = None,
        expand: tuple[str, ...] = (),
        blobs: bool = False,
    ) -> ModelInfo | DatasetInfo | SpaceInfo:
        """Return all about a repo, or only what `expand` names; `blobs` adds size and hash to each file instead.

        Where the answer is too large, as it is with 150,000 files, it is asked for again without them: `siblings` is
        None then.

        Raises:
            Missing: no such repo or revision, or it is private.
        """
        parameters = [("expand", name) for name in expand] + ([("blobs", "true")] if blobs else [])
        path = info_path(repo_type, repo_id, revision)
        call = Call("GET", path, tuple(parameters), subject=named(repo_type, repo_id))
        try:
            return object_of(await self.ask(call), INFOS[repo_type])
        except TooLarge:
            if parameters:
                raise
        fields = tuple(("expand", name) for name in KINDS[repo_type].info_fields)
        return object_of(await self.ask(replace(call, parameters=fields)), INFOS[repo_type])
