"""After every key, the terminal shows the same cells as with Textual's own output."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from textual.events import Key

from hubtui.terminal.encoder import Trust
from tests.terminal.apps import CellListing, made_rows
from tests.terminal.twin import twin_of

KEYS = ["down"] * 12 + ["up"] * 6 + ["pagedown"] * 5 + ["pageup"] * 4 + ["home", "end", "escape", "escape"]
KEYS += ["d", "o", "p", "x", "tab", "left", "backspace", "a", "é", "語", "r"]
SIZES = [(120, 40), (80, 24), (61, 17), (40, 10)]
TRUSTS = [Trust(), Trust(erase=False), Trust(scroll=False), Trust(False, False)]


async def session(app: Any, rng: random.Random, keys: int, where: str) -> None:
    async with app.run_test(size=rng.choice(SIZES)) as pilot:
        for number in range(keys):
            if rng.random() < 0.03:
                size = rng.choice(SIZES)
                for terminal in (app.textual, app.ours):
                    terminal.resize(*size)
                await pilot.resize_terminal(*size)
            for key in rng.choices(KEYS, k=rng.choice([1, 1, 1, 1, rng.randrange(2, 45)])):
                app.post_message(Key(key, key if len(key) == 1 else None))
            await pilot.pause()
            different = app.differences()
            assert not different, f"{where}, step {number}: {different[:5]} and {len(different)} in all"


@pytest.mark.parametrize("trust", TRUSTS)
async def test_a_long_session_shows_what_textual_shows(trust: Trust, runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    rows = made_rows(300, seed=seed, odd=True)
    app = twin_of(CellListing, trust)(rows, preview=rng.random() < 0.5, rest=0.01)
    await session(app, rng, runs(300), f"seed {seed}")


async def test_the_default_background_shows_what_textual_shows(runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    app = twin_of(CellListing)(made_rows(100, odd=True), background=None, rest=0.01)
    await session(app, random.Random(seed), runs(200), f"seed {seed}")
