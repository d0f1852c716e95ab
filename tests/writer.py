"""Sends single requests that write, past the queue: for tests of the client, and to play somebody else."""

from typing import Any, Literal

from hubtui.changes.change import Change
from hubtui.changes.collection_changes import CreateCollection, DeleteCollection
from hubtui.changes.repo_changes import CreateRepo, DeleteRepo, MoveRepo, SetRepoAccess
from hubtui.changes.steps import Add, ChangeItem, Remove, SetAbout, Step
from hubtui.hub.calls import Ask
from hubtui.hub.kinds import Gating, RepoType, Visibility
from hubtui.hub.models.collection import Collection
from hubtui.hub.writes import send_write


class Writer:
    """Sends requests through `ask`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def send(self, change: Change) -> dict[str, Any]:
        """Send the request of a change, without any look at the Hub."""
        return await send_write(self._ask, change.request)

    async def _step(self, slug: str, step: Step) -> Any:
        return step.collection_in(await send_write(self._ask, step.request(slug)))

    async def create_repo(
        self, repo_type: RepoType, repo_id: str, *, visibility: Visibility = "public", sdk: str | None = None
    ) -> None:
        await self.send(CreateRepo(repo_type, repo_id, visibility, sdk))

    async def delete_repo(self, repo_type: RepoType, repo_id: str) -> None:
        await self.send(DeleteRepo(repo_type, repo_id))

    async def move_repo(self, repo_type: RepoType, from_id: str, to_id: str) -> None:
        await self.send(MoveRepo(repo_type, from_id, to_id))

    async def update_settings(
        self, repo_type: RepoType, repo_id: str, *, visibility: Visibility | None = None, gated: Gating | None = None
    ) -> None:
        seen = ("private", visibility) if visibility is not None else None
        gating: Any = (False, gated) if gated is not None else None
        await self.send(SetRepoAccess(repo_type, repo_id, seen, gating))  # type: ignore[arg-type]

    async def create_collection(
        self, title: str, namespace: str, *, private: bool = False, description: str = "", item: Any = None
    ) -> Collection:
        change = CreateCollection("", namespace, title, description, private=private, first=item)
        return Collection.read(await self.send(change))

    async def delete_collection(self, slug: str) -> None:
        await self.send(DeleteCollection(slug, "ada", ""))

    async def update_collection(self, slug: str, **fields: Any) -> Collection:
        step = SetAbout(tuple((name, value) for name, value in fields.items() if value is not None))
        return await self._step(slug, step)  # type: ignore[no-any-return]

    async def add_item(
        self, slug: str, item_type: Literal["model", "dataset", "space", "paper"] | str, item_id: str, note: str = ""
    ) -> Collection:
        return await self._step(slug, Add((item_type, item_id), note or ""))  # type: ignore[no-any-return]

    async def update_item(
        self, slug: str, object_id: str, *, note: str | None = None, position: int | None = None
    ) -> None:
        await self._step(slug, ChangeItem(("", ""), object_id, position, note))

    async def remove_item(self, slug: str, object_id: str) -> None:
        await self._step(slug, Remove(("", ""), object_id))
