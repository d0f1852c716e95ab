"""Promise 13: whatever fails, each journey ends in data or in words, and escape frees the user."""

from collections.abc import Awaitable, Callable
from itertools import product
from random import Random
from typing import Any

import pytest

from hubtui.config.settings import Settings
from hubtui.hub.client import HubClient
from tests.demo_hub import DemoHub
from tests.journeys.faulty import FAULTS, Fault, FaultyHub, faulty
from tests.journeys.user import User, requests_of, start, using

WORDS = ("could not", "stopped", "trying again", "a tag can still be typed", "try again", "answered", "nobody", "Hub")
Journey = Callable[[User], Awaitable[None]]


def keys(*pressed: str) -> Journey:
    """A journey of these keys."""

    async def press(user: User) -> None:
        await user.press(*pressed)

    press.__name__ = " ".join(pressed)
    return press


JOURNEYS: tuple[Journey, ...] = (
    keys("r"),
    keys("end"),
    keys("/", "q", "w", "e", "n", "enter"),
    keys("A", "enter"),
    keys("s", "down", "enter"),
    keys("f", "m", "i", "t", "enter"),
    keys("2"),
    keys("3"),
    keys("*"),
    keys("down", "down"),
    keys("pagedown", "pagedown", "pagedown"),
    keys("F", "r", "r"),
)
CASES = list(product(FAULTS, JOURNEYS))


async def try_one(demo: DemoHub, fault: Fault, journey: Journey) -> None:
    """One journey on a Hub that goes bad before it, and well again after it."""
    async with (
        faulty(demo.endpoint) as hub,
        using(connecting(hub, demo.token), start(settings=Settings(page_size=20))) as user,
    ):
        await user.until(lambda: len(user.rows) >= 20, "the first page")
        hub.fault = fault
        await journey(user)
        await user.until(lambda: at_rest(user), f"an end of {journey.__name__!r} with {fault.__name__}")
        assert user.app.is_running
        assert user.rows or any(word in user.screen for word in WORDS), user.screen
        await user.press("escape", "escape", "escape")
        hub.fault = None
        await user.press("F", "r")
        await user.until(lambda: len(user.rows) >= 20 and at_rest(user), "rows again")


def connecting(hub: FaultyHub, token: str) -> Callable[[Any], Awaitable[HubClient]]:
    """A client with little patience, so that the test has the time."""

    async def connect(record: Any) -> HubClient:
        return HubClient(hub.endpoint, token, on_exchange=record, deadline=1.5)

    return connect


def at_rest(user: User) -> bool:
    """Nothing is under way but a wait that is told, with its seconds, and can be left."""
    return user.app.session.worker.under_way == 0 or "trying again in" in user.screen


@pytest.mark.timeout(600)
async def test_each_journey_ends_in_data_or_words(demo: DemoHub, runs: Callable[[int], int]) -> None:
    seed = Random().randrange(10**6)
    for fault, journey in Random(seed).sample(CASES, runs(len(CASES))):
        try:
            await try_one(demo, fault, journey)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, {fault.__name__}, {journey.__name__}: {error}") from error


async def test_a_search_that_fails_says_so_in_view_and_not_below_the_rows_of_before(demo: DemoHub) -> None:
    async with faulty(demo.endpoint) as hub, using(connecting(hub, demo.token), start()) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        hub.fault = FAULTS[0]
        await user.press("/", "q", "enter")
        await user.sees("could not load the models")


async def test_a_refresh_that_fails_keeps_the_rows_and_says_so(demo: DemoHub) -> None:
    async with faulty(demo.endpoint) as hub, using(connecting(hub, demo.token), start()) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        hub.fault = FAULTS[0]
        await user.press("r")
        await user.sees("could not refresh; r tries again")
        assert len(user.rows) >= 100
        hub.fault = None
        await user.press("r")
        await user.sees("loaded, more")


async def test_where_a_page_of_papers_fails_r_goes_on_there(demo: DemoHub) -> None:
    async with faulty(demo.endpoint) as hub, using(connecting(hub, demo.token), start("papers")) as user:
        await user.until(lambda: "loaded" in user.lines[1], "the first page")
        hub.fault = FAULTS[0]
        await user.press("G")
        await user.sees("could not load the papers")
        before = int(user.lines[1].split(" loaded")[0].split()[-1])
        asked = len(requests_of(user))
        hub.fault = None
        await user.press("r")
        await user.until(lambda: int(user.lines[1].split(" loaded")[0].split()[-1]) > before, "the next page")
        papers = [path for path in requests_of(user)[asked:] if "daily_papers" in path]
        assert papers[0].startswith("/api/daily_papers?p=1&")
