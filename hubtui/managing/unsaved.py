"""The dialog of changes that the Hub has not confirmed, of this run and of earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from hubtui.changes.registry import from_json
from hubtui.changes.steps import steps_left
from hubtui.dialogs.item_rows import ItemRows
from hubtui.dialogs.list_dialog import ListDialog
from hubtui.dialogs.question import Question
from hubtui.hub import drafts
from hubtui.places import MENU, UNSAVED
from hubtui.presentation import values
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import counted, relative_time

if TYPE_CHECKING:
    from hubtui.changes.change import Change
    from hubtui.changes.outbox import Outbox, OutboxEntry
    from hubtui.changes.queue import QueuedChange
    from hubtui.pages.session import EditServices


class Unsaved(NamedTuple):
    """A change that is not confirmed: an `edit` of this run, or an outbox `entry` that an earlier run left.

    An outbox entry holds either a `change`, or the state of the collection `slug` before (`seen`) and after
    (`wanted`).
    """

    entry: OutboxEntry | None
    words: str
    change: Change | None = None
    slug: str = ""
    seen: drafts.Draft = drafts.Draft()
    wanted: drafts.Draft = drafts.Draft()
    edit: QueuedChange | None = None


def unconfirmed(edits: Sequence[QueuedChange]) -> list[Unsaved]:
    """Return the changes of this run that were sent and that no answer of the Hub has shown yet."""
    return [Unsaved(None, f"{edit.change.summary}: not confirmed", edit.change, edit=edit) for edit in edits]


def unsaved(outbox: Outbox, account: str) -> list[Unsaved]:
    """Return the changes of this account that earlier runs left in the outbox.

    Entries that another version of hubtui wrote in another format are left out.
    """
    found = []
    for entry in outbox.leftovers(account):
        try:
            found.append(_unsaved(entry))
        except (ValueError, KeyError):
            continue
    return found


def _unsaved(entry: OutboxEntry) -> Unsaved:
    if "change" in entry.content:
        change = from_json(entry.content["change"])
        return Unsaved(entry, change.summary, change)
    slug = str(entry.content["collection"])
    seen, wanted = drafts.from_json(entry.content["seen"]), drafts.from_json(entry.content["wanted"])
    many = steps_left(seen, wanted)
    words = f"{counted(many, 'change')} of the collection {seen.about.title or slug}"
    return Unsaved(entry, words, None, slug, seen, wanted)


def _columns(_width: int) -> list[Column]:
    return [Column("words", "", 0), Column("age", "", 8, right=True)]


def _id_of(one: Unsaved) -> str:
    return str(one.entry.file) if one.entry is not None else one.edit.name if one.edit is not None else ""


def _cells(one: Unsaved, _columns: Sequence[Column]) -> list[Cell]:
    age = relative_time(one.entry.time, values.utc_now()) if one.entry is not None else ""
    return [Cell(one.words), Cell(age, "dim")]


class UnsavedDialog(ListDialog):
    """Sends unconfirmed changes again or forgets them. Changes that stay are offered again by the next run."""

    PLACES: ClassVar[tuple[str, ...]] = (UNSAVED, MENU)

    def __init__(
        self, services: EditServices, outbox: Outbox, account: str, show_collection: Callable[[str], None]
    ) -> None:
        self._shown = [*unconfirmed(services.queue.unconfirmed), *unsaved(outbox, account)]
        title, keys = "Changes that are not saved", "enter send · d forget · esc later"
        super().__init__(title, keys, _columns, rows=len(self._shown), id="unsaved")
        self._services = services
        self._outbox = outbox
        self._show_collection = show_collection

    def on_mount(self) -> None:
        """Show all unconfirmed changes."""
        self._show()

    def _show(self, words: str = "", role: str = "dim") -> None:
        rows = ItemRows(self._shown, _id_of, _cells)
        self.show(rows, words or ("" if self._shown else "nothing is left over"), role)

    @property
    def _one(self) -> Unsaved | None:
        return self._shown[self.row_list.cursor] if self._shown else None

    def do_choose(self) -> None:
        """Send the change under the cursor after a question, because much may have happened since."""
        one = self._one
        if one is None:
            return
        if why := self._services.rights().why_not_write():
            self._show(why, "failed")
            return
        self.app.push_screen(
            Question(f"{one.words}. Send it now?", "send"), lambda yes: self._send(one) if yes else None
        )

    def _send(self, one: Unsaved) -> None:
        taken = True
        if one.edit is not None:
            one.edit.is_reported = False
            self._services.queue.retry(one.edit)
        elif one.entry is not None and one.change is not None:
            taken = self._services.queue.resume(one.entry, one.change) is not None
        elif one.entry is not None:
            taken = self._services.editors.resume(one.entry, one.slug, one.seen, one.wanted)
        self._gone(one, "" if taken else "another hubtui is at it")
        if taken and one.slug:
            self.answer(None)
            self._show_collection(one.slug)

    def do_forget(self) -> None:
        """Forget the change under the cursor after a question."""
        one = self._one
        if one is not None:
            question = Question(f"{one.words}. Forget it?", "forget")
            self.app.push_screen(question, lambda yes: self._forget(one) if yes else None)

    def _forget(self, one: Unsaved) -> None:
        if one.edit is not None:
            self._services.queue.discard(one.edit)
        elif one.entry is not None:
            self._outbox.discard(one.entry)
        self._gone(one)

    def _gone(self, one: Unsaved, words: str = "") -> None:
        self._shown = [other for other in self._shown if other is not one]
        if self._shown or words:
            self._show(words)
        else:
            self.answer(None)
