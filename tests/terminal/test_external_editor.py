"""The external editor: every failure is one line, and the terminal is restored."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hubtui.terminal.external_editor import EditorFailed, edit, editor_command


class Away:
    """Counts how often the terminal was given away and came back."""

    def __init__(self) -> None:
        self.left = self.back = 0

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """As Textual does it: what is raised inside keeps it from coming back."""
        self.left += 1
        yield
        self.back += 1


def program(path: Path, script: str, mode: int = 0o755) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(mode)
    return path


ADDS = 'echo added >> "$1"'


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], **more}


@pytest.mark.parametrize(
    "value",
    ["{}", "{} ", "'{}'", '"{}"', "{} --wait", "sh {}", "true && {}", "FLAG=1 {}",
     "$HERE/ed", "~/ed", "sh -c '{} \"$1\"' -"],
)  # fmt: skip
@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_editor_is_started_in_the_way_of_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    script = program(tmp_path / "ed", 'for last; do :; done; echo added >> "$last"')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HERE", str(tmp_path))
    away = Away()
    assert edit("text\n", away.suspended, environment(**{variable: value.format(script)})) == "text\nadded\n"
    assert (away.left, away.back) == (1, 1)


def test_a_path_with_a_blank_works_quoted_and_unquoted(tmp_path: Path) -> None:
    script = program(tmp_path / "my editors" / "ed", ADDS)
    for value in (str(script), f"'{script}'", str(script).replace(" ", "\\ ")):
        assert edit("", Away().suspended, environment(EDITOR=value)) == "added\n"


def test_visual_comes_first_unless_it_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "vi", ADDS)
    path = f"{tmp_path}:{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)
    assert editor_command({"VISUAL": "true", "EDITOR": "false", "PATH": path}) == ("VISUAL", ["true"])
    assert editor_command({"VISUAL": " ", "EDITOR": "false", "PATH": path}) == ("EDITOR", ["false"])
    assert edit("", Away().suspended, {"VISUAL": "", "EDITOR": "", "PATH": path}) == "added\n"


def test_an_editor_that_cannot_be_started_is_reported(tmp_path: Path) -> None:
    plain = program(tmp_path / "plain", ADDS, mode=0o644)
    named = "EDITOR names an editor that cannot be started"
    other = "set EDITOR to one, such as nano"
    expected = {
        "no-such-editor": f"{named}: no program 'no-such-editor' is found; {other}",
        "/no/such/editor -w": f"{named}: /no/such/editor is not there; {other}",
        str(tmp_path): f"{named}: {tmp_path} is a folder; {other}",
        f"{tmp_path}/my editor": f"{named}: {tmp_path}/my is not there; {other}",
        str(plain): f"{named}: {plain} may not be executed; {other}",
        "'never closed": "EDITOR cannot be read: a quote in it is never closed",
        "''": f"{named}: no program '' is found; {other}",
    }
    for value, words in expected.items():
        away = Away()
        with pytest.raises(EditorFailed) as caught:
            edit("text", away.suspended, environment(EDITOR=value))
        assert str(caught.value) == words
        assert caught.value.text is None
        assert away.left == away.back == 0


def test_without_any_editor(tmp_path: Path) -> None:
    with pytest.raises(EditorFailed) as caught:
        editor_command({"PATH": str(tmp_path)})
    assert str(caught.value) == "there is no editor: no program 'vi' is found; set EDITOR to one, such as nano"


FAILS = {
    "an error": (f"{ADDS}; exit 3", "EDITOR ended with an error (3)", "text\nadded\n"),
    "killed": (f"{ADDS}; kill -9 $$", "EDITOR was ended by SIGKILL", "text\nadded\n"),
    "ctrl+c": (f"{ADDS}; kill -2 $$", "EDITOR was ended by SIGINT", "text\nadded\n"),
    "no file": ('rm "$1"', "EDITOR left no file that can be read: No such file or directory", None),
    "UTF-16": (r"""printf '\377\376a\0' > "$1" """, "EDITOR did not save the file as UTF-8", None),
}


@pytest.mark.parametrize("name", FAILS)
def test_a_failed_editor_is_reported_and_the_text_is_kept(tmp_path: Path, name: str) -> None:
    script, words, kept = FAILS[name]
    away = Away()
    with pytest.raises(EditorFailed) as caught:
        edit("text\n", away.suspended, environment(EDITOR=str(program(tmp_path / "ed", script))))
    assert (str(caught.value), caught.value.text) == (words, kept)
    assert (away.left, away.back) == (1, 1)


def test_a_script_without_an_interpreter_is_reported(tmp_path: Path) -> None:
    script = program(tmp_path / "ed", "")
    script.write_text("#!/no/such/interpreter\n")
    away = Away()
    with pytest.raises(EditorFailed, match="EDITOR cannot be started: No such file or directory"):
        edit("", away.suspended, environment(EDITOR=str(script)))
    assert (away.left, away.back) == (1, 1)


def test_without_a_place_for_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(EditorFailed, match=r"^no file for EDITOR could be written: .*; set TMPDIR$"):
        edit("", Away().suspended, environment(EDITOR="true"))


def test_ctrl_c_reaches_only_the_editor(tmp_path: Path) -> None:
    # In a group of its own, as a terminal sends it to all of them.
    program(tmp_path / "ed", "trap 'echo caught >> \"$1\"' INT; kill -2 0; exit 0")
    code = (
        "import contextlib, os; from hubtui.terminal.external_editor import edit\n"
        "print(edit('', contextlib.nullcontext, os.environ), end='')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "VISUAL": str(tmp_path / "ed")}, capture_output=True,
        text=True, timeout=90, check=False, start_new_session=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "caught\n", "")
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
