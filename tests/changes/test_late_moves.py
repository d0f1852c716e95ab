"""A write of ours that the Hub does late, or twice, is known as ours, whatever was sent again since. Pure."""

from hubtui.changes.collection_state import CollectionState
from hubtui.changes.steps import ChangeItem
from hubtui.hub.drafts import Draft, DraftItem, Key


def key_of(name: str) -> Key:
    return ("model", name)


def draft_of(names: str, **notes: str) -> Draft:
    """One item for each letter."""
    return Draft(items=tuple(DraftItem(*key_of(name), notes.get(name, ""), f"id of {name}") for name in names))


def names_of(draft: Draft) -> str:
    return "".join(name for _, name in draft.keys)


class Session:
    """A state that has read `abcd...`, and what a user and a Hub do to it, at moments that the test names."""

    def __init__(self, names: str) -> None:
        self.state = CollectionState()
        self.state.read(draft_of(names), 0.0)

    def want(self, names: str, **notes: str) -> None:
        keys = [key_of(name) for name in names]
        self.state.wanted = self.state.wanted.ordered(keys)
        for name, note in notes.items():
            self.state.wanted = self.state.wanted.noted(key_of(name), note)

    def send(self, now: float, *, repeats: bool = False) -> str:
        """Send all that is to be sent; return which items that moved or noted."""
        sent = ""
        while (step := self.state.next_step()) is not None:
            assert isinstance(step, ChangeItem)
            sent += step.key[1]
            self.state.record(step, now, is_lost=repeats, repeats=repeats)
        return sent

    def read(self, names: str, now: float, **notes: str) -> int:
        """Read this; return how many changes are held to be somebody else's."""
        found, _ = self.state.read(draft_of(names, **notes), now)
        return found.moved + found.noted


def test_a_move_that_acts_again_after_another_was_corrected_is_not_somebody_elses() -> None:
    """The Hub does the move of f twice: at once, and later, when its place is behind other items."""
    session = Session("abcdefg")
    session.want("abfcdeg")
    assert session.send(151.0) == "f"
    assert session.read("abfcdeg", 151.0) == 0
    session.want("bfcdaeg")
    assert session.send(151.0) == "a"
    # Somebody else took b and c out at that moment, so that a came to stand beside its place: it is moved once more.
    assert session.read("fdega", 151.5) == 0
    assert session.send(152.0) == "a"
    assert session.read("fdaeg", 152.5) == 0
    # Now f is moved to the third place again.
    assert session.read("dafeg", 211.0) == 0
    assert names_of(session.state.wanted) == "fdaeg"
    assert not session.state.is_saved


def test_a_move_that_acts_after_the_user_tried_again_is_not_somebody_elses() -> None:
    session = Session("abcd")
    session.want("bacd")
    assert session.send(10.0)
    session.state.retry(11.0)
    session.want("abcd")
    assert session.send(12.0) == ""
    assert session.read("bacd", 60.0) == 0
    assert names_of(session.state.wanted) == "abcd"


def test_a_note_that_acts_after_the_user_tried_again_is_not_somebody_elses() -> None:
    session = Session("ab")
    session.want("ab", a="late")
    assert session.send(10.0)
    session.state.retry(11.0)
    session.want("ab", a="")
    assert session.send(12.0) == ""
    assert session.read("ab", 60.0, a="late") == 0
    assert session.state.wanted.by_key[key_of("a")].note == ""


def test_an_older_note_that_acts_after_a_newer_one_was_repeated_is_not_somebody_elses() -> None:
    """The Hub said 500 to the newer note and had done nothing, so it was sent once more."""
    session = Session("ab")
    session.want("ab", a="older")
    assert session.send(10.0)
    session.want("ab", a="newer")
    assert session.send(12.0, repeats=True)
    assert session.read("ab", 13.0) == 0
    assert session.send(14.0) == "a"
    assert session.read("ab", 15.0, a="newer") == 0
    # The older one acts at last, and no read sees it before the newer one is long ago.
    assert session.read("ab", 140.0, a="older") == 0
    assert session.state.wanted.by_key[key_of("a")].note == "newer"


def test_a_move_long_after_ours_is_somebody_elses_and_is_shown() -> None:
    """Ours may have acted late as well: when no read showed that for two minutes, nobody can tell the two apart."""
    session = Session("abcd")
    session.want("bacd")
    session.send(10.0)
    assert session.read("bacd", 10.5) == 0
    assert session.read("acdb", 200.0) == 1
    assert names_of(session.state.wanted) == "acdb"
    assert session.state.is_saved
