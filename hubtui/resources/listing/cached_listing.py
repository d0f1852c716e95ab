"""The rows of a listing in the cache, which are shown until the Hub answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.columns import hub_queries
from hubtui.worker.cached_rows import cached_rows

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row
    from hubtui.pages.frame import FrameState
    from hubtui.presentation.choice import Choice


def cached_rows_of(choice: Choice, frame: FrameState) -> tuple[Sequence[Row], float] | None:
    """Return the cached rows of a listing and the time when they were loaded (seconds since 1970), or None."""
    # The rows that fit may have changed with the memory.
    if frame.store is None or choice.hides_rows:
        return None
    queries = hub_queries(choice, frame.settings)
    return cached_rows(frame.store, queries[0]) if len(queries) == 1 else None
