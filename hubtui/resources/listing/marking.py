"""The marks of a listing: single rows, ranges, and all that match."""

from collections.abc import Iterable

from hubtui.action_target import ActionTarget
from hubtui.changes.queue import ChangeQueue
from hubtui.hub.kinds import RepoType
from hubtui.pages.frame import FrameScreen
from hubtui.pages.work import start_work
from hubtui.resources.listing.loading import Loading
from hubtui.widgets.row_list import RowList

MOST_WITHOUT_ASKING = 1000


class Marking(ActionTarget):
    """Marks rows of `row_list`; the frame of `screen` says how many."""

    def __init__(
        self, screen: FrameScreen, row_list: RowList, loading: Loading, edits: ChangeQueue, repo_type: RepoType
    ) -> None:
        self._screen = screen
        self._row_list = row_list
        self._loading = loading
        self._edits = edits
        self._repo_type = repo_type
        self._before: dict[str, None] | None = None
        self._edits_then = 0

    def clear(self) -> bool:
        """Take the marks away, a range that was begun first; whether there was any."""
        self._remember()
        had = self._row_list.marks.clear()
        self._show()
        return had

    def forget(self) -> None:
        """Another listing comes: the marks before cannot be brought back."""
        self._before = None

    def _remember(self) -> None:
        """The marks as they are, to be brought back."""
        self._before = dict(self._row_list.marks.ids)
        self._edits_then = self._edits.begun

    def do_undo(self) -> bool:
        """The marks as they were, where nothing was changed since; else the last change is asked about."""
        marks = self._row_list.marks
        if self._before is None or self._edits_then != self._edits.begun or self._before == marks.ids:
            return False
        marks.ids, self._before = self._before, dict(marks.ids)
        self._screen.notice(f"{len(marks.ids):,} marked, as before; u again turns that round")
        self._show()
        return True

    def do_mark(self) -> None:
        """Mark the row and step down."""
        if self._row_list.cursor_id:
            self._remember()
            self._row_list.marks.toggle(self._row_list.cursor_id)
            self._row_list.do_down()
            self._show()

    def do_mark_range(self) -> None:
        """Begin a range, or mark it."""
        if self._row_list.cursor_id:
            self._remember()
            self._row_list.marks.toggle_range(self._row_list.cursor, lambda index: self._loading.rows[index].id)
            self._show()

    def do_mark_all(self) -> None:
        """Mark all that match; beyond the first thousand only when asked."""
        start_work(self._screen, self._mark_all, "mark")

    async def _mark_all(self) -> None:
        if not await self._loading.load_all(MOST_WITHOUT_ASKING):
            if not self._loading.can_go_on:
                return
            from hubtui.dialogs.question import Question

            asked = f"More than {MOST_WITHOUT_ASKING:,} match. Load and mark them all?"
            if not await self._screen.app.push_screen_wait(Question(asked, "mark all")):
                return
            await self._loading.load_all(None)
        self._remember()
        self._row_list.marks.ids.update(dict.fromkeys(self._loading.ids))
        self._show()

    def drop(self, names: Iterable[str]) -> None:
        """Take the marks of these rows away; undo does not bring them back."""
        for name in names:
            self._row_list.marks.ids.pop(name, None)
        self._show()

    def take(self, marks: Iterable[str]) -> None:
        """Mark these rows."""
        self._row_list.marks.ids.update(dict.fromkeys(marks))
        self._show()

    def _show(self) -> None:
        self._screen.frame.take_marks(self._screen, [(self._repo_type, name) for name in self._row_list.marks.ids])
        self._row_list.draw_anew()
        self._screen.show_frame()
