"""The programs that are measured, started on a terminal of their own."""

import asyncio
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui.hub.listings import ListingPage
from tests.bench.program import COLUMNS, Program, TimeOut
from tests.demo_hub import DemoHub

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row

PROJECT = Path(__file__).parents[2]
REST_SECONDS = 0.4
"""After which nothing more comes of a key: the preview's card was asked for, and has come."""


def start(*arguments: str, home: Path, rate: float | None = None) -> Program:
    """`python ARGUMENTS` in the project's folder, with a home of its own."""
    environment = {"HOME": str(home), "HF_HOME": str(home / "hf"), "XDG_STATE_HOME": str(home / "state")}
    environment["XDG_CACHE_HOME"] = str(home / "cache")
    return Program([sys.executable, *arguments], environment=environment, folder=str(PROJECT), rate=rate)


def hubtui(endpoint: str, *arguments: str, home: Path, rate: float | None = None, again: bool = False) -> Program:
    """hubtui on a Hub, as for the first time; or `again`, with what the last run has left and seen."""
    if not again:
        for left in ("state", "cache"):
            shutil.rmtree(home / left, ignore_errors=True)
    return start("-m", "hubtui", "--endpoint", endpoint, *arguments, home=home, rate=rate)


def bare(home: Path) -> Program:
    """The empty Textual app."""
    return start("-m", "tests.bench.peers", "bare", home=home)


def data_table(rows: Path, home: Path) -> Program:
    """The DataTable with rows from a file."""
    return start("-m", "tests.bench.peers", "table", str(rows), home=home)


@contextmanager
def a_home() -> Iterator[Path]:
    """A home folder in which nothing is."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        yield Path(folder)


def first_page(program: Program) -> float:
    """Wait for rows; the moment."""
    return program.wait_for(" loaded, ")


def load(program: Program, rows: int) -> None:
    """Load at least `rows` (up to a thousand), then stand on the first row, nothing marked, at rest."""
    first_page(program)
    program.settle(REST_SECONDS)
    if loaded(program) >= rows or " loaded, all" in program.text():
        return
    program.send("*")
    program.wait_for(lambda text: _loaded(text) >= min(rows, 1000) or "Load and mark" in text, 60)
    program.settle(REST_SECONDS)
    if "Load and mark" in program.text() and rows > 1000:
        program.send("enter")
        # Private ones are not shown: fewer than there are.
        program.wait_for(" loaded, all", 300)
    elif "Load and mark" in program.text():
        program.send("escape")
    program.settle(1.0, 300)
    program.send("escape")
    program.settle(1.0, 60)


def loaded(program: Program) -> int:
    """How many rows it says it has."""
    return _loaded(program.text())


def _loaded(text: str) -> int:
    words = text.partition(" loaded, ")[0].split()
    number = words[-1].replace(",", "") if words else ""
    return int(number) if number.isdigit() and " loaded, " in text else 0


def without_preview(program: Program) -> None:
    """The list alone."""
    program.send("p")
    program.settle(REST_SECONDS)
    if any("│" in line for line in program.text().splitlines()[4:20]):
        raise TimeOut(f"the preview is still there\n{program.text()}")


def rows_for_table(hub: DemoHub, count: int, file: Path) -> None:
    """The first models of a demo Hub, as hubtui's list shows them without its preview, for the DataTable."""
    from hubtui.presentation.columns import columns_for
    from hubtui.presentation.rows import cells

    columns = columns_for("model", COLUMNS - 4, "trendingScore")
    taken = sum(column.width for column in columns) + 2 * len(columns)
    now = datetime.now(UTC)
    rows = [[cell.text for cell in cells(row, columns, now)] for row in asyncio.run(_models(hub, count))]
    told = {
        "titles": [column.title for column in columns],
        "widths": [column.width or max(10, COLUMNS - taken - 4) for column in columns],
        "rows": rows,
    }
    file.write_text(json.dumps(told))


async def _models(hub: DemoHub, count: int) -> "list[Row]":
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import KINDS
    from hubtui.hub.query import ListingQuery

    client = HubClient(hub.endpoint, None)
    query = ListingQuery("model", limit=min(count, 1000), expand=KINDS["model"].listing_fields)
    rows: list[Row] = []
    cursor = None
    try:
        while len(rows) < count:
            page = await client.get(ListingPage(query, cursor))
            rows += page.rows
            cursor = page.next
            if cursor is None:
                break
    finally:
        await client.aclose()
    return rows[:count]
