"""Promise 18: ended in the middle of anything: the terminal as it was, no process left, files that can be read."""

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.demo_hub import DemoHub, start_demo
from tests.terminal.session import PATIENCE, Session
from tests.warm import hubtui

KEYS = [
    "j",
    "j",
    "k",
    "G",
    "gg",
    " ",
    "/qwen\r",
    "2",
    "3",
    "4",
    "5",
    "6",
    "1",
    "\r",
    "\x1b",
    "f",
    "?",
    ":",
    "y",
    "s",
    "p",
]
KEYS += ["H", "L", "n", "x", "\t", "]", "[", "@", "w", "\x0c", "v", "*", "A", "F", "r", "o"]
ENDS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    """A demo Hub that takes its time."""
    with start_demo(repos=300, latency=30) as found:
        yield found


def files_are_whole(home: str) -> None:
    for file in Path(home).rglob("*.json"):
        json.loads(file.read_text())


def test_ended_at_any_moment_of_a_random_session_nothing_is_left(hub: DemoHub, runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    environ = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token}
    for run in range(runs(200)):
        where = f"seed {seed}, run {run}"
        number = rng.choice(ENDS)
        with Session(hubtui(), size=(100, 30), environ=environ) as session:
            session.wait_for("Models")
            for _ in range(rng.randrange(8)):
                session.send(rng.choice(KEYS))
                session.pause(rng.choice([0.001, 0.05]))
            if session.process.poll() is None:
                os.kill(session.process.pid, number)
            status = session.end()
            assert status in (128 + number, 0), (where, status)
            assert session.left_on() == [], where
            assert session.members() == [], where
            files_are_whole(session.home.name)


@pytest.mark.parametrize("number", ENDS)
def test_it_ends_where_the_terminal_has_stopped_reading(hub: DemoHub, number: signal.Signals) -> None:
    environ = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token}
    with Session(hubtui(), size=(200, 60), environ=environ) as session:
        session.wait_for("loaded, more")
        for _ in range(60):
            session.send("\x0c")  # each draws the whole screen, and nobody takes it
            time.sleep(0.005)
        os.kill(session.process.pid, number)
        assert session.process.wait(PATIENCE) == 128 + number
        assert session.members() == []
        files_are_whole(session.home.name)


def test_a_terminal_that_is_gone_ends_it(hub: DemoHub) -> None:
    environ = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token}
    with Session(hubtui(), size=(100, 30), environ=environ) as session:
        session.wait_for("loaded, more")
        os.close(session.master)
        os.close(session.slave)
        assert session.process.wait(PATIENCE) == 128 + signal.SIGHUP
        assert session.members() == []
