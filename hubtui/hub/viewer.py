"""Endpoints of the dataset viewer service: the splits of a dataset, and the first rows of a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from hubtui.hub.answers import json_of, object_of, odd
from hubtui.hub.calls import VIEWER, Answer, Call
from hubtui.hub.endpoint import Endpoint, Hub
from hubtui.hub.errors import HubError, Missing
from hubtui.hub.urls import named

if TYPE_CHECKING:
    from hubtui.hub.models.viewer import FirstRows, Splits

T_co = TypeVar("T_co", covariant=True)
# An endpoint without the service answers with one of these statuses.
_NOTHING = (401, 404, 501)


class _ViewerEndpoint(Endpoint[T_co]):
    __slots__ = ()

    async def send(self, hub: Hub) -> T_co:
        """Ask the service and return the decoded answer.

        Raises:
            Missing: the service does not have the dataset, or the endpoint has no such service.
        """
        call = self.call
        try:
            return self.read(await hub.ask(call))
        except HubError as error:
            if error.status in _NOTHING:
                repo_id = dict(call.parameters)["dataset"]
                raise Missing(f"the viewer service has nothing of {repo_id}", status=error.status) from None
            raise


@dataclass(frozen=True, slots=True)
class SplitsOf(_ViewerEndpoint["Splits"]):
    """The request for the splits of a dataset, with their numbers of rows."""

    model: ClassVar[str] = "hubtui.hub.models.viewer"

    repo_id: str

    @property
    def call(self) -> Call:
        """The request for the splits."""
        return _call("/size", self.repo_id)

    def read(self, answer: Answer) -> Splits:
        """Return the splits in the answer."""
        from hubtui.hub.models.viewer import Splits

        value = json_of(answer)
        if isinstance(value, dict) and isinstance(size := value.get("size"), dict):
            return Splits.read(size)
        return object_of(answer, Splits)


@dataclass(frozen=True, slots=True)
class FirstRowsOf(_ViewerEndpoint["FirstRows"]):
    """The request for the columns and the first rows of a split."""

    model: ClassVar[str] = "hubtui.hub.models.viewer"

    repo_id: str
    config: str
    split: str

    @property
    def call(self) -> Call:
        """The request for the rows."""
        return _call("/first-rows", self.repo_id, ("config", self.config), ("split", self.split))

    def read(self, answer: Answer) -> FirstRows:
        """Return the columns and rows in the answer."""
        from hubtui.hub.models.viewer import first_rows_of

        try:
            return first_rows_of(json_of(answer))
        except TypeError:
            raise odd(answer, "answers with what is no table") from None


def _call(path: str, repo_id: str, *parameters: tuple[str, str]) -> Call:
    subject = f"the viewer of {named('dataset', repo_id)}"
    return Call("GET", path, (("dataset", repo_id), *parameters), subject=subject, service=VIEWER)
