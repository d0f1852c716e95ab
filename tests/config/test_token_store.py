"""The token store: what we write the official client reads, and the other way round; nobody else reads either."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.config.auth import BadSetting, find_token
from hubtui.config.token_store import TokenStore

ONE, TWO = "hf_" + "a" * 34, "hf_" + "b" * 34
ODD_NAMES = ["plain", "a b", "ü · ☆", "[x]", "100%", "a=b", "a:b", "# note", "DEFAULTS", "x" * 300]


def official(home: Path, code: str) -> str:
    """What the official client says, with this home."""
    script = f"import json\nfrom huggingface_hub.utils import get_stored_tokens, get_token\n{code}"
    environ = {"HF_HOME": str(home), "PATH": os.environ["PATH"], "HF_HUB_DISABLE_TELEMETRY": "1"}
    done = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def store(home: Path, **more: str) -> TokenStore:
    return TokenStore({"HF_HOME": str(home), **more})


def test_the_official_client_is_who_logged_in_here(tmp_path: Path) -> None:
    ours = store(tmp_path)
    for place, name in enumerate(ODD_NAMES):
        ours.add(name, f"hf_{place:034d}")
    told = json.loads(official(tmp_path, "print(json.dumps([get_token(), get_stored_tokens()]))"))
    assert told[0] == f"hf_{len(ODD_NAMES) - 1:034d}"
    assert told[1] == {name: f"hf_{place:034d}" for place, name in enumerate(ODD_NAMES)}


def test_who_logged_in_there_is_switched_and_logged_out_here(tmp_path: Path) -> None:
    tmp_path.joinpath("stored_tokens").write_text(
        f"[one]\nhf_token = {ONE}\nrefresh_token = r\nexpires_at = 5\n\n[two]\nhf_token = {TWO}\n"
    )
    tmp_path.joinpath("token").write_text(ONE)
    ours = store(tmp_path)
    assert [(token.name, token.value, token.is_active) for token in ours.tokens()] == [
        ("one", ONE, True), ("two", TWO, False),
    ]  # fmt: skip
    ours.switch(TWO)
    assert official(tmp_path, "print(get_token())") == TWO
    ours.add("three", ONE.replace("a", "c"))
    assert "refresh_token = r" in tmp_path.joinpath("stored_tokens").read_text()
    ours.switch(TWO)
    ours.remove(TWO)
    told = json.loads(official(tmp_path, "print(json.dumps([get_token(), list(get_stored_tokens())]))"))
    assert told == [None, ["one", "three"]]


@pytest.mark.parametrize("umask", [0, 0o002, 0o022, 0o027, 0o077])
def test_nobody_else_reads_it_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store(tmp_path / "home").add("mine", ONE)
        store(tmp_path / "home").switch(ONE)
    finally:
        os.umask(before)
    for file in ("token", "stored_tokens"):
        assert (tmp_path / "home" / file).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    assert sorted(found.name for found in (tmp_path / "home").iterdir()) == ["stored_tokens", "token"]


def test_a_crash_in_the_middle_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = store(tmp_path)
    ours.add("one", ONE)

    def breaks(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", breaks)
    with pytest.raises(BadSetting, match="No space left") as told:
        ours.add("two", TWO)
    assert TWO not in str(told.value)
    assert [token.name for token in ours.tokens()] == ["one"]
    assert sorted(found.name for found in tmp_path.iterdir()) == ["stored_tokens", "token"]


def test_a_store_that_is_none_is_said_and_left_alone(tmp_path: Path) -> None:
    tmp_path.joinpath("stored_tokens").write_bytes(b"\xff\xfe[")
    with pytest.raises(BadSetting, match="no list of tokens"):
        store(tmp_path).tokens()
    with pytest.raises(BadSetting, match="no list of tokens"):
        store(tmp_path).add("one", ONE)
    assert tmp_path.joinpath("stored_tokens").read_bytes() == b"\xff\xfe["


def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.joinpath("file").write_text("")
    with pytest.raises(BadSetting, match="cannot be written"):
        store(tmp_path / "file" / "home").add("one", ONE)


def test_a_token_without_a_name_is_there_too_and_the_environment_goes_before_all(tmp_path: Path) -> None:
    tmp_path.joinpath("token").write_text(f"{ONE}\n")
    ours = store(tmp_path, HF_TOKEN=TWO)
    assert [(token.name, token.is_active) for token in ours.tokens()] == [("", True)]
    assert ours.overridden_by == "HF_TOKEN"
    assert store(tmp_path).overridden_by == ""
    found = find_token({"HF_HOME": str(tmp_path)})
    assert found is not None
    assert repr(ours.tokens()[0]).find(ONE) == -1


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=40)


@given(st.dictionaries(NAMES, st.from_regex(r"hf_[A-Za-z0-9]{34}", fullmatch=True), max_size=5))
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, tokens: dict[str, str]) -> None:
    ours = store(tmp_path_factory.mktemp("home"))
    kept = set()
    for name, value in tokens.items():
        try:
            ours.add(name, value)
        except BadSetting:
            continue
        kept.add(value)
    assert {token.value for token in ours.tokens()} == kept
