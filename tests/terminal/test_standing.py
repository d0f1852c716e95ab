"""The picture of the last run stands before Textual is imported, for whom it is, and nothing of it stays."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hubtui.config.paths import cache_folder
from hubtui.terminal import standing
from hubtui.terminal.cells import Grid, append_cells, sgr_style
from hubtui.terminal.packing import packed, unpacked
from tests.demo_hub import DemoHub, start_demo
from tests.terminal.machine import LONG, ROOT, Machine
from tests.terminal.session import Session

ROW = "openai/gpt-oss-120b"


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=300) as found:
        yield found


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, hub: DemoHub) -> Machine:
    """A machine where one run has left its picture, for runs that do not come as far as to leave one."""
    machine = Machine(tmp_path_factory.mktemp("left"), hub.endpoint, hub.token)
    machine.run()
    return machine


@pytest.fixture
def machine(tmp_path: Path, hub: DemoHub) -> Machine:
    return Machine(tmp_path, hub.endpoint, hub.token)


def shown(session: Session) -> bool:
    return any(ROW in line for line in session.screen.lines())


def is_empty(session: Session) -> bool:
    """Whether no row stands there: the frame at most."""
    return not "".join(session.screen.lines()[3:-1]).strip(" │")


def test_the_rows_stand_there_before_textual_is_imported(machine: Machine) -> None:
    with machine.held() as session:
        assert is_empty(session), "nothing was left yet"
    machine.run("j", "j")
    with machine.held() as session:
        assert shown(session)
        assert session.screen.lines()[-1].startswith(" enter open")
        before = session.screen.lines()
        session.send("j")  # typed ahead: nobody sees it, and it is not lost
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


def test_it_stands_still_until_a_key_comes(machine: Machine) -> None:
    """Rows, preview, count and account come one after the other: nobody sees it."""
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


def test_the_frame_names_the_owner_of_the_token_and_nobody_else(machine: Machine, hub: DemoHub) -> None:
    machine.run()
    with machine.held(size=(90, 24)) as session:
        assert is_empty(session)
        assert "ada · write" in session.screen.lines()[0]
    (machine.home / "hf" / "token").write_text(hub.read_token)
    with machine.held(size=(90, 24)) as session:
        assert " … · " in session.screen.lines()[0]
        assert "ada" not in session.screen.lines()[0]
    (machine.home / "hf" / "token").unlink()
    with machine.held(size=(90, 24)) as session:
        assert "anonymous" in session.screen.lines()[0]


def test_another_size_is_drawn_at_once(machine: Machine) -> None:
    machine.run()
    with machine.held(instead=LONG) as session:
        machine.go()
        while 2048 not in session.modes:
            session.pump(0.05)
        session.rest(0.5)
        session.resize(90, 26)
        session.rest(0.5)
        assert session.screen.lines()[0].startswith(" Models")
        assert session.screen.lines()[25].startswith(" enter open")
        assert shown(session)


def test_words_that_were_read_are_not_kept(machine: Machine) -> None:
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


def test_the_frame_has_the_background_that_was_told_the_last_time(machine: Machine) -> None:
    with machine.start() as session:
        session.background = "rgb:ffff/ffff/ffff"
        session.wait_for(" loaded, ")
        session.rest(0.5)
        session.send("q")
        assert session.end() == 0
    with machine.held(size=(90, 24)) as session:
        assert session.screen.picture()[5][5].background == "ffffff"
    machine.environ["COLORFGBG"] = "15;0"
    with machine.held(size=(90, 24)) as session:
        assert session.screen.picture()[5][5].background == "121212"


def test_what_is_new_comes_without_a_key(tmp_path: Path) -> None:
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
def test_ended_while_it_stands_the_terminal_is_as_it_was(left: Machine, number: signal.Signals) -> None:
    with left.held() as session:
        assert shown(session)
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
def test_a_crash_on_the_way_in_is_told_on_a_terminal_as_it_was(left: Machine, instead: str) -> None:
    with left.held(instead=instead) as session:
        session.end()
        assert ROW.encode() in session.written
        assert session.left_on() == []
        told = session.written.rpartition(b"\x1b[?1049l")[2]
        assert b"hubtui crashed" in told or "SystemExit" in instead


def test_in_a_window_of_another_size_it_is_drawn_anew(machine: Machine) -> None:
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


def test_what_it_depends_on_has_not_changed(machine: Machine, hub: DemoHub) -> None:
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


def test_it_is_kept_of_a_tab_alone(machine: Machine) -> None:
    """Of a page or a dialog it is not what the next run begins with."""
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
    machine.run("2")
    with machine.held() as session:
        assert "Dataset" in "\n".join(session.screen.lines()[2:4])


@pytest.mark.parametrize("arguments", [("--search", "a"), ("--no-cache",), ("--plain",), ("--demo",)])
def test_where_the_next_run_begins_elsewhere_none_is_kept(machine: Machine, arguments: tuple[str, ...]) -> None:
    machine.run(arguments=arguments)
    with machine.held(*arguments) as session:
        assert is_empty(session)


def test_with_a_tab_of_its_own_each_run_begins_there(machine: Machine) -> None:
    machine.run("2", arguments=("--tab", "models"))
    with machine.held("--tab", "models") as session:
        assert is_empty(session)
    machine.run(arguments=("--tab", "models"))
    with machine.held("--tab", "models") as session:
        assert shown(session)


def test_another_account_begins_without_one(machine: Machine, hub: DemoHub) -> None:
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
        assert is_empty(session), "what one account has seen, and it is another one now"
    machine.run()
    pictures = machine.home / "cache" / "hubtui" / "pictures"
    assert list(pictures.iterdir())
    with machine.start() as session:
        session.wait_for("ada · write")
        for keys, then in {"6": "organisations", "a": "in use", "D": "on this machine?", "\r": "anonymous"}.items():
            session.send(keys)
            session.wait_for(then)
            session.rest(0.2)
        os.kill(session.process.pid, signal.SIGTERM)
        session.end()
    assert not pictures.exists()


def test_a_line_that_drops_leaves_it_too(machine: Machine) -> None:
    with machine.start() as session:
        session.wait_for(" loaded, ")
        session.rest(0.3)
        os.kill(session.process.pid, signal.SIGHUP)
        session.end()
    with machine.held() as session:
        assert shown(session)


def test_it_is_for_its_user_alone_and_few_are_kept(machine: Machine) -> None:
    for width in range(80, 80 + 2):
        machine.run(size=(width, 24))
    folder = machine.home / "cache" / "hubtui" / "pictures"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = list(folder.iterdir())
    assert len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    for number in range(40):
        (folder / f"old{number}").touch()
        os.utime(folder / f"old{number}", (1, 1))
    machine.run(size=(90, 24))
    assert len(list(folder.iterdir())) == standing._MOST
    assert set(files) < set(folder.iterdir())


# Without a terminal


def a_picture() -> Grid:
    rows = []
    for text in ("ab漢c", "é🇩🇪x ", "     "):
        cells: list[object] = []
        append_cells(cells, text, sgr_style("1;38;2;1;2;3"))
        append_cells(cells, "xy"[: 7 - len(cells)] if len(cells) > 5 else "xy", sgr_style("48;5;3", "https://x.y/"))
        rows.append((cells + [sgr_style().blank] * 8)[:8])
    return Grid.of(rows)


def test_rows_come_back_as_they_were() -> None:
    rows = a_picture().rows
    assert unpacked(packed(rows)) == rows


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a picture of eight columns and three rows."""
    folder = tmp_path / "hubtui"
    folder.mkdir()
    (folder / "salt").write_bytes(bytes(range(32)))
    monkeypatch.setattr(standing, "_started", (str(folder), b"as ever"))
    standing.keep((8, 3), [("/nowhere", None)], "the bytes", True, packed(a_picture().rows))
    (file,) = (folder / "pictures").iterdir()
    return file


