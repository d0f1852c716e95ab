"""Memory with 100,000 rows and after they are left; memory, file descriptors and wake-ups over long random use."""

import random
import time
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.program import Program
from tests.bench.programs import REST_SECONDS, a_home, first_page, hubtui, load
from tests.demo_hub import DemoHub, start_demo

_MANY = 100_000
_KEYS = ["down"] * 12 + ["pagedown"] * 5 + ["up"] * 4 + ["pageup", "end", "home", "escape", "escape", "escape", "enter"]
_KEYS += [*"1234560123[]yfs?p@w/ab", "space", "tab", "backspace", "enter", "r"]
_IDLE_SECONDS = 5.0
# Connections that are kept, and the pool of threads that files are read and names looked up in, have an end.
_MOST_DESCRIPTORS, _MOST_THREADS = 8, 6


def run(runs: int) -> list[Figure]:
    """Figures of issues about what memory comes to in the long run."""
    with a_home() as home, start_demo(repos=_MANY) as large, start_demo() as hub:
        many = [_many(large, home) for _ in range(min(runs, 2))]
        soaked = [_soak(hub, home, 2500) for _ in range(min(runs, 2))]
    return [
        Figure("100,000 rows: peak above the start", [peak - start for start, peak, _ in many], "MB", 140),
        Figure("100,000 rows left: against the start", [end for *_, end in many], "MB", 1.2, [one[0] for one in many]),
        Figure(
            "soak, 2,500 keys: second half against the first",
            [b for _, b, *_ in soaked],
            "MB",
            1.1,
            [a for a, *_ in soaked],
        ),
        Figure("soak: file descriptors at the end above the start", [one[2] for one in soaked], "", _MOST_DESCRIPTORS),
        Figure("soak: threads at the end above the start", [one[3] for one in soaked], "", _MOST_THREADS),
        Figure("soak: wake-ups a second at rest", [one[4] for one in soaked], "/s", 10),
    ]


def _many(hub: DemoHub, home: Path) -> tuple[float, float, float]:
    """Megabytes at the start, at most, and once the rows are left."""
    with hubtui(hub.endpoint, home=home) as program:
        first_page(program)
        program.settle(REST_SECONDS)
        start = program.usage().resident / 1e6
        load(program, _MANY)
        peak = _highest(program.pid)
        program.send("/")
        program.settle(REST_SECONDS)
        for letter in "nothing at all like it":
            program.send("space" if letter == " " else letter)
        program.send("enter")
        program.wait_for("nothing matches")
        program.settle(2.0)
        return start, peak, program.usage().resident / 1e6


def _highest(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1e3


def _soak(hub: DemoHub, home: Path, keys: int) -> tuple[float, float, float, float, float]:
    """Megabytes after the first half and at the end, descriptors and threads beyond the start, wake-ups at rest."""
    rng = random.Random(1)
    with hubtui(hub.endpoint, "--read-only", home=home) as program:
        first_page(program)
        _press(program, rng, keys // 4)
        _leave_all(program)
        descriptors, threads = _open(program.pid)
        _press(program, rng, keys // 4)
        _leave_all(program)
        half = program.usage().resident / 1e6
        _press(program, rng, keys // 2)
        _leave_all(program)
        end = program.usage().resident / 1e6
        descriptors_then, threads_then = _open(program.pid)
        before = program.usage().wake_ups
        time.sleep(_IDLE_SECONDS)
        woken = (program.usage().wake_ups - before) / _IDLE_SECONDS
    return half, end, descriptors_then - descriptors, threads_then - threads, woken


def _press(program: Program, rng: random.Random, many: int) -> None:
    for _ in range(many):
        program.send(rng.choice(_KEYS))
        program.settle(0.02, 0.3)


def _leave_all(program: Program) -> None:
    """Back to the first tab, at rest."""
    for _ in range(8):
        program.send("escape")
        program.settle(0.2, 1.0)
    program.send("1")
    program.settle(1.0, 10.0)


def _open(pid: int) -> tuple[int, int]:
    """File descriptors and threads."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir())), len(list(Path(f"/proc/{pid}/task").iterdir()))
