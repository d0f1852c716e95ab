"""The section Card: the README, laid out in a thread, the first screen first."""

from __future__ import annotations

from functools import partial

from hubtui.hub.errors import HubError, Missing
from hubtui.hub.files import CardText
from hubtui.pages.rendering import produced_in_thread
from hubtui.pages.work import start_work
from hubtui.presentation.markdown import pieces
from hubtui.presentation.markdown.links import line_of_anchor, target_of
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.reader_section import ReaderSection
from hubtui.resources.repos.section import failure_words
from hubtui.text.document import Lines
from hubtui.widgets.reader import Reader


class CardSection(ReaderSection):
    """Shows the README of the revision."""

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page)
        self._source: str | None = None
        self._document = Lines()

    def begin(self) -> None:
        """Load the README."""
        self.say("Loading the card…")
        start_work(self, self._load, "card")

    async def _load(self) -> None:
        page = self.page
        try:
            self._source = await page.ask(CardText(page.repo_type, page.repo_id, page.revision))
        except Missing as error:
            self.say(f"there is no card: {error}")
        except HubError as error:
            self.say(failure_words(error), "failed")
        else:
            await self._lay_out()

    async def _lay_out(self, keep_place: bool = False) -> None:
        """Lay out the card for the width of the reader; with `keep_place` stay scrolled about as far as before."""
        source, width = self._source or "", self.reader.text_width
        if not source.strip():
            self.say("the card is empty")
            return
        document = Lines()
        if not keep_place:
            self._document = document
        await self.reader.show_growing(document, produced_in_thread(pieces(source, width)), at_once=not keep_place)
        self._document = document

    def draw(self) -> None:
        """Lay out the card for another width, and stay at the same place."""
        if self._source is not None:
            start_work(self, partial(self._lay_out, keep_place=True), "layout")

    def on_reader_followed(self, event: Reader.Followed) -> None:
        """Follow a link to a heading of this card, or to another page."""
        event.stop()
        page = self.page
        target = target_of(event.target, page.repo_type, page.repo_id, page.revision, page.endpoint)
        if target.startswith("#"):
            line = line_of_anchor(target, self._document)
            if line is None:
                page.notice(f"the card has no heading {target}", failed=True)
            else:
                self.reader.go_to(line)
        elif target:
            page.routes.follow(target)
        else:
            page.notice("this link leads nowhere that is safe to go", failed=True)
