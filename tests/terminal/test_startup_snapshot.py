"""The startup snapshot is shown before Textual is imported, only to its owner; afterwards the terminal is restored."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hubtui.terminal import startup_snapshot
from tests.demo_hub import DemoHub, start_demo
from tests.terminal.machine import LONG, Machine
from tests.terminal.session import Session

ROW = "openai/gpt-oss-120b"


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=300) as found:
        yield found


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, hub: DemoHub) -> Machine:
    """A machine with a snapshot, for runs that do not come as far as saving another one."""
    machine = Machine(tmp_path_factory.mktemp("left"), hub.endpoint, hub.token)
    machine.run()
    return machine


@pytest.fixture
def machine(tmp_path: Path, hub: DemoHub) -> Machine:
    return Machine(tmp_path, hub.endpoint, hub.token)


def shown(session: Session) -> bool:
    return any(ROW in line for line in session.screen.lines())


def is_empty(session: Session) -> bool:
    """Return whether nothing was written before Textual is imported."""
    return session.written == b""


def test_the_rows_are_shown_before_textual_is_imported(machine: Machine) -> None:
    with machine.held() as session:
        assert is_empty(session), "there is no snapshot yet"
    machine.run("j", "j")
    with machine.held() as session:
        assert shown(session)
        assert session.screen.lines()[-1].startswith(" enter open")
        before = session.screen.lines()
        session.send("j")  # typed ahead: not echoed, and not lost
        session.rest(0.1)
        assert session.screen.lines() == before
        machine.go()
        below = before[before.index(next(line for line in before if line.startswith("▌"))) + 1]
        session.wait_for("▌" + below[1:].rstrip())
        session.rest(0.8)
        seen = [list(row) for row in session.screen.screen.buffer.values()], session.screen.lines()
        session.send("\x0c")
        session.rest(0.3)
        assert ([list(row) for row in session.screen.screen.buffer.values()], session.screen.lines()) == seen
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []
        # Where it is on already some terminals clear it.
        assert session.written.count(b"\x1b[?1049h") == 1


def test_actions_typed_ahead_are_performed_in_order(machine: Machine) -> None:
    """Marking works only once everything is loaded; the keys after it wait."""
    machine.run()
    with machine.held() as session:
        assert shown(session)
        session.send(" j ")
        session.rest(0.1)
        machine.go()
        session.wait_for("2 marked")
        marked = [number for number, line in enumerate(session.screen.lines()) if line[1:2] == "●"]
        assert marked == [3, 5]
        session.send("\x1bq")
        assert session.end() == 0


def test_it_does_not_change_until_a_key_is_pressed(machine: Machine) -> None:
    """Rows, preview, count and account arrive one after the other; the user does not see that."""
    machine.run("j")
    with machine.held(instead=LONG) as session:
        assert shown(session)
        before, sent = session.screen.lines(), len(session.written)
        machine.go()
        session.rest(1.5)
        assert session.screen.lines() == before
        # Each frame begins with the style; only modes and questions were sent.
        assert b"\x1b]8;;" not in session.written[sent:]
        session.send("j")
        session.rest(0.5)
        assert session.screen.lines() != before
        session.send("q")
        assert session.end() == 0


def test_another_size_is_drawn_at_once(machine: Machine) -> None:
    machine.run()
    with machine.held(instead=LONG) as session:
        machine.go()
        while 2004 not in session.modes:
            session.pump(0.05)
        session.rest(0.5)
        session.resize(90, 26)
        session.rest(0.5)
        assert session.screen.lines()[0].startswith(" Models")
        assert session.screen.lines()[25].startswith(" enter open")
        assert shown(session)


def test_a_notice_is_not_saved(machine: Machine) -> None:
    with machine.start() as session:
        session.wait_for("? tells the keys, : finds")
        session.wait_for(" loaded, ")
        session.rest(0.3)
        session.send("q")
        assert session.end() == 0
    with machine.held() as session:
        assert shown(session)
        assert "? tells" not in session.screen.lines()[-1]
        assert "preview" in session.screen.lines()[-1]


def test_changes_are_shown_without_a_key(tmp_path: Path) -> None:
    with start_demo(repos=50) as gone:
        machine = Machine(tmp_path, gone.endpoint, gone.token)
        machine.run()
    with machine.start() as session:
        session.wait_for("ada · write")
        session.wait_for("offline: as of ")
        assert "ada · write" in session.screen.lines()[0]
        session.send("q")
        assert session.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_it_is_shown_restores_the_terminal(left: Machine, number: signal.Signals) -> None:
    with left.held() as session:
        assert shown(session)
        session.send("ls")  # typed ahead: not for the shell
        session.rest(0.05)
        os.kill(session.process.pid, number)
        assert session.end() == 128 + number
        assert session.left_on() == []


def test_ctrl_c_ends_it_and_ctrl_z_suspends_it(left: Machine) -> None:
    with left.held() as session:
        session.send("\x1a")
        session.wait_until_stopped()
        session.rest(0.05)
        assert session.left_on() == []
        session.screen.write("\x1b[2J")
        os.kill(session.process.pid, signal.SIGCONT)
        session.wait_for(ROW)
        session.send("\x03")
        assert session.end() == 128 + signal.SIGINT
        assert session.left_on() == []


@pytest.mark.parametrize("instead", ["raise RuntimeError('broken')", "raise SystemExit(3)", "1 / 0", "import nowhere"])
def test_a_crash_at_the_start_is_reported_on_a_restored_terminal(left: Machine, instead: str) -> None:
    with left.held(instead=instead) as session:
        session.end()
        assert ROW.encode() in session.written
        assert session.left_on() == []
        told = session.written.rpartition(b"\x1b[?1049l")[2]
        assert b"hubtui crashed" in told or "SystemExit" in instead


def test_after_a_change_of_size_everything_is_drawn_again(machine: Machine) -> None:
    machine.run()
    with machine.held() as session:
        assert shown(session)
        session.resize(90, 26)
        machine.go()
        session.wait_for(" loaded, ")
        session.rest(0.5)
        seen = session.screen.lines()
        assert len(seen) == 26
        session.send("\x0c")
        session.rest(0.3)
        assert session.screen.lines() == seen


def test_it_is_shown_only_if_nothing_has_changed_that_it_depends_on(machine: Machine, hub: DemoHub) -> None:
    machine.run()
    with machine.held() as session:
        assert shown(session)
    for arguments in (["--read-only"], ["--tab", "datasets"], ["--no-cache"], ["--search", "x"], ["datasets/a/b"]):
        with machine.held(*arguments) as session:
            assert is_empty(session), arguments
    with machine.held(size=(101, 30)) as session:
        assert is_empty(session)
    for name, value in (("TERM", "xterm"), ("NO_COLOR", "1"), ("HF_ENDPOINT", "http://127.0.0.1:1"), ("HF_TOKEN", "x")):
        was = dict(machine.environ)
        machine.environ[name] = value
        with machine.held() as session:
            assert is_empty(session), name
        machine.environ = was
    for file in ("hf/token", "config/hubtui/config.toml", "state/hubtui/state.json", "state/hubtui/views.json"):
        machine.run()
        with machine.held() as session:
            assert shown(session), file
        path = machine.home / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(hub.read_token if "token" in file else "")
        with machine.held() as session:
            assert is_empty(session), file


def test_it_is_saved_only_of_a_tab(machine: Machine) -> None:
    """The next run does not start with a page or a dialog."""
    for keys in (("\r",), ("?",), (":",), ("s",)):
        with machine.start() as session:
            session.wait_for(" loaded, ")
            for key in keys:
                session.send(key)
                session.rest(0.4)
            os.kill(session.process.pid, signal.SIGTERM)
            session.end()
        with machine.held() as session:
            assert is_empty(session), keys
    with machine.start() as session:
        session.wait_for(" loaded, ")
        session.send("2")
        session.wait_for("   Dataset ")
        session.rest(0.3)
        session.send("q")
        assert session.end() == 0
    with machine.held() as session:
        assert "Dataset" in "\n".join(session.screen.lines()[2:4])


@pytest.mark.parametrize("arguments", [("--search", "a"), ("--no-cache",), ("--plain",), ("--demo",)])
def test_none_is_saved_if_the_next_run_starts_elsewhere(machine: Machine, arguments: tuple[str, ...]) -> None:
    machine.run(arguments=arguments)
    with machine.held(*arguments) as session:
        assert is_empty(session)


def test_with_the_option_tab_each_run_starts_there(machine: Machine) -> None:
    machine.run("2", arguments=("--tab", "models"))
    with machine.held("--tab", "models") as session:
        assert is_empty(session)
    machine.run(arguments=("--tab", "models"))
    with machine.held("--tab", "models") as session:
        assert shown(session)


def test_another_account_starts_without_one(machine: Machine, hub: DemoHub) -> None:
    (machine.home / "hf" / "token").unlink()
    machine.run()
    with machine.held() as session:
        assert shown(session)
    with machine.start() as session:
        session.wait_for(" loaded, ")
        steps = {
            "6": "not logged in",
            "a": "Accounts on this machine",
            "a ": "Log in",
            f"\x1b[200~{hub.token}\x1b[201~": "••••",
            "\r": "ada · write",
            "1": " loaded, ",
        }
        for keys, then in steps.items():
            session.send(keys.strip(" "))
            session.wait_for(then)
            session.rest(0.3)
        session.send("q")
        assert session.end() == 0
    assert hub.token in (machine.home / "hf" / "token").read_text()
    with machine.held() as session:
        assert is_empty(session), "the snapshot of another account"
    machine.run()
    snapshots = machine.home / "cache" / "hubtui" / "snapshots"
    assert list(snapshots.iterdir())
    with machine.start() as session:
        session.wait_for("ada · write")
        for keys, then in {"6": "organisations", "a": "in use", "D": "on this machine?", "\r": "anonymous"}.items():
            session.send(keys)
            session.wait_for(then)
            session.rest(0.2)
        os.kill(session.process.pid, signal.SIGTERM)
        session.end()
    assert not snapshots.exists()


def test_it_is_saved_after_a_hang_up(machine: Machine) -> None:
    with machine.start() as session:
        session.wait_for(" loaded, ")
        session.rest(0.3)
        os.kill(session.process.pid, signal.SIGHUP)
        session.end()
    with machine.held() as session:
        assert shown(session)


def test_only_its_user_can_read_it_and_few_are_saved(machine: Machine) -> None:
    for width in range(80, 80 + 2):
        machine.run(size=(width, 24))
    folder = machine.home / "cache" / "hubtui" / "snapshots"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = list(folder.iterdir())
    assert len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    for number in range(40):
        (folder / f"old{number}").touch()
        os.utime(folder / f"old{number}", (1, 1))
    machine.run(size=(90, 24))
    assert len(list(folder.iterdir())) == startup_snapshot._MOST_FILES
    assert set(files) < set(folder.iterdir())


def test_without_a_snapshot_keys_typed_ahead_are_not_lost(machine: Machine) -> None:
    with machine.held() as session:
        assert is_empty(session)
        session.send("q")
        session.rest(0.1)
        machine.go()
        assert session.end() == 0
        assert session.left_on() == []


def test_in_the_background_it_is_not_shown(left: Machine) -> None:
    begin = "import subprocess, sys; subprocess.call(sys.argv[1:], process_group=0)"
    with left.held(by=(sys.executable, "-c", begin)) as session:
        assert session.written == b""


def test_without_a_snapshot_the_first_frame_has_the_background_of_the_last_run(machine: Machine) -> None:
    with machine.start() as session:
        session.background = "rgb:ffff/ffff/ffff"
        session.wait_for(" loaded, ")
        session.rest(0.5)
        session.send("q")
        assert session.end() == 0
    for environ, background in (({}, "ffffff"), ({"COLORFGBG": "15;0"}, "121212")):
        machine.environ |= environ
        with machine.start(size=(90, 24)) as session:
            session.wait_for("Datasets")
            assert session.screen.picture()[5][5].background == background
