"""Repos: all about one, and making, changing, moving and deleting them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, overload

from hubtui.hub.calls import Call
from hubtui.hub.errors import BadRequest, TooLarge
from hubtui.hub.family import Family, given, object_of
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.models.repo import INFOS, CreatedRepo, DatasetInfo, ModelInfo, RepoSettings, SpaceInfo
from hubtui.hub.urls import info_path, named, namespace_and_name, repo_path
from hubtui.hub.writes import write, write_ok, write_undocumented

Visibility = Literal["public", "private", "protected"]
Gating = Literal["auto", "manual", False]
_SETTINGS = ("visibility", "private", "gated", "discussionsDisabled")


class Repos(Family):
    """One repo at a time. No write is sent twice unless the Hub said that it did not act."""

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

    async def create(
        self,
        repo_type: RepoType,
        repo_id: str,
        *,
        visibility: Visibility | None = None,
        sdk: str | None = None,
        space: Mapping[str, Any] | None = None,
    ) -> CreatedRepo:
        """Make a repo; without a namespace in its id it is the user's own, without `visibility` as its owner's are.

        A Space needs an `sdk`; `space` may hold hardware, sleepTimeSeconds, secrets, variables, volumes, template.

        Raises:
            NameTaken: it exists.
            BadRequest: the name is not allowed.
            Forbidden: the token or the plan does not allow it.
        """
        namespace, name = namespace_and_name(repo_id)
        body = {"name": name, "organization": namespace, **dict(given(visibility=visibility, sdk=sdk)), **(space or {})}
        call = Call("POST", "/api/repos/create", body=body | _typed(repo_type), subject=named(repo_type, repo_id))
        return CreatedRepo.read(await write(self.ask, call, "url", "name"))

    async def delete(self, repo_type: RepoType, repo_id: str) -> None:
        """Delete a repo for good.

        Raises:
            Missing: it is not there.
        """
        namespace, name = namespace_and_name(repo_id)
        body = {"name": name, "organization": namespace} | _typed(repo_type)
        await write_ok(self.ask, Call("DELETE", "/api/repos/delete", body=body, subject=named(repo_type, repo_id)))

    async def update_settings(
        self,
        repo_type: RepoType,
        repo_id: str,
        *,
        visibility: Visibility | None = None,
        gated: Gating | None = None,
        discussions_disabled: bool | None = None,
    ) -> RepoSettings:
        """Change what is given; protected is for Spaces.

        Raises:
            Moved: it has another id now, nothing was changed.
        """
        body = dict(given(visibility=visibility, gated=gated, discussionsDisabled=discussions_disabled))
        if not body:
            raise BadRequest("no setting to change was named")
        path = f"{repo_path(repo_type, repo_id)}/settings"
        call = Call("PUT", path, body=body, subject=named(repo_type, repo_id))
        return RepoSettings.read(await write(self.ask, call, *_SETTINGS))

    async def move(self, repo_type: RepoType, from_id: str, to_id: str) -> None:
        """Rename a repo or give it to an organisation; the old id redirects to the new one.

        Raises:
            NameTaken: there is one of the new name.
        """
        body = {"fromRepo": from_id, "toRepo": to_id, "type": repo_type}
        await write_undocumented(
            self.ask, Call("POST", "/api/repos/move", body=body, subject=named(repo_type, from_id))
        )


def _typed(repo_type: RepoType) -> dict[str, str]:
    # The Hub takes a repo without a type for a model.
    return {} if KINDS[repo_type] is KINDS["model"] else {"type": repo_type}
