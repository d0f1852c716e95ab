"""What a screen can ask the program to do with other screens. `hubtui.app.routes` does it, above all screens."""

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
    from hubtui.worker.downloads.transfer import Wanted


class Routes(Protocol):
    """The way from a screen to all others, so that no screen has to know another one."""

    @property
    def endpoint(self) -> str:
        """The address of the Hub."""
        ...

    def open(self, target: Target, known: object = None) -> None:
        """Open the page of `target`.

        `known` is what the caller has of it already: the row of a list, or the page of the open repo whose file
        or rows `target` means.
        """
        ...

    def show_listing(self, choice: Choice) -> None:
        """Open a listing as a page."""
        ...

    def push(self, make: Callable[[], Screen[None]]) -> None:
        """Open the page that `make` returns; "Forward" calls `make` again after the page was closed."""
        ...

    def view_screen(self, view: View) -> Screen[None]:
        """Return the screen of a saved view."""
        ...

    def show_quants(self, repo_id: str, tags: Collection[str]) -> None:
        """Open the models that were quantized from a model with these tags; of a quant, open its base model."""
        ...

    def follow(self, url: str) -> None:
        """Open what a link leads to: a page of hubtui if there is one, else the browser."""
        ...

    def back(self, again: Callable[[], Screen[None]] | None = None, state: Mapping[str, Any] | None = None) -> None:
        """Close the page in front.

        "Forward" then shows the screen that `again` makes, or the page as it was opened before. A list asks for what is
        in its `state`.
        """
        ...

    def remember(self) -> None:
        """Add what the tab shows to the history, before it shows something else."""
        ...

    def browse(self, target: Target) -> None:
        """Open `target` in the browser, or show and copy its URL where there is no browser."""
        ...

    def copy(self, text: str, title: str) -> None:
        """Copy `text` to the clipboard; `title` is its name in the message."""
        ...

    def offer_copies(self, snippets: Sequence[Snippet], rows: int = 1) -> None:
        """Show a menu of texts to copy, of this many rows."""
        ...

    def download(self, repo_id: str, files: Sequence[tuple[FileSource, Wanted]]) -> None:
        """Ask for a folder, then download `files` of a repo to it."""
        ...
