"""The protocol by which a screen opens other screens. `hubtui.app.routes` implements it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.screen import Screen

    from hubtui.config.views import View
    from hubtui.presentation.choice import Choice
    from hubtui.presentation.snippets import Snippet
    from hubtui.registry.target import Target
    from hubtui.worker.downloads.source import FileSource
    from hubtui.worker.downloads.transfer import FileToGet


class Routes(Protocol):
    """Opens other screens, so that no screen has to import another one."""

    @property
    def endpoint(self) -> str:
        """The address of the Hub."""
        ...

    def open(self, target: Target, known: object = None) -> None:
        """Open the page of `target`.

        `known` is data about it that the caller has already: the row of a list, or the page of the open repo that the
        file or the rows of `target` belong to.
        """
        ...

    def show_listing(self, choice: Choice) -> None:
        """Open a listing as a page."""
        ...

    def push(self, make: Callable[[], Screen[None]]) -> None:
        """Open the screen that `make` returns. "Forward" calls `make` again after that screen was closed."""
        ...

    def view_screen(self, view: View) -> Screen[None]:
        """Return the screen of a saved view."""
        ...

    def show_quants(self, repo_id: str, tags: Collection[str]) -> None:
        """Open the quants of a model with these tags. If the model is a quant itself, open its base model."""
        ...

    def follow(self, url: str) -> None:
        """Open the page that a link leads to in hubtui, or the link in the web browser if there is none."""
        ...

    def back(self, again: Callable[[], Screen[None]] | None = None, state: Mapping[str, Any] | None = None) -> None:
        """Close the current page.

        "Forward" then shows the screen that `again` returns, or calls the function again that opened the page. A list
        is restored to `state`.
        """
        ...

    async def go_to_tab(self, name: str) -> None:
        """Show a tab, with the page that was left open in it. If it is the current tab, close its pages instead."""
        ...

    def remember(self) -> None:
        """Add the contents of the current tab to the history, before they change."""
        ...

    def browse(self, target: Target) -> None:
        """Open `target` in the web browser, or show and copy its URL if there is no browser on this machine."""
        ...

    def copy(self, text: str, title: str) -> None:
        """Copy `text` to the clipboard; `title` is its name in the message."""
        ...

    def offer_copies(self, snippets: Sequence[Snippet], rows: int = 1) -> None:
        """Show a menu of texts to copy, which are about this number of rows."""
        ...

    def download(self, repo_id: str, files: Sequence[tuple[FileSource, FileToGet]]) -> None:
        """Ask for a folder, and download `files` of a repo to it."""
        ...
