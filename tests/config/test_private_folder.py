"""Folders are made for their owner alone; the mode of one that exists is never changed."""

import os
from pathlib import Path

import pytest

from hubtui.config.json_file import write_json_entry
from hubtui.config.plain_http import agree
from hubtui.config.private_folder import make_private
from hubtui.config.token_store import TokenStore
from hubtui.terminal.crash import write_report

TOKEN = "hf_" + "a" * 34


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_all_that_is_missing_is_made_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make_private(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(before)
    assert [mode(tmp_path / path) & 0o777 for path in ("a", "a/b", "a/b/c")] == [0o700] * 3


@pytest.mark.parametrize("given", [0o2775, 0o1777, 0o755, 0o700])
def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path, given: int) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(given)
    store = TokenStore({"HF_HOME": str(folder)})
    store.add("mine", TOKEN)
    store.switch(TOKEN)
    agree("hub.example", folder)
    assert not write_json_entry(folder / "state.json", "https://hub.example", {})
    assert write_report(ValueError(), folder)
    assert mode(folder) == given
    assert [mode(folder / name) for name in ("token", "stored_tokens")] == [0o600, 0o600]
    store.remove(TOKEN)
    assert mode(folder) == given


def test_what_is_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in ("file", "file/below"):
        with pytest.raises(OSError, match=r"exists|Not a directory"):
            make_private(tmp_path / place)
