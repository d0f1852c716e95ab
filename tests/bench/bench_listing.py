"""Keys in a list: bytes, time and CPU, against Textual's DataTable with the same rows; and an idle list."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.figures import Figure
from tests.bench.peers import READY
from tests.bench.program import Answer, Program
from tests.bench.programs import REST_SECONDS, a_home, data_table, hubtui, load, rows_for_table, without_preview
from tests.demo_hub import DemoHub, start_demo

ROWS = 1000
_KEYS = 24
_PAGES = 12
_TO_THE_LAST_LINE = 40
_IDLE_SECONDS = 4.0
_GAP_SECONDS = 0.25


class Step(NamedTuple):
    """Keys that are measured: how many, after how many of the same that are not."""

    name: str
    key: str
    times: int
    before: int


STEPS = (
    Step("down", "down", _KEYS, 2),
    Step("scroll", "down", _KEYS, _TO_THE_LAST_LINE),
    Step("page", "pagedown", _PAGES, 1),
)


class Keys(NamedTuple):
    """Medians over some keys: bytes, milliseconds to the last of them, milliseconds of CPU."""

    written: float
    last: float
    cpu: float


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" that compare with DataTable, and of an idle list."""
    alone: list[dict[str, Keys]] = []
    beside: list[dict[str, Keys]] = []
    peers: list[dict[str, Keys]] = []
    peers_beside: list[dict[str, Keys]] = []
    idle: list[tuple[float, float]] = []
    idle_peer: list[tuple[float, float]] = []
    with a_home() as home, start_demo() as hub:
        rows = home / "rows.json"
        rows_for_table(hub, ROWS, rows)
        for _ in range(runs):
            with _list(hub, home) as ours, _table(rows, home) as peer:
                one, other = side_by_side([ours, peer], _GAP_SECONDS)
                beside.append(one)
                peers_beside.append(other)
            with _list(hub, home) as ours, _table(rows, home) as peer:
                without_preview(ours)
                one, other = side_by_side([ours, peer], 0.0)
                alone.append(one)
                peers.append(other)
                idle.append(_idle(ours))
                idle_peer.append(_idle(peer))
    return [
        *_bytes(alone, beside),
        *_against(alone, peers, "", (0.5, 0.3, 0.25), (0.55, 0.3, 0.3)),
        *_against(beside, peers_beside, ", with preview", (0.5, 0.45, 0.3), None),
        Figure("idle: bytes a second", [one[0] for one in idle], "B/s", 0),
        Figure("idle: wake-ups a second", [one[1] for one in idle], "/s", 10.5),
        Figure("idle: wake-ups of DataTable", [one[1] for one in idle_peer], "/s", None),
    ]


def side_by_side(programs: Sequence[Program], gap: float) -> list[dict[str, Keys]]:
    """All steps in each of the programs, key by key in turn, after `gap` seconds of rest: what the machine does
    meanwhile falls on all of them. They stand on the first row.
    """
    found: list[dict[str, Keys]] = [{} for _ in programs]
    for step in STEPS:
        answers: list[list[Answer]] = [[] for _ in programs]
        for program in programs:
            program.send("home")
            program.settle(REST_SECONDS)
            for _ in range(step.before):
                program.press(step.key)
            program.settle(REST_SECONDS)
        for number in range(step.times):
            for index, program in enumerate(programs):
                program.settle(gap)
                answers[index].append(program.press(step.key))
                if number + 1 < step.times:
                    program.settle(gap)
        for index, some in enumerate(answers):
            found[index][step.name] = medians(some)
    return found


def medians(answers: Sequence[Answer]) -> Keys:
    """The medians of some answers."""
    return Keys(
        median(answer.written for answer in answers),
        median(answer.last for answer in answers) * 1000,
        median(answer.cpu for answer in answers) * 1000,
    )


def _list(hub: DemoHub, home: Path) -> Program:
    program = hubtui(hub, home=home)
    load(program, ROWS)
    return program


def _table(rows: Path, home: Path) -> Program:
    program = data_table(rows, home)
    program.wait_for(READY, 120)
    program.settle(1.0)
    return program


def _bytes(alone: Sequence[dict[str, Keys]], beside: Sequence[dict[str, Keys]]) -> list[Figure]:
    def of(runs: Sequence[dict[str, Keys]], step: str) -> list[float]:
        return [run[step].written for run in runs]

    return [
        Figure("bytes of a down in view, no preview", of(alone, "down"), "B", 240),
        Figure("bytes of a down that scrolls, no preview", of(alone, "scroll"), "B", 320),
        Figure("bytes of a down that scrolls, preview blank", of(beside, "scroll"), "B", 320, note="first burst"),
        Figure("bytes of a page, no preview", of(alone, "page"), "B", 3500),
        Figure("bytes of a page, with preview", of(beside, "page"), "B", 2800),
    ]


def _against(
    ours: Sequence[dict[str, Keys]],
    peers: Sequence[dict[str, Keys]],
    how: str,
    times: Sequence[float],
    cpu: Sequence[float] | None,
) -> list[Figure]:
    found = []
    for step, most in zip(STEPS, times, strict=True):
        mine, other = [run[step.name].last for run in ours], [run[step.name].last for run in peers]
        found.append(Figure(f"key to last byte, {step.name}{how}, against DataTable", mine, "ms", most, other))
    for step, most in zip(STEPS, cpu or (), strict=bool(cpu)):
        mine, other = [run[step.name].cpu for run in ours], [run[step.name].cpu for run in peers]
        found.append(Figure(f"CPU a key, {step.name}{how}, against DataTable", mine, "ms", most, other))
    return found


def _idle(program: Program) -> tuple[float, float]:
    """Bytes and wake-ups a second of a program that nobody touches."""
    program.settle(1.0)
    before, written = program.usage(), program.written
    program.last = 0.0
    end = program.started
    end = _wait(program, _IDLE_SECONDS)
    after = program.usage()
    return (program.written - written) / end, (after.wake_ups - before.wake_ups) / end


def _wait(program: Program, seconds: float) -> float:
    """Read for some seconds; how many it were."""
    from time import perf_counter

    begun = perf_counter()
    while (passed := perf_counter() - begun) < seconds:
        program.read(seconds - passed)
    return perf_counter() - begun
