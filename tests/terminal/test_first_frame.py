"""Where no picture was kept the frame of the screen stands before Textual is imported, as the app draws it."""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.emulator import Place
from tests.terminal.machine import LONG, Machine
from tests.terminal.session import Session

LOADING = "Loading "
PALETTE = {"COLORTERM": "", "TERM": "xterm-256color"}
SIXTEEN = {"COLORTERM": "", "TERM": "xterm"}
SETTINGS = '[columns]\nmodels = ["likes"]\n[keys]\ntoggle_preview = ["f9"]\n'


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """One whose Hub takes connections and says nothing; the first hint was given long ago."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(64)
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        (tmp_path / "state" / "hubtui").mkdir(parents=True)
        (tmp_path / "state" / "hubtui" / "state.json").write_text(json.dumps({endpoint: {"hinted": True}}))
        yield Machine(tmp_path, endpoint, "hf_demo_write_token_0123456789")


def picture(session: Session) -> list[list[Place]]:
    """What is seen, without the line that says that rows are loading."""
    rows, lines = session.screen.picture(), session.screen.lines()
    for y, line in enumerate(lines):
        if LOADING in line:
            start = line.index(LOADING)
            end = start + len(line[start:].partition("  ")[0])
            rows[y][:end] = [rows[y][0]] * end
    return rows


@pytest.mark.parametrize(
    ("size", "arguments", "environ"),
    [
        ((80, 24), (), {}),
        ((120, 40), (), {}),
        ((201, 50), (), {}),
        ((110, 12), ("--tab", "datasets"), {}),
        ((99, 30), ("--tab", "spaces", "--sort", "likes"), {}),
        ((40, 10), ("--search", "漢字 llama", "--author", "openai"), {}),
        ((60, 15), ("--filter", "license:mit", "--filter", "gguf", "--read-only"), {}),
        ((120, 30), ("--theme", "light"), {}),
        ((120, 30), ("--theme", "high-contrast"), {}),
        ((120, 30), ("--theme", "ansi"), SIXTEEN),
        ((120, 30), ("--theme", "mono"), {}),
        ((120, 30), (), PALETTE),
        ((120, 30), (), SIXTEEN),
        ((120, 30), (), {"NO_COLOR": "1"}),
        ((120, 30), (), {"COLORFGBG": "0;15"}),
        ((120, 30), ("--theme", "high-contrast"), SIXTEEN | {"COLORTERM": "truecolor"}),
        ((120, 30), ("--ascii",), {}),
        ((120, 30), (), {"COLUMNS": "90", "LINES": "20"}),
        ((120, 30), (), {"HF_TOKEN": "", "HF_HOME": "/nowhere"}),
    ],
)
def test_the_app_draws_what_stands_there(
    machine: Machine, size: tuple[int, int], arguments: tuple[str, ...], environ: dict[str, str]
) -> None:
    """Nothing of the frame changes when the app comes, and next to nothing is sent."""
    (machine.home / "config" / "hubtui").mkdir(parents=True)
    (machine.home / "config" / "hubtui" / "config.toml").write_text(SETTINGS)
    machine.environ |= environ
    with machine.held(*arguments, size=size) as session:
        stood, sent = picture(session), len(session.written)
        lines = session.screen.lines()
        assert lines[0].startswith(" Models ")
        assert lines[-1].startswith(" enter open ")
        machine.go()
        session.wait_for(LOADING)
        assert len(session.written) - sent < 350, session.written[sent:]
        # On a busy machine it may tell already how many requests are under way.
        last = -1 if "under way" in session.screen.lines()[-1] else None
        assert picture(session)[:last] == stood[:last], "\n".join([*lines, *session.screen.lines()])


def test_of_another_tab_its_name_stands_there(machine: Machine) -> None:
    with machine.held("--tab", "collections") as session:
        top = session.screen.picture()[0]
        assert session.screen.lines()[0].startswith(" Models ")
        assert not "".join(session.screen.lines()[1:])
        machine.go()
        session.wait_for("search")
        session.rest(0.3)
        assert session.screen.picture()[0] == top


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [
        (("--plain",), {}),
        (("--theme", "dark"), SIXTEEN),
        (("--theme", "high-contrast"), PALETTE),
        (("--tab", "nope"), {}),
        (("--endpoint", "ftp://x"), {}),
    ],
)
def test_no_frame_where_it_is_read_aloud_or_has_other_colours_or_nothing_begins(
    machine: Machine, arguments: tuple[str, ...], environ: dict[str, str]
) -> None:
    machine.environ |= environ
    with machine.held(*arguments) as session:
        assert b"\x1b" not in session.written


def test_what_comes_after_the_frame_is_shown_at_once(machine: Machine) -> None:
    with machine.held(instead=LONG) as session:
        machine.go()
        session.wait_for(LOADING)


def test_in_the_background_nothing_is_drawn(machine: Machine) -> None:
    begin = "import subprocess, sys; subprocess.call(sys.argv[1:], process_group=0)"
    with machine.held(by=(sys.executable, "-c", begin)) as session:
        assert session.written == b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_while_it_stands_the_terminal_is_as_it_was(machine: Machine, number: signal.Signals) -> None:
    with machine.held() as session:
        assert "search" in session.screen.lines()[1]
        session.send("ls")  # typed ahead: not for the shell
        session.rest(0.05)
        os.kill(session.process.pid, number)
        assert session.end() == 128 + number
        assert session.left_on() == []


def test_a_crash_on_the_way_in_is_told_on_a_terminal_as_it_was(machine: Machine) -> None:
    with machine.held(instead="1 / 0") as session:
        session.end()
        assert session.left_on() == []
        assert b"hubtui crashed" in session.written.rpartition(b"\x1b[?1049l")[2]


def test_in_a_window_of_another_size_it_is_drawn_anew(machine: Machine) -> None:
    with machine.held(size=(100, 30)) as session:
        session.resize(90, 26)
        machine.go()
        session.wait_for("under way")
        session.rest(0.3)
        seen = session.screen.picture()
        session.send("\x0c")
        session.rest(0.3)
        assert session.screen.picture() == seen


def test_keys_that_are_typed_ahead_are_not_lost(machine: Machine) -> None:
    with machine.held() as session:
        session.send("q")
        session.rest(0.1)
        machine.go()
        assert session.end() == 0
        assert session.left_on() == []
