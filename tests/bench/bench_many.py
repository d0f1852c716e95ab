"""A list of 100,000 rows: keys against a list of 100; setting the rows, and what a row takes beyond itself."""

import asyncio
import time
import tracemalloc
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from tests.bench.bench_decode import page
from tests.bench.figures import Figure
from tests.bench.keys import DOWN, SCROLL, Costs, against, by_turns
from tests.bench.programs import a_home, hubtui, load, without_preview
from tests.demo_hub import start_demo

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row

_MANY, _FEW = 100_000, 100


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" about 100,000 rows."""
    many: list[Costs] = []
    few: list[Costs] = []
    with (
        a_home() as home,
        start_demo(repos=_MANY) as hub,
        start_demo(repos=_FEW) as small,
        hubtui(hub.endpoint, home=home) as one,
        hubtui(small.endpoint, home=home) as other,
    ):
        load(one, _MANY)
        load(other, _FEW)
        for program in (one, other):
            without_preview(program)
        for _ in range(runs):
            first, second = by_turns([one, other], [DOWN, SCROLL])
            many.append(first)
            few.append(second)
    rows = _rows(_MANY)
    limits = {"down": 1.1, "scroll": 1.1}
    return [
        *against(", 100,000 rows / 100 rows", many, few, limits, limits),
        Figure("100,000 rows set", [asyncio.run(_set(rows)) for _ in range(runs)], "ms", 20),
        Figure("a row beyond the decoded row", [asyncio.run(_beyond(rows))], "B", 64),
    ]


def _rows(count: int) -> "list[Row]":
    from hubtui.hub.decode import rows_of

    decoded = rows_of(page("model"), "model")
    return [replace(decoded[number % len(decoded)], id=f"owner/model-{number}") for number in range(count)]


async def _set(rows: "list[Row]") -> float:
    """Milliseconds from handing the rows to a list until they are drawn."""
    from textual.app import App

    from hubtui.browser.shown_list import ShownRows
    from hubtui.presentation.choice import Choice
    from hubtui.presentation.columns import columns_for
    from hubtui.resources.listing.list import ReposList
    from hubtui.theme import THEMES
    from hubtui.widgets.row_list import RowList
    from hubtui.widgets.themes import textual_theme

    class Listed(App[None]):
        def on_load(self) -> None:
            """A look to be drawn in."""
            self.register_theme(textual_theme(THEMES[0]))
            self.theme = THEMES[0].name

        def compose(self) -> Any:
            yield RowList(columns_for=lambda width: columns_for("model", width, "downloads"), id="rows")

    model, app = ReposList(None, Choice("model")), Listed()  # type: ignore[arg-type]  # loads nothing
    model.browser = SimpleNamespace(frame=SimpleNamespace(memory=SimpleNamespace(budget=None)))  # type: ignore[assignment]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        drawn = asyncio.Event()
        begun = time.perf_counter()
        app.query_one(RowList).show_rows(ShownRows(model, rows))
        app.call_after_refresh(drawn.set)
        await drawn.wait()
        return (time.perf_counter() - begun) * 1000


class _Pages:
    """In place of the worker: pages of the rows, at once."""

    clock = staticmethod(time.monotonic)

    def __init__(self, rows: "list[Row]") -> None:
        self._rows = rows

    async def get(self, request: Any, *_: Any, **__: Any) -> Any:
        """The page at the request's cursor."""
        from hubtui.hub.answers import Page

        start = int(request.cursor.partition("=")[2]) if request.cursor else 0
        stop = start + 1000
        return Page(self._rows[start:stop], f"/pages?start={stop}" if stop < len(self._rows) else None)  # type: ignore[arg-type]

    def promote(self, slot: str) -> None:
        """Nothing waits."""


async def _beyond(rows: "list[Row]") -> float:
    """Bytes a row that the loaded listing takes beside the rows as they came."""
    # Before the counting begins: they take memory of their own.
    import hubtui.hub.listings  # noqa: F401
    from hubtui.hub.query import ListingQuery
    from hubtui.worker.pager import Pager

    pager = Pager(_Pages(rows), ListingQuery("model", limit=1000), slot="bench")  # type: ignore[arg-type]
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    await pager.load_all(None)
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    if len(pager.rows) != len(rows):
        raise RuntimeError(f"{len(pager.rows)} of {len(rows)} rows: {pager.error}")
    return taken / len(rows)
