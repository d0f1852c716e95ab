"""The rows of a listing that an earlier run kept: they are shown before the Hub is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.columns import queries_of
from hubtui.worker.cached_rows import cached_rows

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row
    from hubtui.pages.frame import FrameState
    from hubtui.presentation.choice import Choice


def kept_rows_of(choice: Choice, frame: FrameState) -> tuple[Sequence[Row], float] | None:
    """Return them, and when they were last true (seconds since 1970); None if there are none."""
    # Which rows fit may be something else by now.
    if frame.store is None or choice.hides_loaded:
        return None
    queries = queries_of(choice, frame.settings)
    return cached_rows(frame.store, queries[0]) if len(queries) == 1 else None
