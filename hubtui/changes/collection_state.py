"""The state of a collection that is being edited: which changes are wanted, sent and confirmed. Pure.

The model. Three drafts of the same collection:

    seen     the last read of the Hub
    sent     the collection once the Hub has carried out everything that was sent
    wanted   the collection as the user wants it, which is shown

A *slot* is a part of the collection that changes by itself: a field such as the title ("about"), whether an item is in
the collection ("held"), its note ("note"), and the order of all items. A change of a slot goes through these states:

    wanted       wanted differs from sent: it is the next step to send
    sent         sent differs from seen: a record of the slot says when it was sent and whether an answer came
    confirmed    a read shows it: seen, sent and wanted are the same
    unconfirmed  the last read has not shown it: it stays wanted, and only the user can send it again
    refused      the Hub refused it: the editor removes it from the wanted draft, and the user sees the error
    undone       a read showed it, and a later one, more than RECENT_SECONDS after it was sent, does not, and no older
                 request of this program can be the cause: somebody else changed the slot, and their value is taken

Transitions happen in four places only: `next_step` and `record` (wanted to sent), `read` (sent to confirmed or undone),
and `retry` (unconfirmed to wanted, on the user's order). Nothing is sent twice without `retry`, with two exceptions in
`read`: a step that the Hub answered with 5xx, that a read shows not done, and that is harmless to send twice
(`is_harmless`), is sent once more; and a move that ended at the wrong place, because somebody else added or removed
items at the same moment, is corrected at most three times.

A read is merged with the wanted draft. In the base of this merge, every slot that this program has sent has the value
of the read, so that it never counts as changed by somebody else. The record of a slot is kept for RECENT_SECONDS after
it was sent, even if the slot is sent again, corrected or undone, because the Hub may carry out the request late.

This guarantees: a request of this program that is carried out late is never taken for somebody else's change if the
first read that shows it comes within RECENT_SECONDS after it was sent. The change is "unconfirmed" meanwhile, and the
user may retry. A late change of the order that no read shows within that time cannot be told from a move by somebody
else: the order is shown as the Hub has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from hubtui.changes.looking import RECENT_SECONDS
from hubtui.changes.merging import Difference, difference, merged, place_behind
from hubtui.changes.steps import Add, ChangeItem, Remove, SetAbout, Step, next_step
from hubtui.hub.drafts import Draft, DraftItem, Key

Slot = tuple[str, ...]
ORDER: Slot = ("order",)
_MOST_CORRECTIONS = 3


@dataclass(slots=True)
class Record:
    """The record of a slot that was sent: the time, the value, and whether reads have shown it.

    `is_lost`: no answer came. `repeats`: it may be sent once more if a read shows that it was not done. `was_shown`: a
    read has shown it; `is_shown`: the last read shows it; `is_contested`: a read showed it and a later one did not.
    `earlier` has the values that were sent shortly before. Until the time `open_until` an older request without an
    answer may still be carried out.
    """

    sent_at: float
    value: Any = None
    is_lost: bool = False
    repeats: bool = False
    was_shown: bool = False
    is_shown: bool = False
    is_contested: bool = False
    earlier: list[Any] = field(default_factory=list)
    open_until: float = 0.0


def is_harmless(step: Step) -> bool:
    """Return whether a step can be sent twice: it sets a value, or removes the one item with this object id.

    Adding an item twice could bring back one that somebody removed meanwhile, and a position depends on other items.
    """
    return isinstance(step, SetAbout | Remove) or (isinstance(step, ChangeItem) and step.position is None)


class CollectionState:
    """The three drafts and the records of one collection. The editor sends, reads and waits."""

    def __init__(self) -> None:
        self.seen = self.sent = self.wanted = Draft()
        self.is_loaded = False
        self.records: dict[Slot, Record] = {}
        self._placed: set[Key] = set()
        self._others_shifted = False
        self._corrections = 0
        self._repeated: set[Slot] = set()

    @property
    def is_saved(self) -> bool:
        """Whether the last read shows all wanted changes, and everything that was sent."""
        return self.seen.has_same_contents(self.wanted) and self.sent.has_same_contents(self.seen)

    def is_settled(self, now: float) -> bool:
        """Return whether no read is needed: all is saved, and no request without an answer may still be carried out."""
        return self.is_saved and all(record.open_until <= now for record in self.records.values())

    @property
    def is_answer_missing(self) -> bool:
        """Whether a request got no answer and no read shows its change."""
        return any(record.is_lost and not record.is_shown for record in self.records.values())

    def next_step(self) -> Step | None:
        """Return the next request to send, or None."""
        step = next_step(self.sent, self.wanted) if self.is_loaded else None
        # A step that would change nothing would be sent for ever.
        return None if step is None or step.applied(self.sent).has_same_contents(self.sent) else step

    def record(self, step: Step, now: float, *, is_lost: bool = False, repeats: bool = False) -> None:
        """Record that a step was sent at the time `now`.

        `is_lost`: no answer came. `repeats`: it may be sent once more if a read shows that it was not done.
        """
        for slot in _slots_of(step):
            old = self.records.get(slot)
            value = _value(step.applied(self.sent), slot)
            new = Record(now, value, is_lost, repeats and slot not in self._repeated)
            if old is not None and now - old.sent_at < RECENT_SECONDS:
                # The older request may still be carried out after this one.
                new.earlier = [*old.earlier, old.value]
                still_open = old.sent_at + RECENT_SECONDS if old.is_lost and not old.was_shown else 0.0
                new.open_until = max(old.open_until, still_open)
            self.records[slot] = new
        if isinstance(step, ChangeItem) and step.position is not None:
            self._placed.add(step.key)
        self.sent = step.applied(self.sent)

    def take_names(self, answer: Draft, added: Key) -> dict[Key, Key]:
        """Take the object ids from the answer to an added item; return the old and new keys of renamed items.

        An item that was added by an old id has its new id in the answer: it is the last one, of the same type.
        """
        renamed = self._renamed(answer)
        last = answer.keys[-1]
        if added not in answer.by_key and last not in self.sent.by_key and last[0] == added[0]:
            renamed[added] = last
        self.rename(renamed)
        items = (
            replace(item, object_id=answer.by_key[item.key].object_id)
            if not item.object_id and item.key in answer.by_key
            else item
            for item in self.sent.items
        )
        self.sent = replace(self.sent, items=tuple(items))
        return renamed

    def rename(self, names: dict[Key, Key]) -> None:
        """Replace the keys of items in all drafts and records; `names` maps old keys to new ones."""
        for old, new in names.items():
            self.seen, self.sent, self.wanted = (one.renamed(old, new) for one in (self.seen, self.sent, self.wanted))
            self._placed = {new if key == old else key for key in self._placed}
            for kind in ("held", "note"):
                if (record := self.records.pop((kind, *old), None)) is not None:
                    self.records[kind, *new] = record

    def read(self, theirs: Draft, now: float) -> tuple[Difference, dict[Key, Key]]:
        """Merge a read of the Hub; return what somebody else changed, and the old and new keys of renamed items."""
        if not self.is_loaded:
            self.is_loaded = True
            self.seen = self.sent = self.wanted = theirs
            return Difference(), {}
        names = self._renamed(theirs)
        self.rename(names)
        before = self.seen
        base = self._base(theirs, now)
        found = difference(base, theirs, self._placed)
        self._others_shifted |= bool(self._placed and (found.added or found.removed))
        self.sent = merged(base, self.sent, theirs, self._placed)
        self.wanted = merged(base, self.wanted, theirs, self._placed)
        self.seen = theirs
        self._judge(now)
        self._correct(before)
        return found, names

    def retry(self, now: float) -> None:
        """Send all changes again that no read shows. Only the user may ask for this."""
        self.sent = self.seen
        for slot in [slot for slot, record in self.records.items() if not record.is_shown]:
            self._wait_no_longer(slot, now)
        self._others_shifted = False
        self._corrections = 0
        self._repeated.clear()

    # Reading

    def _renamed(self, theirs: Draft) -> dict[Key, Key]:
        """Return the old and new keys of the items whose id has changed, found by their object ids."""
        known = {item.object_id: item.key for item in self.sent.items if item.object_id}
        return {
            known[item.object_id]: item.key
            for item in theirs.items
            if item.object_id in known and known[item.object_id] != item.key
        }

    def _base(self, theirs: Draft, now: float) -> Draft:
        """Return the base of the merge: the last read, but with the slots that this program sent as in `theirs`."""
        undone = {slot for slot in self.records if self._is_undone(slot, theirs, now)}
        ours = self.records.keys() - undone
        base = self.seen
        if ORDER in undone:
            base = _in_order_of(base, self.sent)
            self._forget_order()
        for slots, source in ((ours, theirs), (undone, self.sent)):
            base = _with_slots(base, slots, source)
        for slot in undone - {ORDER}:
            del self.records[slot]
        held = {(slot[1], slot[2]) for slot in ours if slot[0] == "held"}
        return _placed_as_in(base, held | self._placed, theirs)

    def _is_undone(self, slot: Slot, theirs: Draft, now: float) -> bool:
        record = self.records[slot]
        if not record.was_shown or record.is_contested or now - record.sent_at < RECENT_SECONDS:
            return False
        if slot == ORDER:
            # A position depends on the other items: an older move or removal that is carried out late shifts it.
            if record.earlier or any(one[0] == "held" for one in self.records):
                return False
            return not _same_order(merged(self.seen, self.sent, theirs, self._placed), theirs)
        value = _value(theirs, slot)
        return value != _value(self.sent, slot) and value not in record.earlier

    def _judge(self, now: float) -> None:
        """Update the records: which slots the last read shows. Remove records that are shown and old."""
        for slot, record in list(self.records.items()):
            if slot == ORDER:
                record.is_shown = _same_order(self.sent, self.seen)
            else:
                record.is_shown = _value(self.sent, slot) == _value(self.seen, slot)
            record.is_contested |= record.was_shown and not record.is_shown
            record.was_shown |= record.is_shown
            if record.is_shown and now - record.sent_at >= RECENT_SECONDS:
                self._forget(slot)
            elif not record.is_shown and record.repeats:
                # The Hub answered 5xx, and the change is not done: send it once more.
                self._repeated.add(slot)
                self._wait_no_longer(slot, now)
                self.sent = _with_slots(self.sent, {slot}, self.seen)

    def _correct(self, before: Draft) -> None:
        """Send moves again that ended at a wrong place because others changed the list at the same moment."""
        order = self.records.get(ORDER)
        if order is None or order.is_shown or not self._others_shifted or self._corrections >= _MOST_CORRECTIONS:
            return
        has_moved = not _same_order(before, self.seen)
        if has_moved and not self.is_answer_missing:
            self._corrections += 1
            self._others_shifted = False
            self.sent = _in_order_of(self.sent, self.seen)

    def _wait_no_longer(self, slot: Slot, now: float) -> None:
        """Let a slot be sent again; while its record is recent, the older request may still be carried out."""
        record = self.records[slot]
        if now - record.sent_at >= RECENT_SECONDS:
            self._forget(slot)
        else:
            record.is_lost = record.repeats = record.is_contested = False

    def _forget(self, slot: Slot) -> None:
        if slot == ORDER:
            self._forget_order()
        else:
            del self.records[slot]

    def _forget_order(self) -> None:
        self.records.pop(ORDER, None)
        self._placed, self._others_shifted = set(), False


def _slots_of(step: Step) -> Iterable[Slot]:
    match step:
        case SetAbout():
            yield from (("about", name) for name, _ in step.fields)
        case Remove():
            yield ("held", *step.key)
        case Add():
            yield ("held", *step.key)
            yield ("note", *step.key)
        case ChangeItem():
            if step.note is not None:
                yield ("note", *step.key)
            if step.position is not None:
                yield ORDER


def _value(draft: Draft, slot: Slot) -> Any:
    if slot == ORDER:
        return None
    if slot[0] == "about":
        return getattr(draft.about, slot[1])
    item = draft.by_key.get((slot[1], slot[2]))
    return item is not None if slot[0] == "held" else item.note if item is not None else None


def _with_slots(draft: Draft, slots: Iterable[Slot], source: Draft) -> Draft:
    """Return a draft with these slots as they are in `source`."""
    for slot in sorted(slots):  # "held" comes before "note"
        if slot[0] == "about":
            draft = replace(draft, about=replace(draft.about, **{slot[1]: _value(source, slot)}))
        elif slot[0] == "held":
            draft = _with_item(draft, (slot[1], slot[2]), source)
        elif slot[0] == "note" and (note := _value(source, slot)) is not None:
            draft = draft.noted((slot[1], slot[2]), note)
    return draft


def _with_item(draft: Draft, key: Key, source: Draft) -> Draft:
    """Return a draft with an item if `source` has it, else without it."""
    item = source.by_key.get(key)
    if item is None:
        return draft.without([key])
    if key in draft.by_key:
        return replace(draft, items=tuple(_renewed(one, item) for one in draft.items))
    return draft.with_items([item])


def _renewed(item: DraftItem, other: DraftItem) -> DraftItem:
    return replace(item, object_id=other.object_id) if item.key == other.key else item


def _placed_as_in(draft: Draft, keys: set[Key], source: Draft) -> Draft:
    """Return a draft with these items behind the same neighbours as in `source`."""
    moving = {key for key in keys if key in draft.by_key and key in source.by_key}
    order = [key for key in draft.keys if key not in moving]
    for key in (key for key in source.keys if key in moving):
        order.insert(place_behind(key, source.keys, order), key)
    return draft.ordered(order)


def _same_order(one: Draft, other: Draft) -> bool:
    """Return whether the items that are in both drafts are in the same order."""
    first = [key for key in one.keys if key in other.by_key]
    return first == [key for key in other.keys if key in one.by_key]


def _in_order_of(draft: Draft, other: Draft) -> Draft:
    """Return a draft with the items that are in both in the order of `other`; the others keep their positions."""
    common = iter([key for key in other.keys if key in draft.by_key])
    keys = [next(common) if key in other.by_key else key for key in draft.keys]
    return draft.ordered(keys)
