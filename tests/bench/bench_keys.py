"""Time and CPU of a key in a list of 1,000 rows, against Textual's DataTable with the same rows."""

from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.keys import Costs, against, by_turns
from tests.bench.peers import READY
from tests.bench.program import Program
from tests.bench.programs import a_home, data_table, hubtui, load, rows_for_table, without_preview
from tests.demo_hub import start_demo

_ROWS = 1000


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" that compare with DataTable."""
    alone: list[list[Costs]] = []
    beside: list[list[Costs]] = []
    with a_home() as home, start_demo() as hub:
        rows = home / "rows.json"
        rows_for_table(hub, _ROWS, rows)
        for _ in range(runs):
            for found, has_preview in ((beside, True), (alone, False)):
                # Both new each time: rows that were drawn once are drawn faster.
                with hubtui(hub.endpoint, home=home) as ours, _table(rows, home) as peer:
                    load(ours, _ROWS)
                    if not has_preview:
                        without_preview(ours)
                    found.append(by_turns([ours, peer]))
    ours_alone, peers = zip(*alone, strict=True)
    ours_beside, peers_then = zip(*beside, strict=True)
    return [
        *against(
            " / DataTable", ours_alone, peers,
            {"down": 0.5, "scroll": 0.3, "page": 0.25}, {"down": 0.55, "scroll": 0.3, "page": 0.3},
        ),
        *against(" / DataTable, with preview", ours_beside, peers_then, {"down": 0.5, "scroll": 0.45, "page": 0.3}, {}),
    ]  # fmt: skip


def _table(rows: Path, home: Path) -> Program:
    program = data_table(rows, home)
    program.wait_for(READY, 120)
    program.settle(1.0)
    return program
