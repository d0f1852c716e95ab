"""Sentences about changes: for a message when one is done or has failed, and for the question before an undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from hubtui.changes.change import Change
from hubtui.changes.collection_changes import CreateCollection, DeleteCollection, PlaceCollection
from hubtui.changes.discussion_changes import Comment, SetStatus
from hubtui.changes.repo_changes import Create, Delete, Move, SetAccess
from hubtui.changes.space_changes import ActOnSpace
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.presentation.runtime import duration
from hubtui.text.humanize import relative_time


def what(change: Change) -> str:
    """Return a change as a short sentence without a subject: "ada/x: public → private"."""
    match change:
        case Create():
            return f"{change.repo_id}: created as a {change.visibility} {KINDS[change.repo_type].noun}"
        case Move():
            return f"{change.repo_id} → {change.new_id}"
        case SetAccess():
            return f"{change.repo_id}: {', '.join(_access_words(change))}"
        case Delete():
            return f"{change.repo_id}: deleted"
        case ActOnSpace():
            return f"{change.repo_id}: {_space_words(change)}"
        case PlaceCollection():
            return f"{change.title or change.repo_id}: place {change.place + 1} on your profile"
        case CreateCollection():
            return f"the collection {change.title}: created"
        case DeleteCollection():
            return f"the collection {change.title}: deleted"
        case Comment():
            return f"{change.repo_id}#{change.num}: commented"
        case SetStatus():
            return f"{change.repo_id}#{change.num}: {'reopened' if change.status == 'open' else 'closed'}"


def _space_words(change: ActOnSpace) -> str:
    match change.verb:
        case "hardware":
            return f"hardware {change.value}"
        case "sleep":
            seconds = int(change.value)
            return f"sleeps after {duration(seconds)}" if seconds > 0 else "never sleeps"
    return {"restart": "restarted", "factory": "rebuilt from nothing", "pause": "paused"}[change.verb]


def _access_words(change: SetAccess) -> Iterator[str]:
    if change.visibility:
        yield " → ".join(change.visibility)
    if change.gating:
        yield " → ".join(map(gating_words, change.gating))


def done(change: Change, words: str = "") -> str:
    """Return the message after a change succeeded, with the key that undoes it.

    `words` is a problem to mention instead of that key.
    """
    hint = "; u undoes it" if change.inverse() is not None else ""
    return f"{what(change)}{hint}" if not words else f"{what(change)}, but {words}"


def failed(change: Change, error: HubError) -> str:
    """Return the message after a change failed or was not confirmed, with the error and the key to try again."""
    return f"{what(change)}: {error}{'; g u tries again' if error.unsure else ''}"


def asked_of(changes: Sequence[Change], time: datetime, account: str, now: datetime) -> str:
    """Return the question before an undo: the changes, how old they are, and the account that made them."""
    first = what(changes[0])
    words = first if len(changes) == 1 else f"{len(changes):,} changes, the first: {first}"
    age = relative_time(time, now)
    return f"{words} ({age if age == 'now' else f'{age} ago'}, as {account})"


def gating_words(gating: object) -> str:
    """Return the gating of a repo ("auto", "manual" or False) in words."""
    return {"auto": "gated, let in at once", "manual": "gated, let in by hand"}.get(str(gating), "not gated")
