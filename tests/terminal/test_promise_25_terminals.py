"""Promise 25: the same session shows the same cells in pyte, in xterm.js and in tmux."""

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.terminal.session import PATIENCE, Session, app
from tests.warm import Program, hubtui

NODE_MODULES = "HUBTUI_NODE_MODULES"
"""The folder that has @xterm/headless and @xterm/addon-unicode11."""
HUBTUI = hubtui("--demo")
SCENES: dict[str, tuple[Program, tuple[int, int], list[str]]] = {
    "rows of other scripts, scrolled": (
        app("--odd", "--preview"),
        (100, 30),
        ["\x1b[B" * 3, "\x1b[6~", "\x1b[6~", "\x1b[A" * 31, "\x1b[B" * 40, "\x1b[F", "\x1b[H", "p", "\x1b[6~"],
    ),
    "dialogs over rows of other scripts": (
        app("--odd"),
        (81, 24),
        ["d", "語🤗é", "\x7f", "\x1b", "\x1b[6~", "o", "日本", "\x1b", "r"],
    ),
    "listing, page and dialogs": (
        HUBTUI,
        (100, 30),
        ["\x1b[B" * 4, "\x1b[6~", "?", "\x1b", "g d", "/", "a語🤗", "\x1b"],
    ),
    "a narrow one": (HUBTUI, (61, 20), ["\x1b[6~", "\x1b[B" * 25, ":", "語", "\x1b", "\r", "\x1b[B" * 9, "]", "\x1b"]),
}
WITH_SIZES = {"listing, page and dialogs": (120, 36), "rows of other scripts, scrolled": (77, 22)}
"""Another size in the middle of it."""


@dataclass
class Recording:
    """A session: what was written up to each moment, and what pyte showed then."""

    size: tuple[int, int]
    steps: list[bytes | tuple[int, int]] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)


def record(name: str) -> Recording:
    command, size, keys = SCENES[name]
    made = Recording(size)
    at = 0

    def take(session: Session) -> None:
        nonlocal at
        session.rest(0.25)
        made.steps.append(session.written[at:])
        made.shown.append(session.screen.lines())
        at = len(session.written)

    with Session(command, size=size) as session:
        session.wait_for(" loaded, " if command is HUBTUI else "enter open")
        take(session)
        for number, key in enumerate(keys):
            if number == len(keys) // 2 and name in WITH_SIZES:
                session.resize(*WITH_SIZES[name])
                made.steps.append(WITH_SIZES[name])
                made.shown.append(session.screen.lines())
                take(session)
            for one in key.split(" "):
                session.send(one)
            take(session)
    return made


def differences(recording: Recording, others: list[list[str]]) -> Iterator[str]:
    for number, (step, ours, theirs) in enumerate(zip(recording.steps, recording.shown, others, strict=True)):
        if isinstance(step, tuple):
            continue  # each terminal cuts or reflows what it shows in its own way, until it is drawn anew
        for y, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            if one.rstrip() != other.rstrip():
                yield f"step {number}, row {y}:\n  {one!r}\n  {other!r}"


def in_xterm_js(recording: Recording, modules: str) -> list[list[str]]:
    """What xterm.js shows after each step."""
    steps = [step if isinstance(step, tuple) else base64.b64encode(step).decode() for step in recording.steps]
    done = subprocess.run(
        ["node", str(Path(__file__).with_name("replay_in_xterm.js"))],
        input=json.dumps({"size": recording.size, "steps": steps}),
        env=os.environ | {"NODE_PATH": modules},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    screens: list[list[str]] = json.loads(done.stdout)
    return screens


@dataclass
class Tmux:
    """A tmux server of its own with one pane, which shows what is written to a FIFO."""

    folder: Path
    size: tuple[int, int]

    def __post_init__(self) -> None:
        self.fifo = self.folder / "fifo"
        os.mkfifo(self.fifo)
        columns, lines = self.size
        shown = f"stty raw -echo; exec cat {self.fifo}"
        self.run("new-session", "-d", "-x", str(columns), "-y", str(lines), shown)
        self.run("set", "-g", "status", "off")
        self.run("resize-window", "-x", str(columns), "-y", str(lines))
        self.writer = self.fifo.open("wb", buffering=0)

    def run(self, *words: str) -> str:
        command = ["tmux", "-S", str(self.folder / "socket"), "-f", os.devnull, *words]
        environ = {key: value for key, value in os.environ.items() if key != "TMUX"} | {"LC_ALL": "C.UTF-8"}
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE, env=environ).stdout

    def lines(self, count: int) -> list[str]:
        found = [line.rstrip() for line in self.run("capture-pane", "-p").split("\n")[:count]]
        return found + [""] * (count - len(found))

    def close(self) -> None:
        self.run("kill-server")
        self.writer.close()


def until(look: Callable[[], list[str]], expected: list[str]) -> list[str]:
    """What is seen, once it is what is expected, or after a while."""
    end = time.monotonic() + PATIENCE
    while (seen := look()) != expected and time.monotonic() < end:
        time.sleep(0.02)
    return seen


def in_tmux(recording: Recording, folder: Path) -> list[list[str]]:
    """What tmux shows after each step."""
    tmux = Tmux(folder, recording.size)
    screens: list[list[str]] = []
    try:
        for step, shown in zip(recording.steps, recording.shown, strict=True):
            if isinstance(step, tuple):
                tmux.run("resize-window", "-x", str(step[0]), "-y", str(step[1]))
                screens.append(shown)
                continue
            tmux.writer.write(step)
            screens.append(until(lambda shown=shown: tmux.lines(len(shown)), shown))  # type: ignore[misc]
    finally:
        tmux.close()
    return screens


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.some(2)
def test_three_terminals_show_the_same(name: str, tmp_path: Path) -> None:
    recording = record(name)
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux")
    assert list(differences(recording, in_tmux(recording, tmp_path))) == []
    modules = os.environ.get(NODE_MODULES, "")
    if not modules or shutil.which("node") is None:
        pytest.skip(f"needs node, and {NODE_MODULES}: a node_modules with @xterm/headless and @xterm/addon-unicode11")
    assert list(differences(recording, in_xterm_js(recording, modules))) == []
