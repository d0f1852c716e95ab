"""Keys pressed in lists, in blocks by turns, and what they cost."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from tests.bench.figures import Figure
from tests.bench.program import Answer, Program
from tests.bench.programs import REST_SECONDS

_BLOCK = 7
_TO_THE_LAST_LINE = 40


class Step(NamedTuple):
    """Keys that are measured in blocks, after some of the same key that are not."""

    name: str
    key: str
    blocks: int
    before: int


DOWN = Step("down", "down", 4, 1)
SCROLL = Step("scroll", "down", 4, _TO_THE_LAST_LINE)
PAGE = Step("page", "pagedown", 2, 1)
STEPS = (DOWN, SCROLL, PAGE)


class Cost(NamedTuple):
    """Medians over some keys: bytes, milliseconds to the last of them, milliseconds of CPU."""

    written: float
    last: float
    cpu: float


Costs = dict[str, Cost]


def by_turns(programs: Sequence[Program], steps: Sequence[Step] = STEPS) -> list[Costs]:
    """All steps in each of the programs, a block of keys by turns: what the machine does falls on all of them."""
    found: list[Costs] = [{} for _ in programs]
    for step in steps:
        for program in programs:
            _go_to(program, step)
        answers: list[list[Answer]] = [[] for _ in programs]
        for _ in range(step.blocks):
            for some, program in zip(answers, programs, strict=True):
                # The first key of a block comes after a rest, and finds a preview to blank.
                some += [program.press(step.key) for _ in range(_BLOCK)][1:]
        for costs, some in zip(found, answers, strict=True):
            costs[step.name] = _medians(some)
    return found


def _go_to(program: Program, step: Step) -> None:
    program.send("home")
    program.settle(REST_SECONDS)
    for _ in range(step.before):
        program.press(step.key)
    program.settle(REST_SECONDS)


def _medians(answers: Sequence[Answer]) -> Cost:
    return Cost(
        median(answer.written for answer in answers),
        median(answer.last for answer in answers) * 1000,
        median(answer.cpu for answer in answers) * 1000,
    )


def against(
    what: str, ours: Sequence[Costs], peers: Sequence[Costs], last: dict[str, float], cpu: dict[str, float]
) -> list[Figure]:
    """Figures of one against the other: the promises by the names of steps, for time to the last byte and for CPU."""
    found = []
    for name, most in last.items():
        mine, other = [run[name].last for run in ours], [run[name].last for run in peers]
        found.append(Figure(f"key to last byte, {name}{what}", mine, "ms", most, other))
    for name, most in cpu.items():
        mine, other = [run[name].cpu for run in ours], [run[name].cpu for run in peers]
        found.append(Figure(f"CPU a key, {name}{what}", mine, "ms", most, other))
    return found
