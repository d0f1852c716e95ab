"""Messages about changes: done, failed, and the question before an undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hubtui.changes.change import Change
from hubtui.hub.errors import HubError
from hubtui.text.humanize import relative_time


def done_message(change: Change, words: str = "") -> str:
    """Return the message about a change that is done: how to undo it, or `words` about a failed follow-up request."""
    hint = "; u undoes it" if change.inverse() is not None else ""
    return f"{change.summary}{hint}" if not words else f"{change.summary}, but {words}"


def failed_message(change: Change, error: HubError) -> str:
    """Return the message about a change that failed or is unconfirmed, and how to retry it."""
    return f"{change.summary}: {error}{'; g u tries again' if error.unsure else ''}"


def undo_question(changes: Sequence[Change], time: datetime, account: str, now: datetime) -> str:
    """Return the text of the question before an undo: the changes, how long ago they were made, and by whom."""
    first = changes[0].summary
    words = first if len(changes) == 1 else f"{len(changes):,} changes, the first: {first}"
    age = relative_time(time, now)
    return f"{words} ({age if age == 'now' else f'{age} ago'}, as {account})"
