"""What all changes have in common that are one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.writes import Writer


class OneRequest:
    """A change as a value. Besides what stands here it has `send`, `is_done`, `inverse` and `why_not_back`.

    `is_harmless` tells whether doing it twice does no harm. A change that `replaces` takes the place of one of its kind
    for the same target that is not sent yet.
    """

    __slots__ = ()
    is_harmless: ClassVar[bool] = False
    replaces: ClassVar[bool] = False
    repo_type: str
    repo_id: str

    @property
    def targets(self) -> frozenset[str]:
        """The names of what it changes: changes of one target are sent one after the other."""
        return frozenset({f"{self.repo_type} {self.repo_id}"})

    async def prepare(self, hub: HubClient) -> None:
        """Look at the Hub before it is sent.

        Raises:
            HubError: it must not be sent.
        """

    async def finish(self, writer: Writer) -> str:
        """Do what is left to do once a read shows it; return what there is to say, or ""."""
        return ""

    def again(self) -> Self:
        """Return the change to send to redo it."""
        return self

    async def named(self, hub: HubClient) -> Self:
        """Return the change with the id that the Hub has given to what was made."""
        return self
