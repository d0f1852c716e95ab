"""Values for the completion of a query: the Hub's tags, and the authors of loaded rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.hub.listings import TagsByType
from hubtui.pages.work import start_work

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row
    from hubtui.pages.session import Session
    from hubtui.presentation.query_completion import KnownValues
    from hubtui.resources.listing.listing import Listing

_ROWS_SEEN = 500


class LoadedValues:
    """Loads the tags of a repo type when the first of them is needed."""

    def __init__(self, model: Listing, session: Session) -> None:
        self.repo_type = model.repo_type
        self._model = model
        self._session = session
        self._tags: Mapping[str, Mapping[str, str]] | None = None
        self._authors: set[str] = set()
        self._is_asked = False

    def known(self, wanted: tuple[str, ...], changed: Callable[[], None]) -> KnownValues:
        """Return the known values of the kinds `wanted` (see `Completion`).

        If tags have to be loaded, `changed` is called when they arrive.
        """
        from hubtui.presentation.query_completion import AUTHORS, KnownValues  # no start needs it

        if AUTHORS in wanted:
            self.remember_authors()
            return KnownValues({}, sorted(self._authors, key=str.lower))
        if not wanted:
            return KnownValues({})
        if not KINDS[self.repo_type].has_tags_by_type:
            return KnownValues(self._tags_of_rows(wanted))
        if not self._is_asked:
            self._is_asked = True
            start_work(self._model.browser.rows, partial(self._load, changed), "tags")
        return KnownValues(self._tags or {})

    def remember_authors(self) -> None:
        """Remember the authors of the loaded rows, which may be replaced while a query is typed."""
        self._authors |= {row.author for row in self._rows if row.author}

    @property
    def _rows(self) -> Sequence[Row]:
        return self._model.items[:_ROWS_SEEN]

    def _tags_of_rows(self, wanted: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        tags = dict.fromkeys(tag for row in self._rows for tag in row.tags)
        found = {tag_type: {tag: "" for tag in tags if tag.startswith(f"{tag_type}:")} for tag_type in wanted}
        return found | ({"other": {tag: "" for tag in tags if ":" not in tag}} if "other" in wanted else {})

    async def _load(self, changed: Callable[[], None]) -> None:
        try:
            groups = await self._session.worker.get(TagsByType(self.repo_type), slot=f"tags:{self.repo_type}")
        except HubError:
            self._is_asked = False  # the next letter asks again
            return
        self._tags = {group: {tag.id: tag.label or "" for tag in tags} for group, tags in groups.items()}
        changed()
