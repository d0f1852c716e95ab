"""The section Info: all fields of the info of a repo."""

from __future__ import annotations

from hubtui.presentation.info_document import info_document
from hubtui.resources.repos.reader_section import JsonSection


class InfoSection(JsonSection):
    """Shows the info that the page has loaded."""

    def begin(self) -> None:
        """Draw the info when the page has loaded it."""
        self.say(self.page.failure or "Loading the fields…")
        self.listens(self.page.on_info(self.draw))

    def draw(self) -> None:
        """Draw all fields, if they are loaded."""
        if self.page.info is not None:
            self.show_document(info_document(self.page.info.sent, self.reader.text_width))
