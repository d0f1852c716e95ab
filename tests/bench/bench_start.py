"""From the start of the process to the first paint, to rows, and to the end of the process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bench.figures import Figure, turn_about
from tests.bench.peers import READY
from tests.bench.program import Program
from tests.bench.programs import a_home, bare, first_page, hubtui, load, start
from tests.demo_hub import DemoHub, start_demo

_QUIET_SECONDS = 0.1


class _Start(NamedTuple):
    """Milliseconds to the paint, to rows and from q to the end; bytes; megabytes at the paint, while rows are on their
    way, and at the end.
    """

    paint: float
    rows: float
    end: float
    written: float
    painted: float
    loading: float
    resident: float


def run(runs: int) -> list[Figure]:
    """Figures of promises "Start"."""
    with a_home() as home, start_demo() as hub:
        # Who uses it every day is logged in.
        (home / "hf").mkdir()
        (home / "hf" / "token").write_text(hub.token)
        # Once without measuring: an installed program has its bytecode.
        _bare(home)
        _hubtui(hub, home)
        found = turn_about(
            runs,
            {
                "bare": lambda: _bare(home),
                "hubtui": lambda: _hubtui(hub, home),
                "again": lambda: _hubtui(hub, home, again=True),
            },
        )
        commands = turn_about(
            3 * runs,
            {
                "nothing": lambda: _command(home, "-c", "pass"),
                "version": lambda: _command(home, "-m", "hubtui", "--version"),
                "help": lambda: _command(home, "-m", "hubtui", "--help"),
            },
        )
    peer, ours = found["bare"], found["hubtui"]
    paints = [one.paint for one in peer]
    first_resident = [one.painted for one in peer]
    return [
        Figure("first paint against bare", [one.paint for one in ours], "ms", 1.0, paints),
        Figure("first paint, left before, against bare", [one.paint for one in found["again"]], "ms", 1.0, paints),
        Figure("rows over the network against bare", [one.rows for one in ours], "ms", 2.0, paints),
        Figure("rows that were seen before against bare", [one.rows for one in found["again"]], "ms", 1.1, paints),
        Figure(
            "rows that were seen before against python -c pass",
            [one.rows for one in found["again"]],
            "ms",
            3.0,
            commands["nothing"][:runs],
        ),
        Figure("bytes before the first quiet moment", [one.written for one in ours], "B", 5000),
        Figure("resident at the first paint", [one.painted for one in ours], "MB", 1.12, first_resident),
        Figure("resident while rows are loading", [one.loading for one in ours], "MB", None, first_resident),
        Figure("resident with 1,000 rows", [one.resident for one in ours], "MB", 1.6, first_resident),
        Figure("hubtui --version against python -c pass", commands["version"], "ms", 5.0, commands["nothing"]),
        Figure("hubtui --help against python -c pass", commands["help"], "ms", 5.0, commands["nothing"]),
        Figure("q to the end against bare", [one.end for one in ours], "ms", 0.1, [one.end for one in peer]),
    ]


def _bare(home: Path) -> _Start:
    with bare(home) as program:
        paint, painted = _paint(program, READY)
        program.settle(_QUIET_SECONDS)
        return _Start(paint, paint, _quit(program), program.written, painted, painted, painted)


def _hubtui(hub: DemoHub, home: Path, again: bool = False) -> _Start:
    with hubtui(hub.endpoint, home=home, again=again) as program:
        paint, painted = _paint(program, lambda text: "Datasets" in text and "search" in text)
        # The snapshot is shown before Textual is imported.
        _, loading = _paint(
            program, lambda text: "Loading " in text or "loading the next" in text or " loaded, " in text
        )
        rows = (program.wait_for("deepseek-ai/DeepSeek-R1") - program.started) * 1000
        first_page(program)
        program.settle(_QUIET_SECONDS)
        written = program.written
        load(program, 1000)
        resident = program.usage().resident / 1e6
        return _Start(paint, rows, _quit(program), written, painted, loading, resident)


def _paint(program: Program, wanted: str | Callable[[str], bool]) -> tuple[float, float]:
    """Milliseconds to the paint, and megabytes then."""
    moment = program.wait_for(wanted)
    # Looked up when the paint came, not after it was understood: meanwhile the network is imported.
    return (moment - program.started) * 1000, program.resident / 1e6


def _quit(program: Program) -> float:
    moment = program.send("q")
    return (program.wait_end() - moment) * 1000


def _command(home: Path, *arguments: str) -> float:
    with start(*arguments, home=home) as program:
        return (program.wait_end() - program.started) * 1000
