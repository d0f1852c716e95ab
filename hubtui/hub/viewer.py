"""The viewer service: columns and first rows of datasets, without fetching their files."""

from collections.abc import Callable
from typing import TypeVar

from hubtui.hub.answers import json_of, object_of, odd
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import HubError, Missing
from hubtui.hub.family import Ask, Family
from hubtui.hub.models.viewer import FirstRows, Splits, first_rows_of
from hubtui.hub.urls import named

Read = TypeVar("Read")


class Viewer(Family):
    """Asks beside the Hub's own API; `prefix` is the path of the service there."""

    def __init__(self, ask: Ask, prefix: str) -> None:
        super().__init__(ask)
        self._prefix = prefix

    async def splits(self, repo_id: str) -> Splits:
        """The splits of a dataset with their numbers of rows.

        Raises:
            Missing: the service knows nothing of it, or there is none.
        """

        def read(answer: Answer) -> Splits:
            value = json_of(answer)
            if isinstance(value, dict) and isinstance(size := value.get("size"), dict):
                return Splits.read(size)
            return object_of(answer, Splits)

        return await self._get("size", repo_id, (), read)

    async def first_rows(self, repo_id: str, config: str, split: str) -> FirstRows:
        """The first rows of a split.

        Raises:
            Missing: the service knows nothing of it, or there is none.
        """

        def read(answer: Answer) -> FirstRows:
            try:
                return first_rows_of(json_of(answer))
            except TypeError:
                raise odd(answer, "answers with what is no table") from None

        return await self._get("first-rows", repo_id, (("config", config), ("split", split)), read)

    async def _get(
        self, what: str, repo_id: str, parameters: tuple[tuple[str, str], ...], read: Callable[[Answer], Read]
    ) -> Read:
        subject = f"the viewer of {named('dataset', repo_id)}"
        call = Call("GET", f"{self._prefix}/{what}", (("dataset", repo_id), *parameters), subject=subject)
        try:
            return read(await self.ask(call))
        except HubError as error:
            if error.status in (401, 404, 501):
                raise Missing(f"the viewer service has nothing of {repo_id}", status=error.status) from None
            raise
