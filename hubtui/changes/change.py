"""The base class of all changes of things on the Hub that are one request each."""

from __future__ import annotations

from dataclasses import Field, asdict
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hubtui.hub.client import HubClient
    from hubtui.hub.models.rows import Row
    from hubtui.hub.write_request import WriteRequest


class Change:
    """A change of one thing on the Hub, as a value: a repo, a Space, a discussion or a whole collection.

    Subclasses are frozen dataclasses. Each says everything about itself: the request that it sends, how a read of the
    Hub shows that it is done, its inverse, its effect on the rows of lists, and its summary. `changes/registry.py`
    lists all subclasses.
    """

    __slots__ = ()
    kind: ClassVar[str]
    """The name of the class in the outbox and the journal. It stays the same if the class is renamed."""
    is_harmless: ClassVar[bool] = False
    """Whether sending the request twice has the same effect as sending it once."""
    replaces_waiting: ClassVar[bool] = False
    """Whether it makes an earlier change of the same class and target needless that has not been sent yet."""
    blocks_undo: ClassVar[bool] = False
    """Whether undo stops at this change although it has no inverse, instead of undoing the one before it."""
    creates_row: ClassVar[bool] = False
    """Whether lists show a new row for it."""
    removes_id: ClassVar[bool] = False
    """Whether nothing has the id `repo_id` any more once it is done."""
    follow_up_failed: ClassVar[str] = ""
    """The beginning of the message that is shown if the follow-up request fails."""

    repo_type: str
    repo_id: str
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def targets(self) -> frozenset[str]:
        """The names of the things that it changes. Changes with a common target are sent one after the other."""
        return frozenset({f"{self.repo_type} {self.repo_id}"})

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON for the disk; `registry.from_json` reads it."""
        return {"kind": self.kind, **asdict(self)}

    @property
    def moved_to(self) -> str:
        """The id that the repo has once the change is done, if the change moves it, else ""."""
        return ""

    # Sending

    @property
    def request(self) -> WriteRequest:
        """The request to send.

        Raises:
            BadRequest: the id is malformed.
        """
        raise NotImplementedError

    @property
    def follow_up(self) -> WriteRequest | None:
        """A second request that is sent once the change is done, or None."""
        return None

    async def prepare(self, hub: HubClient) -> None:
        """Check at the Hub that the change may be sent.

        Raises:
            HubError: it must not be sent.
        """

    def with_answer(self, answer: Mapping[str, Any]) -> Self:
        """Return the change with the id that the Hub's answer to the request contains, if it contains one."""
        return self

    # Verification

    async def is_done(self, hub: HubClient, is_answered: bool = False) -> bool:
        """Return whether a read of the Hub shows the change; `is_answered` says whether the request was answered.

        Raises:
            HubError: the Hub cannot be read.
        """
        raise NotImplementedError

    async def with_hub_id(self, hub: HubClient) -> Self:
        """Return the change with the id that the Hub gave to the new thing, looked up at the Hub if it is unknown."""
        return self

    # Undo and redo

    def inverse(self) -> Change | None:
        """Return the change that undoes this one, or None if it cannot be undone."""
        return None

    def for_redo(self) -> Self:
        """Return the change to send in order to redo this one after an undo."""
        return self

    async def undo_obstacle(self, hub: HubClient) -> str:
        """Return the reason why the change cannot be undone now, or "" if it can.

        Raises:
            HubError: the Hub cannot be read.
        """
        return "this cannot be undone"

    # On the screen

    @property
    def summary(self) -> str:
        """The change as a short line, for example "ada/x: public → private"."""
        raise NotImplementedError

    @property
    def row_ids(self) -> frozenset[str]:
        """The ids of the rows that it affects."""
        return frozenset({self.repo_id})

    def new_row(self) -> Row | None:
        """Return the row that lists show for a new repo, or None if the change creates none."""
        return None

    def changed_row(self, row: Row) -> Row | None:
        """Return the row of the repo after the change, or None if lists no longer show it."""
        return row
