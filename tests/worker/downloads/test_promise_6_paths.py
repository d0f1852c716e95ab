"""Promise 6: no file name leads outside the folder, over something, or through a link; the good ones are all saved."""

import os
import random
from pathlib import Path

import pytest

from hubtui.worker.downloads.paths import UnsafePath, longest_name, parts_of
from hubtui.worker.downloads.transfer import Refused, Transfer
from tests.worker.downloads.flaky import Flaky
from tests.worker.downloads.test_promise_7_downloads import files_below, no_sleep, wanted_of

ONLY_WINDOWS = [
    "aux/model.bin", "com1.json", "CON", "nul.txt", "a/AUX", "com1", "LPT9.bin", "a:b.txt", "c:x", "C:/x", "a.", "a ",
    "a/b./c", "a/b /c",
]  # fmt: skip
"""Names that only Windows does not take."""
BAD = [
    "../../etc/x", "..", "../x", "a/../../x", "a/..", "/etc/passwd", "//x", "/", "", "a//b", "./x", "a/./b", ".",
    "C:\\x", "a\\..\\x", "\\\\host\\share", "~/x", "~root/x", "a\0b", "a\nb", "a\x1b[2Jb", "a\rb",
    "a\u202eb", "a\u200bb", "x" * 4000, "/".join(["d"] * 500), "d/" * 2100 + "x", "é" * 200, "x" * 256,
    "x.hubtui-part", "\ud800", "a\tb", "a\u2028b", "a\ufeffb", "a\x85b",
]  # fmt: skip
GOOD = [
    "config.json", "a/b/c/d.txt", ".gitattributes", "..a", "a..b", "...x", "a b", "-rf", "--help", "$(touch x)", "`x`",
    "a;b", "a&b", "a|b", "*", "?", "[a]", "{a}", "'", '"', "é", "日本語.txt", "emoji 🙂", "a'b", "#x", "%2e%2e", "%2F",
    "x" * 200, "=", "@", "!", "console", "null", "a/con-fig", "ab:c",
    *ONLY_WINDOWS, "x" * 255, "é" * 127, "日" * 85, "z/" + "y" * 255,
    "10.00\u202fAM.png", "a\u00a0b", "می\u200cخواهم", "👩\u200d🚀.png",
]  # fmt: skip


def names() -> list[str]:
    """Two hundred of them: these, and these inside and beside each other."""
    rng = random.Random(6)
    made = [f"{rng.choice(GOOD)}/{rng.choice(BAD)}" for _ in range(60)]
    made += [f"{rng.choice(['data', 'weights', 'x'])}/{rng.choice(GOOD)}" for _ in range(70)]
    return [*BAD, *GOOD, *made][:200]


async def test_nothing_leaves_the_folder_and_the_good_ones_are_saved(tmp_path: Path) -> None:
    folder = tmp_path / "inner" / "folder"
    outside = tmp_path / "inner" / "outside"
    outside.mkdir(parents=True)
    saved: dict[str, bytes] = {}
    words: list[str] = []
    for number, name in enumerate(names()):
        content = f"content {name!r}".encode()
        server = Flaky(content, [], random.Random(number))
        try:
            if await Transfer(wanted_of(content, True, name), folder, server.open, lambda *_: None, no_sleep).fetch():
                saved[name] = content
        except Refused as refused:
            words.append(str(refused))
    assert all(len(line) < 400 and "\n" not in line for line in words)
    inside = files_below(tmp_path)
    assert all(path.is_relative_to(folder) for path in inside)
    assert {path: path.read_bytes() for path in inside} == {folder / name: content for name, content in saved.items()}
    assert set(GOOD) <= set(saved)
    assert not any(name in saved for name in BAD)


async def test_no_link_is_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "theirs").write_bytes(b"theirs")
    (folder / "link").symlink_to(outside, target_is_directory=True)
    (folder / "file").symlink_to(outside / "theirs")
    (folder / "hanging").symlink_to(outside / "new")
    for name in ("link/x", "link/theirs", "link/deeper/x", "file", "hanging"):
        server = Flaky(b"ours", [], random.Random(0))
        with pytest.raises(Refused):
            await Transfer(wanted_of(b"ours", True, name), folder, server.open, lambda *_: None, no_sleep).fetch()
    assert [path.name for path in outside.iterdir()] == ["theirs"]
    assert (outside / "theirs").read_bytes() == b"theirs"


async def test_a_folder_in_the_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "model.bin").mkdir()
    (tmp_path / "data").write_bytes(b"a file")
    for name in ("model.bin", "data/x"):
        server = Flaky(b"ours", [], random.Random(0))
        with pytest.raises(Refused):
            await Transfer(wanted_of(b"ours", True, name), tmp_path, server.open, lambda *_: None, no_sleep).fetch()
    assert (tmp_path / "data").read_bytes() == b"a file"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_name_is_refused_in_words(name: str) -> None:
    with pytest.raises(UnsafePath, match="not saved"):
        parts_of(name)


def test_a_disk_with_shorter_names_takes_shorter_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "pathconf", lambda *_: 143)
    assert longest_name(tmp_path / "new" / "folder") == 143
    assert parts_of("x" * 143, 143) == ("x" * 143,)
    with pytest.raises(UnsafePath, match="too long"):
        parts_of("x" * 144, 143)


def test_the_folder_that_is_proposed_is_one_below_where_one_is() -> None:
    from hubtui.resources.transfer.dialog import folder_for

    assert folder_for("ada/bert") == "bert"
    assert {folder_for(f"ada/{name}") for name in ("..", ".", "~root", "a\\b", "", "/etc")} <= {"download", "etc"}
