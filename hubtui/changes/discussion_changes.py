"""Changes of a discussion or a pull request: a comment, closing and reopening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from hubtui.changes.change import Change
from hubtui.hub.discussions import DiscussionOf
from hubtui.hub.urls import repo_path
from hubtui.hub.write_request import WriteRequest

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.models.discussion import Discussion


@dataclass(frozen=True, slots=True)
class _DiscussionChange(Change):
    """A change of the discussion with the number `num` of a repo."""

    repo_type: RepoType
    repo_id: str
    num: int

    @property
    def targets(self) -> frozenset[str]:
        """The discussion. It is not the repo, so the change does not wait for changes of the repo."""
        return frozenset({f"{self.repo_type} {self.repo_id}#{self.num}"})

    def _request(self, action: str, body: Any, answer_field: str) -> WriteRequest:
        path = f"{repo_path(self.repo_type, self.repo_id)}/discussions/{self.num}/{action}"
        subject = f"the discussion {self.repo_id}#{self.num}"
        return WriteRequest("POST", path, body, subject, answer_fields=(answer_field,))

    async def _discussion(self, hub: HubClient) -> Discussion:
        return await DiscussionOf(self.repo_type, self.repo_id, self.num).send(hub)


@dataclass(frozen=True, slots=True)
class AddComment(_DiscussionChange):
    """A new comment (Markdown) in a discussion.

    `before` is how many comments with this text `author` had already written there: one more means that it is done.
    """

    kind: ClassVar[str] = "Comment"

    text: str
    author: str
    before: int = 0

    @property
    def request(self) -> WriteRequest:
        return self._request("comment", {"comment": self.text}, "newMessage")

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the discussion has one more comment with this author and text."""
        return (await self._discussion(hub)).count_of(self.author, self.text) > self.before

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return the message that a comment cannot be undone."""
        return "a comment cannot be taken back"

    @property
    def summary(self) -> str:
        return f"{self.repo_id}#{self.num}: commented"


@dataclass(frozen=True, slots=True)
class SetDiscussionStatus(_DiscussionChange):
    """Closes a discussion, or opens it again; `before` is its status before."""

    kind: ClassVar[str] = "SetStatus"
    replaces_waiting: ClassVar[bool] = True

    status: Literal["open", "closed"]
    before: Literal["open", "closed"]

    @property
    def request(self) -> WriteRequest:
        return self._request("status", {"status": self.status}, "newStatus")

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether the discussion has this status."""
        return (await self._discussion(hub)).status == self.status

    def inverse(self) -> SetDiscussionStatus:
        return replace(self, status=self.before, before=self.status)

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return a message if somebody changed the status since, else ""."""
        status = (await self._discussion(hub)).status
        return "" if status == self.status else f"{self.repo_id}#{self.num} was changed since: it is {status} now"

    @property
    def summary(self) -> str:
        return f"{self.repo_id}#{self.num}: {'reopened' if self.status == 'open' else 'closed'}"
