"""Endpoints of the dataset viewer service: the splits of a dataset, and the first rows of a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from hubtui.hub.answers import object_of
from hubtui.hub.calls import VIEWER, Answer, Call
from hubtui.hub.endpoint import Endpoint, Hub
from hubtui.hub.errors import HubError, Missing
from hubtui.hub.models.viewer import FirstRows, Splits
from hubtui.hub.urls import named

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
class SplitsOf(_ViewerEndpoint[Splits]):
    """The request for the splits of a dataset, with their numbers of rows."""

    repo_id: str

    @property
    def call(self) -> Call:
        return _call("/size", self.repo_id)

    def read(self, answer: Answer) -> Splits:
        found = object_of(answer, Splits)
        return found.size or found


@dataclass(frozen=True, slots=True)
class FirstRowsOf(_ViewerEndpoint[FirstRows]):
    """The request for the columns and the first rows of a split."""

    model = FirstRows

    repo_id: str
    config: str
    split: str

    @property
    def call(self) -> Call:
        return _call("/first-rows", self.repo_id, ("config", self.config), ("split", self.split))


def _call(path: str, repo_id: str, *parameters: tuple[str, str]) -> Call:
    subject = f"the viewer of {named('dataset', repo_id)}"
    return Call("GET", path, (("dataset", repo_id), *parameters), subject=subject, service=VIEWER)
