"""Opens the pages of a repo, of its files, and of the rows of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubtui.registry.resource import load
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.screen import RepoScreen

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameState
    from hubtui.pages.routes import Routes
    from hubtui.pages.session import Session
    from hubtui.registry.target import Target

_FILE = "hubtui.resources.repos.file_screen:FileScreen"
_ROWS = "hubtui.resources.repos.rows_screen:RowsScreen"


def open_repo(routes: Routes, frame: FrameState, session: Session, target: Target, known: Any) -> None:
    """Open the page of a repo, then that of the file or the rows that `target` names.

    `known` is the open RepoPage, the row of the repo from a list, or None.
    """
    page = known if isinstance(known, RepoPage) else RepoPage(target, known, session, routes, frame.memory)
    if page is not known:
        routes.push(lambda: RepoScreen(frame, page))
    if target.path and target.section != "files":
        file_screen = load(_FILE)
        routes.push(lambda: file_screen(frame, page, target.path))
    elif target.section == "rows":
        rows_screen = load(_ROWS)
        routes.push(lambda: rows_screen(frame, page, target.config, target.split))
