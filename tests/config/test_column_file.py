"""Columns chosen in the program are written into config.toml, and nothing else in it changes."""

import subprocess
import sys
from pathlib import Path

import pytest

from hubtui.config.column_file import save_columns
from hubtui.config.settings import read_settings

TEXT = """# mine
theme = "dark"   # as in tmux

[columns]  # chosen by hand
datasets = ["size"]
models = [ "likes", 'task' ]  # a few

[keys]
sort = "S"
"""


def test_only_the_columns_change(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(TEXT)
    file.chmod(0o640)
    assert save_columns(file, "models", ("licence", "size")) == ""
    assert file.read_text() == TEXT.replace("[ \"likes\", 'task' ]", '["licence", "size"]')
    assert file.stat().st_mode & 0o777 == 0o640
    assert read_settings(file).columns == {"datasets": ("size",), "models": ("licence", "size")}
    assert save_columns(file, "models", ()) == ""
    assert file.read_text() == "".join(line for line in TEXT.splitlines(True) if not line.startswith("models"))


def test_without_a_file_one_is_written_and_without_columns_none(tmp_path: Path) -> None:
    file = tmp_path / "hubtui" / "config.toml"
    assert save_columns(file, "models", ()) == ""
    assert not file.exists()
    assert save_columns(file, "spaces", ("sdk",)) == ""
    assert read_settings(file).columns == {"spaces": ("sdk",)}


@pytest.mark.parametrize("text", ["\ufeffmouse = false\r\n", "columns.models = ['likes']\nmouse = false\n"])
def test_a_byte_order_mark_line_ends_and_dotted_names_stay(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode())
    assert save_columns(file, "models", ("size",)) == ""
    found = read_settings(file)
    assert (found.mouse, found.columns, found.problems) == (False, {"models": ("size",)}, ())
    assert file.read_bytes().decode().startswith(text[:10])


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_text("")
    file = tmp_path / "config.toml"
    file.symlink_to("dotfiles.toml")
    assert save_columns(file, "models", ("size",)) == ""
    assert file.is_symlink()
    assert "size" in (tmp_path / "dotfiles.toml").read_text()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"theme = \n[", "is not changed: "), (b"\xff\xfe", "no text in UTF-8"), (b"columns = 3", "columns is no table")],
)
def test_a_damaged_file_is_left_alone_with_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    problem = save_columns(file, "models", ("size",))
    assert words in problem
    assert "\n" not in problem
    assert file.read_bytes() == content


def test_a_file_that_is_read_only_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(TEXT)
    file.chmod(0o444)
    assert save_columns(file, "models", ("size",)) == f"{file} cannot be written: it is read-only"
    assert file.read_text() == TEXT
    assert list(tmp_path.iterdir()) == [file]


def test_the_library_for_it_is_loaded_only_when_it_is_needed() -> None:
    code = (
        "import sys, hubtui.cli.browse, hubtui.config.column_file, hubtui.app.hub_app; print('tomlkit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
