"""The file of the startup snapshot: what is saved, and when it is valid."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from hubtui.config.paths import cache_folder
from hubtui.terminal import startup_snapshot
from hubtui.terminal.cells import Grid, append_cells, sgr_style
from hubtui.terminal.snapshot_codec import decode_rows, encode_rows
from tests.terminal.grids import grid_of
from tests.terminal.machine import ROOT


def a_grid() -> Grid:
    rows = []
    for text in ("ab漢c", "é🇩🇪x ", "     "):
        cells: list[object] = []
        append_cells(cells, text, sgr_style("1;38;2;1;2;3"))
        append_cells(cells, "xy"[: 7 - len(cells)] if len(cells) > 5 else "xy", sgr_style("48;5;3", "https://x.y/"))
        rows.append((cells + [sgr_style().blank] * 8)[:8])
    return grid_of(rows)


def test_decoding_gives_the_same_rows() -> None:
    rows = a_grid().rows
    assert decode_rows(encode_rows(rows)) == rows


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a snapshot of eight columns and three rows."""
    folder = tmp_path / "hubtui"
    folder.mkdir()
    (folder / "salt").write_bytes(bytes(range(32)))
    monkeypatch.setattr(startup_snapshot, "_started", (str(folder), b"as ever"))
    startup_snapshot.save((8, 3), [("/nowhere", None)], "the bytes", True, encode_rows(a_grid().rows))
    (file,) = (folder / "snapshots").iterdir()
    return file


def test_a_changed_or_cut_file_is_not_valid(saved: Path) -> None:
    whole = saved.read_bytes()
    assert startup_snapshot._load((8, 3)) == ("the bytes", True, encode_rows(a_grid().rows))
    for index in range(len(whole)):
        saved.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert startup_snapshot._load((8, 3)) is None, index
        saved.write_bytes(whole[:index])
        assert startup_snapshot._load((8, 3)) is None, index


def test_a_slow_terminal_is_waited_for_only_a_moment() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    assert startup_snapshot._write(writer, "snapshot")
    with suppress(BlockingIOError):
        while True:
            os.write(writer, b"x" * 65536)
    assert not startup_snapshot._write(writer, "snapshot")
    os.close(reader)
    assert not startup_snapshot._write(writer, "snapshot")
    os.close(writer)


def test_with_another_salt_it_is_not_found(saved: Path) -> None:
    (saved.parents[1] / "salt").write_bytes(bytes(32))
    with pytest.raises(FileNotFoundError):
        startup_snapshot._load((8, 3))
    for broken in (b"", b"x" * 31):
        (saved.parents[1] / "salt").write_bytes(broken)
        with pytest.raises(OSError, match="no salt"):
            startup_snapshot._load((8, 3))


def test_all_can_be_deleted(saved: Path) -> None:
    startup_snapshot.delete_all()
    assert not saved.parent.exists()


def test_errors_while_saving_are_ignored(saved: Path) -> None:
    startup_snapshot.delete_all()
    saved.parent.write_text("in the way")
    startup_snapshot.save((8, 3), [], "the bytes", True, encode_rows(a_grid().rows))
    assert saved.parent.read_text() == "in the way"


def test_the_folder_is_the_cache_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (None, "/tmp/elsewhere"):
        if given:
            monkeypatch.setenv("XDG_CACHE_HOME", given)
        else:
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        assert startup_snapshot.cache_root(os.environ) == str(cache_folder())


def test_importing_it_costs_next_to_nothing() -> None:
    code = "import sys; before = set(sys.modules); import hubtui.__main__; print(sorted(set(sys.modules) - before))"
    told = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    for name in ("typing", "pathlib", "contextlib", "json", "argparse", "dataclasses", "textual", "asyncio"):
        assert f"'{name}'" not in told.stdout, name
