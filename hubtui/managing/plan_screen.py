"""The screen that shows a plan for several repos and carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.changes.batch import Batch, Step, StepState
from hubtui.dialogs.item_rows import ItemRows
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.places import LIST, PLAN, PLAN_FAILED, PLAN_OVER, PLAN_RUNNING, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell, Column
from hubtui.widgets.bars import Bar
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.row_list import RowList

if TYPE_CHECKING:
    from hubtui.changes.journal import Entry, State
    from hubtui.pages.session import EditServices

_DRAWN_EVERY = 0.1
_MOST_WHOLE_LINES = 5
_BESIDE_STEP = 5
"""The cells of a row that its text cannot use: the mark, the sign and the gaps between them."""
_SIGNS = {
    StepState.WAITING: Cell(" "),
    StepState.SENDING: Cell("·", "accent"),
    StepState.DONE: Cell("✓", "mark"),
    StepState.FAILED: Cell("×", "failed"),
    StepState.SKIPPED: Cell(" "),
}


def _text(step: Step) -> Cell:
    planned = step.change.summary if step.change is not None else f"{step.repo_id}: left as it is"
    if step.state is StepState.FAILED:
        return Cell(f"{planned}: {step.words}", "failed")
    words = "sending" if step.state is StepState.SENDING else step.words
    role = "dim" if step.change is None else ""
    return Cell(f"{planned}{f'   {words}' if words else ''}", role)


def _cells(step: Step, _columns: Sequence[Column]) -> list[Cell]:
    return [_SIGNS[step.state], _text(step)]


def _columns(_width: int) -> list[Column]:
    return [Column("sign", "", 1), Column("step", "", 0)]


class PlanScreen(FrameScreen):
    """Shows the steps of a plan; `enter` starts it, `esc` stops it before the next step."""

    def __init__(
        self,
        frame: FrameState,
        services: EditServices,
        title: str,
        steps: Sequence[Step],
        facts: str = "",
        update: tuple[Entry, State] | None = None,
    ) -> None:
        super().__init__(frame)
        self._heading = title
        self._about = facts
        self._list = RowList(columns_for=_columns, header=False, id="plan")
        self._words = Bar(id="plan-words")
        self._whole = FactLines(self._whole_lines, most=_MOST_WHOLE_LINES, id="plan-whole")
        self._timer: Timer | None = None
        self.plan = Batch(services.queue, steps, self._changed, update)

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose keys work now: they depend on whether the plan waits, runs or is finished."""
        if self.plan.is_running:
            return (PLAN_RUNNING, STACKED, LIST)
        if self.plan.count(StepState.WAITING):
            return (PLAN, STACKED, LIST)
        failed = (PLAN_FAILED,) if self.plan.count(StepState.FAILED) else ()
        return (*failed, PLAN_OVER, STACKED, LIST)

    def body(self) -> Iterable[Widget]:
        """Yield the line about the progress, the list of steps, and the whole text of the step under the cursor."""
        yield self._words
        yield self._list
        yield self._whole

    def top_parts(self, width: int) -> Parts:
        """Return the cells of the top line: the sign to close the screen, and the title of the plan."""
        return [("close", [Cell("‹ ", "accent")]), ("", [Cell(self._heading, "active")])]

    def on_mount(self) -> None:
        """Show the steps."""
        self._list.show_rows(ItemRows(self.plan.steps, lambda step: step.repo_id, _cells))
        self._list.focus()
        self._show_words()
        self._show_whole()

    def _changed(self) -> None:
        # Many steps can end within a moment: draw them together.
        if self._timer is None and self.is_attached:
            self._timer = self.set_timer(_DRAWN_EVERY, self._draw)

    def _draw(self) -> None:
        self._timer = None
        self._list.redraw()
        self._show_words()
        self._show_whole()
        self.show_frame()

    def _whole_lines(self, width: int) -> list[Sequence[Cell]]:
        """Return the text of the step under the cursor as several lines; no lines if its row has room for it."""
        text = _text(self.plan.steps[self._list.cursor])
        lines = wrap(text.text, width)
        return [(Cell(line, text.role),) for line in lines] if len(wrap(text.text, width - _BESIDE_STEP)) > 1 else []

    def _show_whole(self) -> None:
        self._whole.display = bool(self._whole_lines(self._whole.room))
        self._whole.lay_out()

    def on_row_list_cursor_moved(self) -> None:
        """Show the whole text of another step."""
        self._show_whole()

    def on_resize(self) -> None:
        """Wrap the text of the step under the cursor for another width."""
        super().on_resize()
        self._show_whole()

    def _show_words(self) -> None:
        self._words.show([("", [Cell(self.progress), Cell(f"   {self._about}" if self._about else "", "dim")])], [])

    @property
    def progress(self) -> str:
        """The number of steps in each state, and what the keys do now."""
        plan = self.plan
        to_go = plan.count(StepState.WAITING, StepState.SENDING)
        done, failed, left = plan.count(StepState.DONE), plan.count(StepState.FAILED), plan.count(StepState.SKIPPED)
        counts = [
            f"{done:,} done" if done else "",
            f"{failed:,} failed" if failed else "",
            f"{to_go:,} to go" if to_go else "",
        ]
        counts.append(f"{left:,} left as they are" if left else "")
        words = " · ".join(filter(None, counts))
        if plan.is_running:
            return f"{words}   {'stopping …' if plan.is_stopped else 'esc stops'}"
        if to_go:
            return f"{words}   enter starts, esc leaves"
        return f"{words}   {'r tries the failed ones again' if failed else 'esc leaves'}"

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the list, which has the actions that move its cursor."""
        return (self._list,)

    def do_start(self) -> None:
        """Carry out the plan."""
        if self.plan.count(StepState.WAITING):
            self.plan.start()
            self._draw()

    def do_retry_all(self) -> None:
        """Try the failed steps again."""
        if not self.plan.is_running:
            self.plan.retry()
            self._draw()

    def do_leave(self) -> None:
        """Stop the plan if it is running, else close the screen."""
        if self.plan.is_running:
            self.plan.stop()
            self._draw()
        else:
            self.do_close()

    def do_close(self) -> None:
        """Close the screen, unless the plan is running."""
        if self.plan.is_running:
            self.notice("it is still under way: esc stops it")
        else:
            self.app.pop_screen()
