"""The contents of a collection that is being edited: what the Hub has, what the user wants, undo and redo. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.changes.collection_state import CollectionState
from hubtui.changes.edit_history import EditHistory, HistoryStep
from hubtui.changes.merging import Difference, merged
from hubtui.changes.steps import Add, SetAbout, Step, steps_left
from hubtui.hub.drafts import Draft, Key, draft_of, key_of

if TYPE_CHECKING:
    from hubtui.hub.models.collection import Collection, CollectionItem


class CollectionEdits:
    """The contents of one collection. `on_edit` is called after each change of the user, which is then to be saved.

    `details` has the Hub's data of each item, and `theirs` counts the changes that somebody else made meanwhile.
    """

    def __init__(self, slug: str, history: EditHistory, on_edit: Callable[[], None]) -> None:
        self.slug = slug
        self.state = CollectionState()
        self.collection: Collection | None = None
        self.details: dict[Key, CollectionItem] = {}
        self.theirs = Difference()
        self._history = history
        self._on_edit = on_edit
        self._resumed: tuple[Draft, Draft, str] | None = None

    @property
    def server(self) -> Draft:
        """The collection as the last read of the Hub showed it."""
        return self.state.seen

    @property
    def wanted(self) -> Draft:
        """The collection as the user wants it, which is shown."""
        return self.state.wanted

    @property
    def is_loaded(self) -> bool:
        """Whether the collection has been read."""
        return self.state.is_loaded

    @property
    def is_saved(self) -> bool:
        """Whether a read of the Hub shows all changes."""
        return self.state.is_saved and self._resumed is None

    @property
    def remaining_count(self) -> int:
        """The number of requests between the last read and the wanted collection: unsent and unconfirmed ones."""
        return steps_left(self.state.seen, self.state.wanted)

    @property
    def unsent_count(self) -> int:
        """The number of requests that are still to be sent."""
        return steps_left(self.state.sent, self.state.wanted)

    # Changes of the user

    def change(self, draft: Draft, words: str) -> bool:
        """Change the collection to `draft`; return whether this changes anything. `words` is the name of the change."""
        if draft.has_same_contents(self.wanted):
            return False
        self._history.add(HistoryStep(self.wanted, draft, words))
        self.forget_theirs()
        self.state.wanted = draft
        self._on_edit()
        return True

    def change_since(self, seen: Draft, draft: Draft, words: str) -> bool:
        """Apply the changes from `seen` to `draft` to the current contents; return whether this changes anything."""
        return self.change(merged(seen, draft, self.wanted), words)

    def apply_after_read(self, seen: Draft, wanted: Draft, words: str) -> None:
        """Apply the changes from `seen` to `wanted` when the collection is read the next time."""
        self._resumed = (seen, wanted, words)

    def undo(self) -> str:
        """Undo the last change, but not what others changed since; return its name, or "" if there is none."""
        return self._apply(self._history.undo())

    def redo(self) -> str:
        """Redo the change that was undone last; return its name, or "" if there is none."""
        return self._apply(self._history.redo())

    def _apply(self, step: HistoryStep | None) -> str:
        if step is None:
            return ""
        self.state.wanted = merged(step.before.without_object_ids, step.after, self.wanted)
        self._on_edit()
        return step.words

    def forget_theirs(self) -> None:
        """Reset `theirs`: the user has seen it."""
        self.theirs = Difference()

    # Answers of the Hub

    def read(self, collection: Collection, now: float) -> None:
        """Merge a read of the collection: take over the changes of others, and keep those of the user."""
        found, names = self.state.read(draft_of(collection), now)
        self._rename(names)
        self.theirs = self.theirs + found
        self.collection = collection
        self.slug = collection.slug or self.slug
        self.details |= {key_of(item): item for item in collection.items}

    def apply_resumed(self) -> None:
        """Apply the changes that waited for a read, if there are any."""
        if self._resumed is not None:
            (seen, wanted, words), self._resumed = self._resumed, None
            before, self.state.wanted = self.wanted, merged(seen.without_object_ids, wanted, self.wanted)
            self._history.add(HistoryStep(before, self.wanted, words))

    def take_answer(self, step: Step, answer: Collection | None) -> None:
        """Take the new slug, or the ids of a new item, from the answer to a step."""
        if answer is None or not answer.slug:
            return
        if isinstance(step, SetAbout):
            self.slug = answer.slug
        elif isinstance(step, Add) and draft_of(answer).items:
            self._rename(self.state.take_names(draft_of(answer), step.key))

    def drop(self, step: Step) -> None:
        """Remove the change of a refused step from the wanted collection."""
        before, sent = self.wanted, self.state.sent
        self.state.wanted = merged(step.applied(sent), sent, self.wanted)
        self._history.add(HistoryStep(before, self.wanted, "a change that the Hub refused"))

    def _rename(self, names: dict[Key, Key]) -> None:
        for old, new in names.items():
            self._history.rename(old, new)
