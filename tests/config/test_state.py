"""What is kept between runs: nothing in it is needed, and nothing odd in it hinders."""

import json
from pathlib import Path

import pytest

from hubtui.config.state import ListingState, State, read_state, write_state

STATE = State(
    "datasets",
    "ada",
    {"models": ListingState({"text": "qwen"}, "Qwen/Qwen3-8B", False, ("a/b", "c/d"))},
    (("model", "a/b"), ("paper", "2309.16609")),
    True,
)
HUB, OTHER = "https://huggingface.co", "http://127.0.0.1:8765"


def test_it_comes_back_as_it_was_for_each_hub_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "state" / "state.json"
    write_state(file, HUB, STATE)
    write_state(file, OTHER, State("mine"))
    assert read_state(file, HUB) == STATE
    assert read_state(file, OTHER) == State("mine")
    assert read_state(file, "https://elsewhere.example") == State()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["state.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1}', "[" * 100_000, '"x"', "\x00"])
def test_what_is_no_state_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(text)
    assert read_state(file, HUB) == State()
    write_state(file, HUB, STATE)
    assert read_state(file, HUB) == STATE


@pytest.mark.parametrize("odd", [None, 5, "x", [], [None], {"a": []}, True])
def test_an_odd_part_costs_that_part(tmp_path: Path, odd: object) -> None:
    file = tmp_path / "state.json"
    write_state(file, HUB, STATE)
    whole = json.loads(file.read_text())
    for name in ("tab", "account", "listings", "recent", "hinted"):
        file.write_text(json.dumps({HUB: whole[HUB] | {name: odd}}))
        read = read_state(file, HUB)
        kept = {"tab", "account", "listings", "recent", "hinted"} - {name}
        assert all(getattr(read, other) == getattr(STATE, other) for other in kept)
    for name in ("choice", "cursor", "preview", "marks"):
        listing = whole[HUB]["listings"]["models"] | {name: odd}
        file.write_text(json.dumps({HUB: whole[HUB] | {"listings": {"models": listing}}}))
        assert read_state(file, HUB).tab == "datasets"


def test_where_it_cannot_be_written_it_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    write_state(tmp_path / "file" / "state.json", HUB, STATE)
    assert read_state(tmp_path / "file" / "state.json", HUB) == State()
