"""The actions that filter a listing: the filter picker, and the field for an author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.dialogs.picker import Option, Picker, PickerError
from hubtui.hub.errors import HubError
from hubtui.hub.listings import TagsByType
from hubtui.presentation.choice import without_conflicts
from hubtui.resources.listing.options import filters_without_tag, option_of, typed_option

if TYPE_CHECKING:
    from hubtui.pages.session import Session
    from hubtui.resources.listing.listing import Listing

_ROWS_SEEN = 2000


class Filtering(ActionTarget):
    """Asks the user for filters, and the listing for the rows that match them."""

    def __init__(self, model: Listing, session: Session) -> None:
        self._model = model
        self._session = session
        self._tags: list[Option] = []

    def do_author(self) -> None:
        """Open the field for an author, filled with the author of the row under the cursor."""
        browser, choice = self._model.browser, self._model.choice
        author = browser.item.author if browser.item is not None else ""
        browser.bar.open("author", choice.author or author or "")

    def do_filter(self) -> None:
        """Open the filter picker."""
        choice = self._model.choice
        taken = [option_of(name) for name in choice.filters]
        picker = Picker("Filter by", self._options, lambda text: typed_option(choice.repo_type, text), taken)
        self._model.browser.app.push_screen(picker, self._picked)

    def _picked(self, options: tuple[Option, ...] | None) -> None:
        if options is not None:
            filters = without_conflicts([option.name for option in options])
            self._model.ask(replace(self._model.choice, filters=filters))

    async def _options(self) -> Sequence[Option]:
        """Return the filters to pick from: those that are no tags, then the Hub's tags.

        For Spaces, of which the Hub lists no tags, return the tags of loaded rows.

        Raises:
            PickerError: the tags could not be loaded.
        """
        repo_type = self._model.choice.repo_type
        if repo_type == "space":
            seen = dict.fromkeys(tag for row in self._model.items[:_ROWS_SEEN] for tag in row.tags)
            return [option_of(f"tag:{tag}") for tag in seen]
        if not self._tags:
            request = TagsByType(repo_type)
            try:
                groups = await self._session.worker.get(request, slot=f"tags:{repo_type}")
            except HubError as error:
                raise PickerError(str(error)) from error
            self._tags = [
                Option(f"tag:{tag.id}", tag.label or tag.id, group.replace("_", " "))
                for group, tags in groups.items()
                for tag in tags
            ]
        return filters_without_tag(repo_type) + self._tags
