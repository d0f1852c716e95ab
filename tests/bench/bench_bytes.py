"""Bytes of a key in a list of 1,000 rows, and what an idle list does."""

from statistics import median
from time import perf_counter
from typing import NamedTuple

from tests.bench.figures import Figure
from tests.bench.keys import DOWN, PAGE, SCROLL, Costs, by_turns
from tests.bench.program import Program
from tests.bench.programs import REST_SECONDS, a_home, hubtui, load, without_preview
from tests.demo_hub import start_demo
from tests.terminal.emulator import Place

_ROWS = 1000
_CARD_SECONDS = 0.6
_IDLE_SECONDS = 4.0
_KEYS = 8


class _Sent(NamedTuple):
    """Bytes of a key, and how many were allowed for the cells that it changed."""

    written: float
    allowed: float


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" that count bytes; they hardly differ from run to run."""
    alone: list[Costs] = []
    beside: list[Costs] = []
    previews: list[_Sent] = []
    pages: list[_Sent] = []
    own_background: list[Costs] = []
    idle: list[tuple[float, float]] = []
    with a_home() as home, start_demo() as hub:
        for _ in range(runs):
            with hubtui(hub.endpoint, home=home) as program:
                load(program, _ROWS)
                previews.append(_with_cells(program, "down", 240, 1.2, blanks=True))
                beside += by_turns([program], [SCROLL, PAGE])
                idle.append(_idle(program))
                without_preview(program)
                alone += by_turns([program])
                pages.append(_with_cells(program, "pagedown", 0, 1.8, blanks=False))
            with hubtui(hub.endpoint, "--theme", "ansi", home=home) as program:
                load(program, _ROWS)
                without_preview(program)
                own_background += by_turns([program], [DOWN])
    return [
        Figure("bytes: down in view, no preview", [run["down"].written for run in alone], "B", 240),
        Figure(
            "bytes: the same on the terminal's own background",
            [one["down"].written for one in own_background],
            "B",
            190,
        ),
        Figure("bytes: down, preview changes / (240 + 1.2 a changed cell of it)", *_split(previews)),
        Figure("bytes: down that scrolls, no preview", [run["scroll"].written for run in alone], "B", 320),
        Figure("bytes: down that scrolls, preview blank", [run["scroll"].written for run in beside], "B", 320),
        Figure("bytes: page, no preview", [run["page"].written for run in alone], "B", 3500),
        Figure("bytes: page, no preview / 1.8 a changed cell that is no blank", *_split(pages)),
        Figure("bytes: page, preview blank", [run["page"].written for run in beside], "B", 2800),
        Figure("idle: bytes a second", [one[0] for one in idle], "B/s", 0),
        Figure("idle: wake-ups a second", [one[1] for one in idle], "/s", 10),
    ]


def _split(sent: list[_Sent]) -> tuple[list[float], str, float, list[float]]:
    return [one.written for one in sent], "B", 1.0, [one.allowed for one in sent]


def _with_cells(program: Program, key: str, free: float, a_cell: float, blanks: bool) -> _Sent:
    """Keys after a rest, with all that follows of each: the medians of bytes and of what was allowed for them.

    With a preview on the screen only its cells count; the two rows of the cursor are in `free`.
    """
    program.send("home")
    program.settle(_CARD_SECONDS)
    rule = max((line.find("│") for line in program.text().splitlines()), default=-1)
    sent, allowed = [], []
    for _ in range(_KEYS):
        before = program.picture()
        sent.append(program.press(key, quiet=_CARD_SECONDS).written)
        allowed.append(free + a_cell * _changed(before, program.picture(), rule + 1, blanks))
    return _Sent(median(sent), median(allowed))


def _changed(before: list[list[Place]], after: list[list[Place]], left: int, blanks: bool) -> int:
    """Cells from column `left` on that are others now; blank ones only count with `blanks`."""
    return sum(
        old != new and (blanks or new.text != " ")
        for was, now in zip(before, after, strict=True)
        for old, new in zip(was[left:], now[left:], strict=True)
    )


def _idle(program: Program) -> tuple[float, float]:
    """Bytes and wake-ups a second while nobody touches it."""
    program.settle(REST_SECONDS)
    written, wake_ups, begun = program.written, program.usage().wake_ups, perf_counter()
    while (left := begun + _IDLE_SECONDS - perf_counter()) > 0:
        program.read(left)
    seconds = perf_counter() - begun
    return (program.written - written) / seconds, (program.usage().wake_ups - wake_ups) / seconds