def test_any_byte_changed_or_cut_it_is_not_shown(kept: Path) -> None:
    whole = kept.read_bytes()
    assert standing._kept((8, 3)) == ("the bytes", True, packed(a_picture().rows))
    for index in range(len(whole)):
        kept.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert standing._kept((8, 3)) is None, index
        kept.write_bytes(whole[:index])
        assert standing._kept((8, 3)) is None, index


def test_a_terminal_that_takes_it_in_parts_or_not_at_all_is_waited_for_and_not_for_long() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    assert standing._write(writer, "picture")
    with suppress(BlockingIOError):
        while True:
            os.write(writer, b"x" * 65536)
    assert not standing._write(writer, "picture")
    os.close(reader)
    assert not standing._write(writer, "picture")
    os.close(writer)


def test_with_another_salt_it_is_not_found(kept: Path) -> None:
    (kept.parents[1] / "salt").write_bytes(bytes(32))
    with pytest.raises(FileNotFoundError):
        standing._kept((8, 3))
    for broken in (b"", b"x" * 31):
        (kept.parents[1] / "salt").write_bytes(broken)
        with pytest.raises(OSError, match="no salt"):
            standing._kept((8, 3))


def test_after_logging_out_there_is_none(kept: Path) -> None:
    standing.drop()
    assert not kept.parent.exists()


def test_where_nothing_can_be_kept_nothing_is_said(kept: Path) -> None:
    standing.drop()
    kept.parent.write_text("in the way")
    standing.keep((8, 3), [], "the bytes", True, packed(a_picture().rows))
    assert kept.parent.read_text() == "in the way"


def test_the_folder_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (None, "/tmp/elsewhere"):
        if given:
            monkeypatch.setenv("XDG_CACHE_HOME", given)
        else:
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        assert standing.cache_root(os.environ) == str(cache_folder())


def test_it_costs_next_to_nothing_to_import() -> None:
    code = "import sys; before = set(sys.modules); import hubtui.__main__; print(sorted(set(sys.modules) - before))"
    told = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    for name in ("typing", "pathlib", "contextlib", "json", "argparse", "dataclasses", "textual", "asyncio"):
        assert f"'{name}'" not in told.stdout, name
