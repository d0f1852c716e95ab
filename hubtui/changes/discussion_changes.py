"""Changes of a discussion or a pull request: a comment, closing and reopening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from hubtui.changes.one_request import OneRequest
from hubtui.hub.discussions import DiscussionOf

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.discussions import Discussion
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.writes import Writer


@dataclass(frozen=True, slots=True)
class _OfDiscussion(OneRequest):
    """A change of the discussion `num` of a repo."""

    repo_type: RepoType
    repo_id: str
    num: int

    @property
    def targets(self) -> frozenset[str]:
        """The discussion alone: it does not wait for changes of the repo."""
        return frozenset({f"{self.repo_type} {self.repo_id}#{self.num}"})

    async def _now(self, hub: HubClient) -> Discussion:
        return await DiscussionOf(self.repo_type, self.repo_id, self.num).send(hub)


@dataclass(frozen=True, slots=True)
class Comment(_OfDiscussion):
    """A new comment of `author`, who had written the same text `before` times in this discussion."""

    text: str
    author: str
    before: int = 0

    async def send(self, writer: Writer) -> str:
        """Send it; return ""."""
        await writer.comment(self.repo_type, self.repo_id, self.num, self.text)
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the discussion has one more comment of this author and text."""
        return (await self._now(hub)).count_of(self.author, self.text) > self.before

    def inverse(self) -> None:
        """Return None: what others have read cannot be taken back."""
        return

    async def why_not_back(self, hub: HubClient) -> str:
        """Return why it cannot be undone."""
        return "a comment cannot be taken back"


@dataclass(frozen=True, slots=True)
class SetStatus(_OfDiscussion):
    """Closed or opened again."""

    status: Literal["open", "closed"]
    before: Literal["open", "closed"]

    replaces: ClassVar[bool] = True

    async def send(self, writer: Writer) -> str:
        """Send it; return ""."""
        await writer.set_discussion_status(self.repo_type, self.repo_id, self.num, self.status)
        return ""

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the discussion has this status."""
        return (await self._now(hub)).status == self.status

    def inverse(self) -> SetStatus:
        """Return the change back to the former status."""
        return replace(self, status=self.before, before=self.status)

    async def why_not_back(self, hub: HubClient) -> str:
        """Return why it cannot be undone, or ""."""
        status = (await self._now(hub)).status
        return "" if status == self.status else f"{self.repo_id}#{self.num} was changed since: it is {status} now"
