"""The end of a process in every state: small programs that get signals."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import os, signal, sys, threading, time
from hubtui.terminal import signal_cleanup
from hubtui.terminal.signal_cleanup import cleanup

def say(*words): os.write(1, " ".join(map(str, words)).encode() + b"\\n")

cleanup.restorers.append(lambda: say("given back"))
cleanup.save = lambda: say("saved")
cleanup.install()
"""
APP = "cleanup.stop_app = lambda status: say('asked', status)\n"
LONG_GRACE = "signal_cleanup.GRACE_SECONDS = 600\n"
IDLE = "say('ready')\nwhile True: time.sleep(600)\n"
NO_THREADS = """
def none(*_): raise RuntimeError("can't start new thread")
signal_cleanup._thread.start_new_thread = none
"""


def ended(program: str, *numbers: signal.Signals) -> tuple[int, list[str]]:
    """The exit status, and what the program said, after these signals once it is ready."""
    command = [sys.executable, "-c", PROGRAM + program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            for number in numbers:
                os.kill(process.pid, number)
            said = process.communicate(timeout=90)[0].splitlines()
        finally:
            process.kill()
    return process.returncode, said


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_without_an_app_it_ends_at_once(number: signal.Signals) -> None:
    assert ended(LONG_GRACE + IDLE, number) == (128 + number, ["given back", "saved"])


def test_a_signal_that_does_not_interrupt_the_main_thread_ends_the_program_too() -> None:
    """As one that arrives just before a system call: here another thread takes it."""
    program = """
def elsewhere():
    time.sleep(0.3)
    say("ready")
    time.sleep(600)
threading.Thread(target=elsewhere, daemon=True).start()
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
time.sleep(600)
"""
    assert ended(LONG_GRACE + program, signal.SIGTERM) == (143, ["given back", "saved"])


def test_an_app_that_does_not_end_is_ended_with_the_status_of_the_signal() -> None:
    assert ended(APP + IDLE, signal.SIGTERM) == (143, ["given back", "saved", "asked 143"])


@pytest.mark.parametrize(
    "obstacle",
    [
        NO_THREADS,
        NO_THREADS + "signal.signal(signal.SIGALRM, signal.SIG_IGN)\n",
        NO_THREADS + "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\n",
        NO_THREADS + "signal.signal(signal.SIGALRM, lambda *_: say('caught'))\n",
        "cleanup.restorers.append(lambda: time.sleep(600))\n",
        "cleanup.save = lambda: time.sleep(600)\nsignal_cleanup._thread.start_new_thread = lambda *_: 0\n",
    ],
)
def test_if_python_gets_no_turn_the_kernel_ends_the_process(obstacle: str) -> None:
    code, said = ended(APP + obstacle + IDLE, signal.SIGTERM)
    assert code == -signal.SIGALRM
    assert said[0] == "given back"


@pytest.mark.parametrize("hang", ["time.sleep(600)", "threading.Thread(target=time.sleep, args=[600]).start()"])
def test_an_ordinary_end_that_hangs_restores_the_terminal_and_keeps_its_status(hang: str) -> None:
    assert ended(f"say('ready')\ncleanup.guard(0.1, 3)\n{hang}\n") == (3, ["given back"])


def test_a_second_signal_ends_at_once() -> None:
    code, said = ended(APP + LONG_GRACE + IDLE, signal.SIGTERM, signal.SIGINT)
    assert code in (143, 130)
    assert said[0] == "given back"


def test_a_second_hang_up_changes_nothing() -> None:
    """A shell sends one, and the kernel another."""
    again = """
def stop(status):
    os.kill(os.getpid(), signal.SIGHUP)
    say("goes on")
cleanup.stop_app = stop
"""
    assert ended(again + IDLE, signal.SIGHUP) == (129, ["given back", "saved", "given back", "saved", "goes on"])


def test_a_signal_inside_the_block_waits_for_its_end() -> None:
    section = """
with cleanup:
    with cleanup:
        say("ready")
        while not signal_cleanup.cleanup.status: time.sleep(0.01)
        say("inner")
    say("outer")
"""
    assert ended(section + IDLE, signal.SIGTERM) == (143, ["inner", "outer", "given back", "saved"])


def test_a_second_signal_waits_until_the_terminal_is_restored() -> None:
    slow = """
def slow():
    say("ready")
    time.sleep(0.2)
    say("slowly")
cleanup.restorers.append(slow)
os.kill(os.getpid(), signal.SIGTERM)
"""
    slow = "cleanup.restorers.clear()\n" + slow
    code, said = ended(APP + LONG_GRACE + slow + IDLE.replace("ready", "idle"), signal.SIGINT)
    assert (code, said) == (143, ["slowly", "saved"])


def test_an_ignored_signal_stays_ignored() -> None:
    command = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + PROGRAM
    command += "os.kill(os.getpid(), signal.SIGHUP)\nsay('goes on')"
    ran = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout == "goes on\n"


def test_last_words_are_printed_if_the_app_does_not_end() -> None:
    words = "cleanup.last_words = lambda: say('crashed')\n"
    assert ended(APP + words + IDLE, signal.SIGTERM)[1][-1] == "crashed"
