"""The action that compares marked repos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.action_target import ActionTarget
from hubtui.pages.compare.screen import CompareScreen
from hubtui.pages.frame import FrameScreen
from hubtui.presentation.compare.repo import ComparedRepo, why_not

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.app.routes import AppRoutes
    from hubtui.app.session import AppSession
    from hubtui.hub.models.rows import Row
    from hubtui.pages.frame import FrameState


class CompareAction(ActionTarget):
    """Opens the page that compares the repos marked on any tab."""

    def __init__(self, app: App[Any], frame: FrameState, session: AppSession, routes: AppRoutes) -> None:
        self._app = app
        self._frame = frame
        self._session = session
        self._routes = routes

    def do_compare(self) -> None:
        """Compare the marked repos, or say why they cannot be compared."""
        screen = self._app.screen
        marked = list(dict.fromkeys(screen.collectable() if isinstance(screen, FrameScreen) else ()))
        if why := why_not([kind for kind, _ in marked]):
            self._frame.announce(why, "failed")
            return
        # why_not has made sure that they are repos.
        repos = [ComparedRepo(kind, name, self._row_of(kind, name)) for kind, name in marked]  # type: ignore[arg-type]
        self._routes.push(lambda: CompareScreen(self._frame, self._session, self._routes, repos))

    def _row_of(self, kind: str, name: str) -> Row | None:
        sources = (self._app.screen, *self._frame.mark_sources.values())
        rows = (source.known_row(kind, name) for source in sources if isinstance(source, FrameScreen))
        return next((row for row in rows if row is not None), None)
