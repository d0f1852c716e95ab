"""Cards of three lengths: seconds to the first screen and to all, and the longest that a key would wait meanwhile.

python tests/bench/bench_card.py
"""

import asyncio
import time
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.markdown import Markdown

from hubtui.demo import in_process
from hubtui.hub.client import HubClient
from hubtui.hub.files import CardText
from hubtui.pages.rendering import produced_in_thread
from hubtui.presentation.markdown import pieces
from tests.bench.figures import Figure
from tests.presentation.markdown.nasty import CARDS

WIDTH = 118
SCREEN = 45
TICK = 0.001


@dataclass
class Laid:
    """Seconds to the first screen, to all of it, and the longest hold-up of a loop that ticks beside the thread."""

    first: float
    whole: float
    held: float


async def real_card() -> str:
    """A card as people write them."""
    endpoint, token, transport = in_process(300)
    hub = HubClient(endpoint, token, transport=transport)
    try:
        return await hub.get(CardText("model", "Qwen/Qwen3-8B"))
    finally:
        await hub.aclose()


async def lay_out(source: str) -> Laid:
    """Lay a card out as the screen does."""
    held = 0.0
    done = asyncio.Event()

    async def tick() -> None:
        nonlocal held
        while not done.is_set():
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            held = max(held, time.perf_counter() - before - TICK)

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0.01)
    begun = time.perf_counter()
    first, lines = 0.0, 0
    async for piece in produced_in_thread(pieces(source, WIDTH)):
        lines += len(piece)
        if not first and lines >= SCREEN:
            first = time.perf_counter() - begun
    whole = time.perf_counter() - begun
    done.set()
    await ticking
    return Laid(first or whole, whole, held)


def rich_seconds(source: str) -> float:
    """The same with Rich's Markdown."""
    begun = time.perf_counter()
    Console(file=StringIO(), width=WIDTH, force_terminal=True).print(Markdown(source))
    return time.perf_counter() - begun


def run(runs: int) -> list[Figure]:
    """The figures of promises.md, "Card"."""
    card = asyncio.run(real_card())
    figures = []
    for kilobytes, first, whole in ((20, 0.15, 0.5), (200, 0.25, 3.0), (500, None, None)):
        source = card * (kilobytes * 1024 // len(card))
        laid = [asyncio.run(lay_out(source)) for _ in range(runs)]
        figures += _figures(f"card of {kilobytes} KB", laid, first, whole)
        if kilobytes == 20:
            figures.append(
                Figure("card of 20 KB, Rich's Markdown", [rich_seconds(source) for _ in range(runs)], "s", None)
            )
    worst = [asyncio.run(lay_out(source)) for source in CARDS.values()]
    figures.append(Figure("the nastiest cards: hold-up", [max(1000 * one.held for one in worst)], "ms", 50))
    return figures


def _figures(name: str, laid: list[Laid], first: float | None, whole: float | None) -> list[Figure]:
    return [
        Figure(f"{name}: first screen", [one.first for one in laid], "s", first),
        Figure(f"{name}: all of it", [one.whole for one in laid], "s", whole),
        Figure(f"{name}: longest hold-up", [1000 * one.held for one in laid], "ms", 50),
    ]


if __name__ == "__main__":
    from tests.bench.figures import table

    print(table(run(5)))
