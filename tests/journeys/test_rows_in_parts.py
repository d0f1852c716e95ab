"""The rows of a list arrive in several answers: where the cursor is meanwhile."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from hubtui.config.state import ListingState, State
from hubtui.resources.mine.account_inventory import AccountInventory
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.user import User, browsing, settled


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoHub]:
    """A demo Hub that no other test changes: a repo that was just changed would be the first row of all."""
    with start_demo() as hub:
        yield hub


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> defaultdict[str, asyncio.Event]:
    """The answers of Mine by the type of the repos: each comes once its event is set."""
    events: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
    load, load_settings = AccountInventory._load_rows, AccountInventory._load_settings

    async def load_later(self: Any, kind: Any, owner: str) -> None:
        await events[kind].wait()
        await load(self, kind, owner)

    async def load_settings_later(self: Any, owner: str) -> None:
        await events["settings"].wait()
        await load_settings(self, owner)

    monkeypatch.setattr(AccountInventory, "_load_rows", load_later)
    monkeypatch.setattr(AccountInventory, "_load_settings", load_settings_later)
    return events


async def arrive(user: User, answers: dict[str, asyncio.Event], kind: str) -> None:
    """Let the answers of one kind come, and wait until the list shows them."""
    answers[kind].set()
    await user.until(lambda: any(row.startswith(f"{kind}/") for row in user.rows), f"the {kind}s")


async def test_a_cursor_that_nobody_moved_stays_on_the_first_row(
    demo: DemoHub, answers: defaultdict[str, asyncio.Event]
) -> None:
    async with browsing(demo.endpoint, demo.token, tab="mine", size=(100, 12)) as user:
        for kind in ("space", "dataset", "model"):
            await arrive(user, answers, kind)
            assert user.under_cursor == user.rows[0], kind
            assert user.app.screen.rows.top_line == 0
        answers["settings"].set()
        await settled(user)
        assert user.under_cursor == user.rows[0]


async def test_a_cursor_that_was_moved_stays_with_its_row(
    demo: DemoHub, answers: defaultdict[str, asyncio.Event]
) -> None:
    async with browsing(demo.endpoint, demo.token, tab="mine") as user:
        await arrive(user, answers, "space")
        await user.press("j", "k")
        here = user.under_cursor
        await arrive(user, answers, "dataset")
        await arrive(user, answers, "model")
        assert user.under_cursor == here != user.rows[0]


async def test_a_range_of_marks_goes_on_when_rows_arrive_in_it(
    demo: DemoHub, answers: defaultdict[str, asyncio.Event]
) -> None:
    async with browsing(demo.endpoint, demo.token, tab="mine", size=(100, 40)) as user:
        await arrive(user, answers, "space")
        first = user.under_cursor
        await user.press("v", "j")
        last = user.under_cursor
        await arrive(user, answers, "dataset")
        await settled(user)  # the datasets of each owner come in an answer of their own
        await user.press("v")
        await user.sees("marked")
        marked = list(user.app.screen.rows.marks.ids)
        places = sorted(map(user.rows.index, (first, last)))
        assert sorted(marked, key=user.rows.index) == user.rows[places[0] : places[1] + 1]


async def test_the_cursor_of_the_last_run_waits_for_its_row(
    demo: DemoHub, answers: defaultdict[str, asyncio.Event]
) -> None:
    states: list[State] = []
    async with browsing(demo.endpoint, demo.token, tab="mine", keep=states.append) as user:
        for kind in ("space", "dataset", "model"):
            await arrive(user, answers, kind)
        await user.press("end")
        while not user.under_cursor.startswith("model/"):
            await user.press("k")
        here = user.under_cursor
    kept = State(listings={"mine": states[-1].listings["mine"]})
    for event in answers.values():
        event.clear()
    async with browsing(demo.endpoint, demo.token, tab="mine", kept=kept, keep=states.append) as user:
        await arrive(user, answers, "space")
        assert user.under_cursor == user.rows[0]
        await arrive(user, answers, "model")
        # The models of each owner come in an answer of their own.
        await user.until(lambda: user.under_cursor == here, "the row of the last run")
    assert states[-1].listings["mine"].cursor == here


async def test_a_row_of_the_last_run_is_not_gone_to_once_the_user_moved(
    demo: DemoHub, answers: defaultdict[str, asyncio.Event]
) -> None:
    kept = State(listings={"mine": ListingState({}, "model/ada/qwen3-1.7b-reviews")})
    async with browsing(demo.endpoint, demo.token, tab="mine", kept=kept) as user:
        await arrive(user, answers, "space")
        await user.press("j")
        here = user.under_cursor
        await arrive(user, answers, "model")
        await user.until(lambda: kept.listings["mine"].cursor in user.rows, "the row of the last run")
        assert user.under_cursor == here


async def test_opening_a_row_is_choosing_it(demo: DemoHub, answers: defaultdict[str, asyncio.Event]) -> None:
    async with browsing(demo.endpoint, demo.token, tab="mine") as user:
        await arrive(user, answers, "space")
        here = user.under_cursor
        await user.press("enter")
        await user.until(lambda: len(user.app.screen_stack) == 2, "the page")
        await user.press("q")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the list")
        await arrive(user, answers, "dataset")
        await arrive(user, answers, "model")
        assert user.under_cursor == here != user.rows[0]
