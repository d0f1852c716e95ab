"""The picture that the terminal shows is Textual's own, cell by cell, after every key of a random session."""

import json
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from textual.events import Key

from hubtui.app.hub_app import HubApp
from hubtui.hub.client import HubClient
from hubtui.terminal.encoder import Trust
from tests.demo_hub import DemoHub
from tests.journeys.test_bad_lines import answering, http
from tests.journeys.test_hostile_rows import HOSTILE, row
from tests.journeys.user import User, start, using
from tests.terminal.twin import twin_of

KEYS = ["down"] * 14 + ["up"] * 6 + ["pagedown"] * 6 + ["pageup"] * 4 + ["home", "end", "escape", "escape", "escape"]
KEYS += [*"123gmdsf/s?pJKvrF A", "tab", "enter", "ctrl+d", "ctrl+u", "a", "é", "語", "backspace", "*"]
NAMES = {"/": "slash", "?": "question_mark", "*": "asterisk", " ": "space"}
SIZES = [(120, 40), (80, 24), (160, 45), (40, 10)]
FLAG_HALVES = set(map(chr, range(0x1F1E6, 0x1F200)))
TRUSTS = [Trust(), Trust(erase=False), Trust(scroll=False)]


async def session(endpoint: str, token: str | None, trust: Trust, keys: int) -> None:
    """Random keys, alone and in bursts, and sizes; after each the two terminals must show the same."""
    seed = random.randrange(10**6)
    rng = random.Random(seed)

    async def connect(record: Any) -> HubClient:
        return HubClient(endpoint, token, on_exchange=record)

    async with using(connect, start(logged_in=False), rng.choice(SIZES), twin_of(HubApp, trust)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        for number in range(keys):
            if rng.random() < 0.04:
                await resize(user, rng.choice(SIZES))
            for key in rng.choices(KEYS, k=rng.choice([1, 1, 1, 2, rng.randrange(2, 30)])):
                user.app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))
            await user.pilot.pause(rng.choice([0, 0, 0.05, 0.2]))
            twin: Any = user.app
            different = undisputed(twin, twin.differences())
            assert not different, f"seed {seed}, step {number}: {different[:5]} and {len(different)} in all"
            if rng.random() < 0.3:
                # What has changed is drawn by the next frame, and nothing else has.
                await user.until(partial(is_fresh, twin), f"a whole picture, seed {seed}, step {number}")


def is_fresh(twin: Any) -> bool:
    return not undisputed(twin, twin.stale())


def undisputed(twin: Any, differences: list[str]) -> list[str]:
    """Those in lines that all terminals agree about."""
    return [found for found in differences if not disputed(twin, int(found.partition(":")[0].partition(",")[2]))]


def disputed(twin: Any, line: int) -> bool:
    """Whether terminals disagree about something in this line: the width of a flag or of a sign that is drawn as a
    picture, marks that stand on nothing.
    """
    places = twin.textual.screen.buffer[line].values()
    return any(
        set(place.data) & (FLAG_HALVES | {"\ufe0f"}) or (place.data[:1] == " " and place.data != " ")
        for place in places
    )


async def resize(user: User, size: tuple[int, int]) -> None:
    """Both terminals and the app get another size."""
    twin: Any = user.app
    for terminal in (twin.textual, twin.ours):
        terminal.resize(*size)
    await user.pilot.resize_terminal(*size)


@pytest.mark.parametrize("trust", TRUSTS)
@pytest.mark.some(1)
async def test_browsing_shows_what_textual_shows(demo: DemoHub, trust: Trust, runs: Callable[[int], int]) -> None:
    await session(demo.endpoint, demo.token, trust, runs(600))


@pytest.mark.parametrize("kind", ["models"])
async def test_hostile_rows_show_what_textual_shows(kind: str, runs: Callable[[int], int]) -> None:
    # Where terminals disagree about widths, ours is placed anew behind each character: no two pictures to compare.
    agreed = [text for text in HOSTILE if not set(text) & set("\u200d\U0001f1e9")]
    body = json.dumps([row(kind, text, number) for number, text in enumerate(agreed)]).encode()
    async with answering(http("200 OK", body, "Content-Type: application/json")) as endpoint:
        await session(endpoint, None, Trust(), runs(400))
