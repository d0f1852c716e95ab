"""Every screen in every size, and under every key."""

import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from hubtui.actions import ACTIONS
from hubtui.widgets.row_list import RowList
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.collecting import made
from tests.journeys.managing import api_of
from tests.journeys.screens import Way, at_screen, ways
from tests.journeys.user import User


@pytest.fixture(scope="module")
def all_ways(hub_to_change: DemoHub) -> dict[str, Way]:
    api = api_of(hub_to_change)
    dataset = "rajpurkar/squad"
    space = next(iter(api.list_spaces(limit=1))).id
    return ways(made(hub_to_change), f"datasets/{dataset}", f"spaces/{space}")


@pytest.fixture(scope="module")
def hub_to_change() -> Iterator[DemoHub]:
    """A demo Hub for a module."""
    with start_demo(repos=300) as hub:
        yield hub


NAMES = list(ways("", "", ""))


def is_in_use(user: User, where: str) -> None:
    """The cursor's row is in view, and no line of the frame is without use."""
    assert user.app.is_running, where
    assert len(user.lines) == user.app.size.height, where
    for rows in user.app.screen.query(RowList):
        if len(rows) and rows.size.height:
            assert rows.top_line <= rows.cursor < rows.top_line + max(1, rows.page_lines), where
    bars: list[Any] = [bar for bar in user.app.screen.query("#top, #bottom") if bar.size.height]
    for bar in bars:
        line = user.lines[bar.region.y]
        assert line.strip(), where


async def test_in_any_size_nothing_breaks(
    hub_to_change: DemoHub, all_ways: dict[str, Way], runs: Callable[[int], int]
) -> None:
    """All screens with --long, some of them without it."""
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for name in rng.sample(NAMES, k=min(len(NAMES), runs(80))):
        async with at_screen(hub_to_change, all_ways[name]) as user:
            for _ in range(50 if runs(20) == 20 else 12):
                size = (rng.randrange(40, 301), rng.randrange(10, 101))
                await user.pilot.resize_terminal(*size)
                await user.pilot.pause()
                where = f"seed {seed}, {name} at {size}"
                is_in_use(user, where)
                if rng.random() < 0.3:
                    await user.press(rng.choice(["down", "end", "up"]))
                    is_in_use(user, where)


async def test_what_a_screen_offers_something_runs(
    hub_to_change: DemoHub, all_ways: dict[str, Way], runs: Callable[[int], int]
) -> None:
    """Each action of the help and the palette; all screens with --long, some of them without it."""
    dead: dict[str, set[str]] = {}
    for name in random.sample(NAMES, k=min(len(NAMES), runs(100))):
        async with at_screen(hub_to_change, all_ways[name]) as user:
            screen: Any = user.app.screen
            targets = (screen, *screen.targets(), user.app, *user.app.targets())
            offered = {action.name for action in screen.bindings.of(screen.places)}
            if unrun := offered.difference(*(target.action_methods for target in targets)):
                dead[name] = unrun
    assert not dead


KEYS = sorted({key for action in ACTIONS for key in action.keys} - {"ctrl+z"})


async def test_every_key_on_every_screen_breaks_nothing(
    hub_to_change: DemoHub, all_ways: dict[str, Way], runs: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All keys on all screens with --long, each alone; some of them without it."""
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    monkeypatch.setenv("VISUAL", "true")
    pairs = [(name, key) for name in NAMES for key in KEYS]
    asked = rng.sample(pairs, k=min(len(pairs), runs(300)))
    for name in {name for name, _ in asked}:
        left = [key for one, key in asked if one == name]
        while left:
            async with at_screen(hub_to_change, all_ways[name]) as user:
                user.app.suspend = nullcontext  # a terminal of tests has no process to stop
                front = user.app.screen
                while left and user.app.is_running and user.app.screen_stack and user.app.screen is front:
                    key = left.pop()
                    await user.press(*key.split(" "))
                    await user.pilot.pause()
                    if user.app.screen_stack and user.app.screen is not front:
                        await user.press("escape")
                assert user.app.crash is None, f"seed {seed}, {key} on {name}"
