"""Promise 3: a token that was used is in no file but the store, no output, no argument, and no crash report."""

import base64
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from hubtui.browser.list_view import ListView
from hubtui.managing.create import CreateForm
from hubtui.managing.repo_change_actions import RepoChangeActions
from hubtui.resources.mine.list import MineList
from hubtui.resources.repos.screen import RepoScreen
from hubtui.resources.request.list import ActivityList
from tests.demo_hub import DemoHub, start_demo
from tests.terminal.session import Session
from tests.warm import CODE, Program, hubtui, run

WALK = ["P", "\x1b", "6", "a", "\x1b", "]", "[", "1", "y", "u"]
CRASH = """
import sys
from hubtui.__main__ import main
import {module} as module
def crashes(self, *given, **named):
    raise RuntimeError("the token is " + {token!r})
setattr(module.{owner}, {where!r}, crashes)
sys.argv = ["hubtui", *sys.argv[1:]]
sys.exit(main())
"""
CRASHES: list[tuple[Callable[..., object], str]] = [
    (ListView.on_row_list_cursor_moved, "j"),
    (MineList.count, "6"),
    (ActivityList.count, "@"),
    (CreateForm.problems, "n"),
    (RepoChangeActions._meant, "m"),
    (RepoScreen.top_parts, "\r"),
]
"""A method of each part of the program, and the keys that make it run."""


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as found:
        yield found


def disguises(token: str) -> list[bytes]:
    """The token as it may stand somewhere."""
    plain = token.encode()
    coded = [base64.b64encode(b"x" * pad + plain)[4:-4] for pad in range(3)]
    return [plain, quote(token).encode(), plain.hex().encode(), repr(token)[1:-1].encode(), *coded]


def found_in(token: str, folder: Path, written: bytes) -> list[str]:
    places = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()} | {"the pty": written}
    return [place for place, content in places.items() for shape in disguises(token) if shape in content]


def arguments_of_all() -> bytes:
    """The argument lists of all processes of this machine."""
    told = b""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and process.name != str(os.getpid()):
            try:
                told += (process / "cmdline").read_bytes()
            except OSError:
                continue
    return told


def environ(hub: DemoHub) -> dict[str, str]:
    return {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token, "SSH_TTY": "/dev/pts/0"}


def test_the_token_is_nowhere_after_a_walk_through_everything(hub: DemoHub) -> None:
    with Session(hubtui("--author", "ada"), size=(120, 36), environ=environ(hub)) as session:
        session.wait_for("ada · write")
        session.wait_for("that is all")
        for keys, shown in (("n", "New repo"), ("canary", "the name is free"), ("\r\r\r\r", "u undoes it")):
            session.send(keys)
            session.wait_for(shown)
        for keys in WALK:
            session.send(keys)
            # Escape and the key after it must not arrive as one sequence.
            session.rest(0.4 if keys == "\x1b" else 0.15)
        session.wait_for("Copy URL")
        session.send("\x1b")
        session.wait_until(lambda: "Copy URL" not in str(session.screen.lines()), "the dialog to go")
        for keys, shown in (("@", "Activity"), ("\r", "‹ "), ("q", "Activity"), ("y", "curl")):
            session.send(keys)
            session.wait_for(shown)
            session.rest(0.15)
        before = len(session.written)
        session.send("c")
        command = session.copied(before)
        session.send("q")
        assert hub.token.encode() not in arguments_of_all()
        session.send("\x03")
        session.rest(0.3)
        session.send("\r")
        session.end()
        home = Path(session.home.name)
        assert any(home.rglob("journal-*.jsonl")), "the walk did write something"
        assert found_in(hub.token, home, session.written) == []
        assert b"$HF_TOKEN" in command, "a curl command was copied"


@pytest.mark.timeout(600)
def test_the_token_is_in_no_crash(hub: DemoHub, runs: Callable[[int], int]) -> None:
    for number in range(runs(60)):
        method, keys = CRASHES[(number + random.randrange(len(CRASHES))) % len(CRASHES)]
        owner, _, where = method.__qualname__.rpartition(".")
        script = CRASH.format(module=method.__module__, owner=owner, where=where, token=hub.token)
        with Session(Program(CODE, (script, "--author", "ada")), environ=environ(hub)) as session:
            session.wait_for("that is all")
            for key in keys:
                session.send(key)
                session.rest(0.2)
            assert session.end() == 1, (owner, where)
            home = Path(session.home.name)
            reports = [path for path in home.rglob("*") if path.is_file() and b"RuntimeError" in path.read_bytes()]
            assert reports, (owner, where, session.written[-300:])
            assert found_in(hub.token, home, session.written) == [], (owner, where)
            assert b"Traceback" not in session.written


def test_the_debug_log_tells_of_requests_and_holds_no_secret(tmp_path: Path) -> None:
    with start_demo(repos=60) as hub:
        log = tmp_path / "debug.log"
        logged = ("--author", "ada", "--debug-log")
        with Session(hubtui(*logged, str(log)), size=(120, 36), environ=environ(hub)) as session:
            session.wait_for("ada ·")
            session.send("q")
            assert session.end() == 0
        text = log.read_text()
        assert "GET /api/models?author=ada" in text
        assert "/api/whoami-v2: 200 in" in text
        assert found_in(hub.token, tmp_path, b"") == []
        assert log.stat().st_mode & 0o777 == 0o600
        with Session(hubtui(*logged, "/nowhere/at/all"), environ=environ(hub)) as session:
            assert session.end() == 2
            assert b"--debug-log /nowhere/at/all: No such file or directory" in session.written


def test_what_a_library_logs_is_without_secrets_and_controls(tmp_path: Path) -> None:
    log = tmp_path / "debug.log"
    script = f"""
import logging
from pathlib import Path
from hubtui.cli.debug_log import begin
from hubtui.terminal.capabilities import detect
begin(Path({str(log)!r}), ["s3cret-of-ours"], detect({{"TERM": "xterm"}}))
logging.getLogger("library").warning("sent %s and hf_{"x" * 20} with \x1b]52;c;eA==\x07", "s3cret-of-ours")
"""
    ran = run(Program(CODE, (script,)), os.environ)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    text = log.read_text()
    assert "sent <hidden> and <hidden> with \\x1b]52" in text
    assert "s3cret" not in text
    assert "\x1b" not in text
