"""The place of a collection on its owner's profile, as a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient


@dataclass(frozen=True, slots=True)
class PlaceCollection:
    """A collection (`repo_id` is its slug) put at a place, counted from 0; `before` is the place until now."""

    repo_id: str
    place: int
    before: int | None = None
    title: str = ""
    repo_type: Literal["collection"] = "collection"

    is_harmless: ClassVar[bool] = True

    async def send(self, hub: HubClient) -> None:
        """Send it."""
        await hub.collections.update(self.repo_id, position=self.place)

    async def finish(self, hub: HubClient) -> str:
        """Return "": nothing is left to do."""
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the collection is at that place."""
        return (await hub.collections.get(self.repo_id)).position == self.place

    def inverse(self) -> PlaceCollection | None:
        """Return the change back to the former place, or None where that is not known."""
        if self.before is None:
            return None
        return PlaceCollection(self.repo_id, self.before, self.place, self.title)

    async def why_not_back(self, hub: HubClient) -> str:
        """Return why it cannot be undone, or ""."""
        return "" if await self.is_done(hub) else f"{self.title or self.repo_id} was moved since"
