"""The outbox: what a run leaves is offered once, to the account whose it is, and to nobody while that run lives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hubtui.changes.outbox import Outbox


def over(folder: Path, **told: object) -> Outbox:
    """The outbox of a run that is over."""
    outbox = Outbox(folder)
    for name, what in told.items():
        outbox.put(name, "ada", {"what": what})
    outbox.close()
    return outbox


def test_what_a_run_left_is_offered_to_the_next_the_oldest_first(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "unsaved"
    over(folder, first=1, second=2)
    assert [left.content["what"] for left in Outbox(folder).leftovers("ada")] == [1, 2]
    assert Outbox(folder).leftovers("grace") == []
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_the_hub_holds_is_not_offered(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    outbox.put("a", "ada", {"what": 1})
    outbox.put("a", "ada", {"what": 2})
    outbox.put("b", "ada", {"what": 3})
    outbox.remove("a")
    assert len(outbox) == 1
    outbox.close()
    assert [left.content["what"] for left in Outbox(tmp_path).leftovers("ada")] == [3]


def test_what_a_run_is_still_at_is_its_own(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    outbox.put("a", "ada", {})
    assert Outbox(tmp_path).leftovers("ada") == []
    assert outbox.leftovers("ada") == []


def test_after_kill_it_is_offered(tmp_path: Path) -> None:
    script = "import os, sys, pathlib; from hubtui.changes.outbox import Outbox\n"
    script += "Outbox(pathlib.Path(sys.argv[1])).put('a', 'ada', {'what': 1}); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert [left.content["what"] for left in Outbox(tmp_path).leftovers("ada")] == [1]


def test_only_one_of_two_runs_gets_it(tmp_path: Path) -> None:
    over(tmp_path, a=1)
    one, other = Outbox(tmp_path), Outbox(tmp_path)
    (for_one,), (for_other,) = one.leftovers("ada"), other.leftovers("ada")
    assert one.claim(for_one, "mine")
    assert not other.claim(for_other, "mine")
    assert other.leftovers("ada") == []
    one.remove("mine")
    one.close()
    assert [file.suffix for file in tmp_path.iterdir() if file.suffix == ".json"] == []


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    over(tmp_path, a=1)
    outbox = Outbox(tmp_path)
    outbox.discard(outbox.leftovers("ada")[0])
    assert Outbox(tmp_path).leftovers("ada") == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"told": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_costs_that_file_alone(tmp_path: Path, damage: bytes) -> None:
    over(tmp_path, a=1)
    (tmp_path / "0123.abcd.json").write_bytes(damage)
    assert [left.content["what"] for left in Outbox(tmp_path).leftovers("ada")] == [1]


def test_a_folder_that_cannot_be_written_is_said_and_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outbox = Outbox(tmp_path / "file" / "unsaved")
    outbox.put("a", "ada", {})
    assert outbox.problem
    assert len(outbox) == 1
    outbox.remove("a")
    outbox.close()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    over(tmp_path, a=1)
    (file,) = tmp_path.glob("*.json")
    elsewhere = tmp_path.parent / f"elsewhere-{os.getpid()}"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert Outbox(tmp_path).leftovers("ada") == []
