"""Opens every kind of page, and goes back and forward between them.

It knows all screens; screens know only the protocol `hubtui.pages.routes.Routes`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from hubtui.action_target import ActionTarget
from hubtui.addresses import target_of_link, url_of
from hubtui.app.history import History
from hubtui.browser.screen import BrowserScreen
from hubtui.hub.kinds import KINDS
from hubtui.pages.frame import FrameScreen
from hubtui.presentation.choice import choice_of_target
from hubtui.registry.resource import load
from hubtui.registry.resources import BY_KIND, LISTS, REPO_LISTS
from hubtui.registry.target import Target
from hubtui.resources.listing.list import ReposList
from hubtui.resources.saved_view.view_query import choice_of

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from hubtui.app.clipboard import Clipboard
    from hubtui.app.session import AppSession
    from hubtui.config.state import ListingState
    from hubtui.config.views import View
    from hubtui.pages.frame import FrameState
    from hubtui.presentation.choice import Choice
    from hubtui.presentation.snippets import Snippet
    from hubtui.worker.downloads.source import FileSource
    from hubtui.worker.downloads.transfer import FileToGet

_REPO_PAGES = "hubtui.app.repo_pages:open_repo"


class AppRoutes(ActionTarget):
    """Implements the protocol `Routes` for the app. Screens are imported when they are first opened."""

    def __init__(self, app: App[Any], frame: FrameState, session: AppSession, endpoint: str) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._history = History()
        self._makers: WeakKeyDictionary[Screen[Any], Callable[[], Screen[None]]] = WeakKeyDictionary()
        self.endpoint = endpoint

    # Pages

    def open(self, target: Target, known: object = None) -> None:
        """Open the page of `target`; see `Routes.open`."""
        if target.kind not in ("listing", "web"):
            self._frame.visited(target.kind, target.id)
        if target.kind == "web":
            self.browse(target)
        elif target.kind == "listing":
            self.show_listing(choice_of_target(target))
        elif target.kind in KINDS:
            load(_REPO_PAGES)(self, self._frame, self._session, target, known)
        else:
            screen = load(BY_KIND[target.kind].page)
            self.push(lambda: screen(self._frame, self._session, self, target, known))

    def show_listing(self, choice: Choice) -> None:
        """Open a listing as a page."""
        self.push(lambda: self.listing_screen(choice))

    def listing_screen(
        self, choice: Choice, kept: ListingState | None = None, view: View | None = None
    ) -> BrowserScreen:
        """Return the screen of a listing of repos; see `list_screen`."""
        return BrowserScreen(self._frame, self, ReposList(self._session, choice), kept, view)

    def list_screen(self, name: str, kept: ListingState | None = None, view: View | None = None) -> BrowserScreen:
        """Return the screen of the list with this name.

        `kept` is the state that the last run saved for its tab, `view` the saved view to show.
        """

        return BrowserScreen(self._frame, self, load(LISTS[name].make)(self._session), kept, view)

    def view_screen(self, view: View) -> Screen[None]:
        """Return the screen of a saved view."""
        if view.tab not in REPO_LISTS:
            return self.list_screen(view.tab, view=view)
        return self.listing_screen(choice_of(view), view=view)

    def show_quants(self, repo_id: str, tags: Collection[str]) -> None:
        """Open the models that were quantized from a model with these tags; of a quant, open its base model."""
        from hubtui.resources.quants.list import show_quants

        show_quants(self._frame, self._session, self, repo_id, tags)

    def follow(self, url: str) -> None:
        """Open the page that a link leads to in hubtui, or the link in the web browser if there is none."""
        self.open(target_of_link(url, self.endpoint))

    def push(self, make: Callable[[], Screen[None]]) -> None:
        """Open the screen that `make` returns. "Forward" calls `make` again after that screen was closed."""
        self._history.drop_forward(self._app.current_mode)
        self._show(make)

    def _show(self, make: Callable[[], Screen[None]], state: Mapping[str, Any] | None = None) -> None:
        screen = make()
        if state is not None and isinstance(screen, BrowserScreen):
            screen.model.restore(state)
        self._makers[screen] = make
        self._app.push_screen(screen)

    # Back and forward

    def back(self, again: Callable[[], Screen[None]] | None = None, state: Mapping[str, Any] | None = None) -> None:
        """Close the current page; see `Routes.back`."""
        make = again or self._makers.get(self._app.screen)
        if make is not None:
            self._history.closed(self._app.current_mode, partial(self._show, make, state))
        self._app.pop_screen()

    def do_forward(self) -> None:
        """Open the page again that was closed last, or else show the later contents of a tab again."""
        reopen = self._history.reopened(self._app.current_mode) or self._history.forward(self._shown())
        if reopen is not None:
            reopen()
        else:
            self._frame.announce("there is nothing to go forward to")

    def do_back(self) -> None:
        """Show the earlier contents of this tab again, or go to the tab before."""
        reopen = self._history.back(self._shown())
        if reopen is not None:
            reopen()
        else:
            self._frame.announce("there is nothing to go back to")

    async def go_to_tab(self, name: str) -> None:
        """Show a tab, with the page that was left open in it; see `Routes.go_to_tab`."""
        app = self._app
        if name != app.current_mode:
            self.remember()
            app.switch_mode(name)
            if len(app.screen_stack) > 1:
                self._frame.say("a page is open in this tab: the same key again shows the list")
            return
        while len(app.screen_stack) > 1 and isinstance(front := app.screen, FrameScreen):
            await front.run_named("close")
            if app.screen is front:
                return

    def remember(self) -> None:
        """Add the contents of the current tab to the history, before they change."""
        self._history.remember(self._shown())

    def forget(self) -> None:
        """Drop the history: it belongs to another account."""
        self._history = History()

    def _shown(self) -> Callable[[], None]:
        """Return a function that shows the present contents of the current tab again."""
        tab, screen = self._app.current_mode, self._app.screen_stack[0]
        saved = screen.saved_state() if isinstance(screen, BrowserScreen) else None

        def show() -> None:
            self._app.switch_mode(tab)
            screen = self._app.screen_stack[0]
            if saved is not None and isinstance(screen, BrowserScreen):
                screen.shown.restore_query(saved.choice)

        return show

    # Beyond hubtui

    @cached_property
    def _clipboard(self) -> Clipboard:
        from hubtui.app.clipboard import Clipboard

        return Clipboard(self._app, self._frame)

    def browse(self, target: Target) -> None:
        """Open `target` in the web browser, or show and copy its URL if there is no browser on this machine."""
        url = url_of(target, self.endpoint)
        if not url.startswith(("https://", "http://")):
            self._frame.announce("this link leads nowhere that is safe to go")
        elif _has_browser():
            self._app.open_url(url)
            self._frame.announce(f"opened in the browser: {url}")
        else:
            self._clipboard.show(url, "Open on your own machine")

    def copy(self, text: str, title: str) -> None:
        """Copy `text` to the clipboard; `title` is its name in the message."""
        self._clipboard.copy(text, title)

    def show_copied(self, text: str, title: str) -> None:
        """Copy `text`, and show it in a dialog."""
        self._clipboard.show(text, title)

    def offer_copies(self, snippets: Sequence[Snippet], rows: int = 1) -> None:
        """Show a menu of texts to copy, which are about this number of rows."""
        self._clipboard.offer(snippets, rows)

    def download(self, repo_id: str, files: Sequence[tuple[FileSource, FileToGet]]) -> None:
        """Ask for a folder, and download `files` of a repo to it."""
        from hubtui.app.downloading import ask_to_download

        ask_to_download(self._app, self._frame, self._session.downloads, repo_id, files)


def _has_browser() -> bool:
    """Return whether a browser would open where the user sees it."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or os.uname().sysname == "Darwin"
