"""Every end of the program restores the terminal."""

import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hubtui.terminal import lifecycle
from hubtui.terminal.signal_cleanup import ENDING_SIGNALS
from tests.terminal.session import PATIENCE, Session, app

CANARY = "hf_CanaryCanaryCanary0123456789"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_at_any_moment_resets_every_mode(number: signal.Signals, runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for run in range(runs(200)):
        where = f"seed {seed}, run {run}"
        from_the_start = rng.random() < 0.15
        with Session(app().command if from_the_start else app()) as session:
            if not from_the_start:
                session.wait_for("enter open")
                session.send("\x1b[B" * rng.randrange(40))
            until = time.monotonic() + rng.random() * 0.4
            while time.monotonic() < until:
                session.pump(0.01)
            os.kill(session.process.pid, number)
            status = session.end()
            # Before it takes signals they end the process, which has then not touched the terminal.
            assert status == 128 + number or (b"\x1b" not in session.written and status in (-number, 1)), where
            assert session.left_on() == [], where


def test_a_signal_ends_the_process_even_if_the_app_does_not_end() -> None:
    with Session(app("--stuck")) as session:
        session.wait_for("enter open")
        session.send("\x1b[B")
        session.rest()
        os.kill(session.process.pid, signal.SIGTERM)
        assert session.end() == 128 + signal.SIGTERM
        assert session.left_on() == []


def test_a_hang_up_ends_it() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        os.close(session.master)
        os.close(session.slave)
        assert session.process.wait(PATIENCE) in (
            128 + signal.SIGHUP,
            -signal.SIGALRM,
        )  # the kernel ends it where a busy machine is late


def test_suspending_at_any_moment_restores_the_terminal_and_resuming_draws_again(runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    with Session(app(), size=(100, 30)) as session:
        for run in range(runs(200)):
            where = f"seed {seed}, run {run}"
            session.wait_for("enter open")
            session.send("\x1b[B" * rng.randrange(20))
            session.pause(rng.choice([0.001, 0.05]))
            if rng.random() < 0.5:
                session.send("z")
            else:
                os.kill(session.process.pid, signal.SIGTSTP)
            session.wait_until_stopped()
            session.rest(0.05)
            assert session.left_on() == [], where
            session.screen.write("\x1b[2J")
            before = len(session.written)
            os.kill(session.process.pid, signal.SIGCONT)
            session.wait_for("enter open")
            assert b"\x1b[?1049h" in session.written[before:], where
        session.rest()
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []


def test_after_sigstop_it_draws_everything_again() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.rest()
        os.kill(session.process.pid, signal.SIGSTOP)
        session.wait_until_stopped()
        session.screen.write("\x1b[2J")
        os.kill(session.process.pid, signal.SIGCONT)
        session.wait_for("enter open")
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []


def test_a_crash_prints_one_line_and_writes_a_report(tmp_path: Path, runs: Callable[[int], int]) -> None:
    for run in range(runs(60)):
        folder = tmp_path / str(run)
        with Session(app(), environ={"CANARY": CANARY, "CRASHES": str(folder)}) as session:
            session.wait_for("enter open")
            session.send("k")
            assert session.end() == 1
            assert session.left_on() == []
            said = session.written.rpartition(b"\x1b[?25h")[2].decode().strip()
            (report,) = folder.iterdir()
        assert said == f"hubtui crashed (ValueError); the report is in {report}"
        assert CANARY.encode() not in session.written
        text = report.read_text()
        assert "action_crash" in text
        assert "no luck" in text
        assert CANARY not in text
        assert report.stat().st_mode & 0o777 == 0o600


def test_no_other_output_reaches_the_terminal_while_it_runs() -> None:
    with Session(app()) as session:
        session.wait_for("enter open")
        session.rest()
        before = len(session.written)
        session.send("w")
        session.rest()
        assert session.written[before:] == b""
        session.send("q")
        assert session.end() == 0


def test_standard_error_goes_to_the_log_while_it_runs(tmp_path: Path) -> None:
    log = tmp_path / "debug.log"
    program = "import os, sys; from pathlib import Path; from hubtui.terminal.lifecycle import quiet_stderr\n"
    program += f"with quiet_stderr(Path({str(log)!r})): os.write(2, b'inside')\nprint('outside', file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stderr == "outside\n"
    assert log.read_text() == "inside"


class Answering:
    """An app that answers."""

    crash = None
    return_code = 0
    last_words = ""

    def run(self, *, mouse: bool = True) -> str:
        return f"mouse {mouse}"


class Crashing(Answering):
    """An app that has crashed."""

    crash = ValueError("inside")


@pytest.fixture(autouse=True)
def _collector_as_it_was() -> object:
    import gc

    yield
    gc.enable()
    gc.unfreeze()


def test_a_run_returns_the_answer_of_the_app(tmp_path: Path) -> None:
    assert lifecycle.run(Answering, crash_folder=lambda: tmp_path, mouse=False) == (0, "mouse False", "")


def test_a_crash_while_the_app_is_made_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def make() -> Answering:
        secret = "s3cret-value"
        raise RuntimeError(f"cannot with {secret}")

    assert lifecycle.run(make, crash_folder=lambda: tmp_path, secrets=["s3cret-value"]).status == 1
    (report,) = tmp_path.iterdir()
    assert "s3cret" not in report.read_text().replace("<hidden>", "").split("Traceback")[1].split("RuntimeError: ")[1]
    assert capsys.readouterr().err == f"hubtui crashed (RuntimeError); the report is in {report}\n"


def test_a_crash_is_reported_even_if_no_file_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert lifecycle.run(Crashing, crash_folder=lambda: tmp_path / "file").status == 1
    assert capsys.readouterr().err == "hubtui crashed (ValueError); no report could be written\n"


def test_signal_handlers_are_restored_at_the_end(tmp_path: Path) -> None:
    before = [signal.getsignal(number) for number in ENDING_SIGNALS]
    lifecycle.run(Answering, crash_folder=lambda: tmp_path)
    assert [signal.getsignal(number) for number in ENDING_SIGNALS] == before
    assert logging.getLogger().handlers is not None
