"""The journal: what was changed is there after a restart, whatever became of its file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubtui.changes.change import Change
from hubtui.changes.journal import Journal, State
from hubtui.changes.registry import from_json
from hubtui.changes.repo_changes import CreateRepo, DeleteRepo, MoveRepo, SetRepoAccess

CHANGES: list[Change] = [
    CreateRepo("space", "ada/app", "private", sdk="static"),
    MoveRepo("model", "ada/a", "acme-lab/b"),
    SetRepoAccess("dataset", "ada/d", ("public", "private"), (False, "manual")),
    DeleteRepo("model", "ada/gone"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_comes_back_as_it_was(change: Change) -> None:
    assert from_json(change.to_json()) == change


@pytest.mark.parametrize("odd", [None, 5, [], {}, {"kind": "Delete"}, {"kind": "eval", "repo_type": "model"}, "x"])
def test_what_is_no_change_is_refused(odd: object) -> None:
    with pytest.raises(ValueError, match="no change"):
        from_json(odd)


def test_an_inverse_of_an_inverse_is_the_change_itself() -> None:
    for change in CHANGES[1:3]:
        inverse = change.inverse()
        assert inverse is not None
        assert inverse.inverse() == change
    assert CHANGES[3].inverse() is None


def test_after_a_restart_the_last_change_of_the_same_account_is_offered(tmp_path: Path) -> None:
    file = tmp_path / "state" / "journal.jsonl"
    journal = Journal(file, now=lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))
    journal.add("1", "ada", CHANGES[0])
    journal.add("2", "ada", CHANGES[1])
    journal.add("3", "grace", CHANGES[2])
    entry = Journal(file).last("ada", State.DONE)
    assert entry is not None
    assert entry.changes == [CHANGES[1]]
    assert entry.time == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_undo_and_redo_walk_through_the_entries_and_a_new_change_ends_redo(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.add("1", "ada", CHANGES[0])
    journal.add("2", "ada", CHANGES[1])
    for expected in ("2", "1"):
        entry = journal.last("ada", State.DONE)
        assert entry is not None
        assert entry.id == expected
        inverse = entry.changes[0].inverse()
        assert inverse is not None
        journal.update(entry, State.UNDONE, inverse, inverse)
    assert journal.last("ada", State.DONE) is None
    again = Journal(file).last("ada", State.UNDONE)
    assert again is not None
    assert again.id == "1"
    journal.update(again, State.DONE, again.changes[0], again.changes[0])
    third = Journal(file).last("ada", State.UNDONE)
    assert third is not None
    assert third.id == "2"
    journal.add("4", "ada", CHANGES[2])
    assert journal.last("ada", State.UNDONE) is None


def test_of_many_changes_those_that_are_left_are_offered(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    for change in CHANGES[:3]:
        journal.add("many", "ada", change)
    entry = journal.last("ada", State.DONE)
    assert entry is not None
    inverse = CHANGES[1].inverse()
    assert inverse is not None
    journal.update(entry, State.UNDONE, inverse, inverse)
    later = Journal(tmp_path / "journal.jsonl").last("ada", State.DONE)
    assert later is not None
    assert later.of(State.DONE) == [CHANGES[0], CHANGES[2]]


def test_a_line_that_was_cut_or_is_strange_costs_that_line_alone(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.add("1", "ada", CHANGES[0])
    with file.open("ab") as cut:
        cut.write(b'{"id": "2", "account": "ada", "time": "2026-11-24T10')
    Journal(file).add("3", "ada", CHANGES[1])
    with file.open("ab") as strange:
        strange.write(b'\xff\xfe\n[1]\n{"id": "9", "state": "done", "place": 1}\n' + b"[" * 100_000 + b"\n")
    assert [entry.id for entry in Journal(file).entries] == ["1", "3"]


def test_a_journal_that_cannot_be_written_is_said_and_works_in_memory(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way")
    journal = Journal(tmp_path / "state" / "journal.jsonl")
    journal.add("1", "ada", CHANGES[0])
    assert "journal" in journal.problem
    assert journal.last("ada", State.DONE) is not None


def test_a_link_in_the_place_of_the_journal_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "journal.jsonl").symlink_to(tmp_path / "victim")
    Journal(tmp_path / "journal.jsonl").add("1", "ada", CHANGES[0])
    assert (tmp_path / "victim").read_text() == "mine"
