"""The driver on a real pty: it draws on the terminal, whatever is redirected, and restores it."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal.grammar import strangers
from tests.terminal.session import Session, app


def test_it_writes_little_at_the_start_nothing_when_idle_and_resets_every_mode() -> None:
    with Session(app(), size=(120, 40)) as session:
        session.wait_for("enter open")
        session.rest()
        assert len(session.written) < 5 * 1024
        assert {1049, 1000, 1003, 1006, 1004, 2004} <= session.modes
        before = len(session.written)
        session.rest(0.6)
        assert len(session.written) == before
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []
        assert strangers(session.written) == []


def test_keys_arrive_and_escape_alone_is_a_key() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.send("d")
        session.wait_for("A dialog")
        session.send("é語")
        session.wait_for("é語")
        session.send("\x1b")
        session.wait_for("/")
        while "A dialog" in "\n".join(session.screen.lines()):
            session.pump(0.5)
        session.send("\x1b[Bq")
        assert session.end() == 0


def test_the_cursor_is_shown_in_the_field() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.send("d")
        session.wait_for("typed")
        session.rest()
        x, y = session.screen.cursor
        assert session.screen.lines()[y][:x].rstrip().endswith("typed")


def test_the_mouse_can_be_turned_off() -> None:
    with Session(app("--no-mouse")) as session:
        session.wait_for("enter open")
        assert not {1000, 1003, 1006, 1015, 1016} & session.modes


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_redirected_stream_is_left_alone(stream: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    with file.open("r+") as redirected, Session(app(), **{stream: redirected}) as session:
        session.wait_for("enter open")
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []
        assert file.read_bytes() == b""


def test_everything_redirected_still_draws_on_the_terminal() -> None:
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with Session(app(), **streams) as session:
        session.wait_for("enter open")
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []


def test_late_answers_of_the_terminal_do_not_reach_the_shell() -> None:
    with Session(app(), answers=False) as session:
        session.wait_for("enter open")
        session.send("q")
        while b"\x1b[?1049l" not in session.written:
            session.pump(0.5)
        time.sleep(0.03)  # a line's time: what does not wait for them has ended by now
        session.send("\x1b[?2026;2$y")
        assert session.end() == 0
        assert session.left_on() == []


def test_a_terminal_that_has_stopped_reading_does_not_block_the_end() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.rest()
        session.send("\x1b[6~" * 200 + "q")
        assert session.process.wait(10) == 0


def test_a_slow_terminal_shows_the_last_frame() -> None:
    with Session(app(), size=(120, 40)) as session:
        session.wait_for("enter open")
        session.rest()
        session.send("\x1b[6~" * 60)
        time.sleep(1.0)
        session.rest(0.4)
        session.send("r")
        session.rest(0.4)
        repainted = session.screen.picture()
        session.send("\x1b[A")
        session.rest()
        session.send("\x1b[B")
        session.rest()
        assert session.screen.picture() == repainted


def test_after_a_change_of_size_everything_is_drawn() -> None:
    with Session(app(), size=(120, 40)) as session:
        session.wait_for("enter open")
        session.resize(60, 20)
        os.kill(session.process.pid, signal.SIGWINCH)
        session.rest(0.3)
        assert session.screen.lines()[19].startswith(" enter open")
        assert not session.screen.lines()[18].startswith(" enter open")


def test_synchronised_output_is_used_if_supported() -> None:
    with Session(app(), size=(80, 24), answers=False) as session:
        session.send("\x1b[?2026;2$y")
        session.wait_for("enter open")
        session.rest()
        session.resize(60, 20)
        session.rest(0.3)
        assert session.screen.lines()[19].startswith(" enter open")
        assert session.written.endswith(b"\x1b[?2026l")
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []


def test_when_focus_returns_everything_is_drawn() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.send("\x1b[O")
        session.rest()
        before = len(session.written)
        session.send("\x1b[I")
        session.rest()
        assert len(session.written) - before > 1000


def test_ctrl_l_draws_everything() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.rest()
        picture = session.screen.picture()
        session.screen.write("\x1b[H\x1b[mgarbage of another program")
        session.send("r")
        session.rest()
        assert session.screen.picture() == picture


def test_a_change_of_size_draws_everything_even_if_the_size_is_the_old_one_again() -> None:
    with Session(app(), size=(100, 30)) as session:
        session.wait_for("enter open")
        session.rest(0.3)
        assert session.written.count(b"\x1b[2J") == 1, "the first frame"
        for drawn in (2, 3):
            os.kill(session.process.pid, signal.SIGWINCH)
            session.rest(0.3)
            assert session.written.count(b"\x1b[2J") == drawn
