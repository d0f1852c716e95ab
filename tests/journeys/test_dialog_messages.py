"""Dialogs and plans that say what is missing, why something failed, and what cannot be undone."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.demo_hub import DemoHub, start_demo
from tests.journeys.managing import answers, api_of, at_list, new_name
from tests.journeys.user import User
from tests.lossy import lossy

REASON = "a reason that is much longer than a line of the plan has room for, down to its very last word"


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as hub:
        yield hub


async def open_access_of_two(user: User, names: list[str]) -> None:
    """Open the dialog for the visibility and gating of two repos."""
    await user.until(lambda: set(names) <= set(user.rows), "the rows")
    listing: Any = user.app.screen
    listing.shown.marking.take(names)
    await user.press("P")
    await user.sees("Who may see these 2 repos")


async def test_the_whole_reason_of_a_failed_step_can_be_read_at_80_columns(changing: DemoHub) -> None:
    names = [new_name() for _ in range(2)]
    for name in names:
        api_of(changing).create_repo(name)
    async with (
        lossy(changing.endpoint) as between,
        at_list(changing, between.endpoint, size=(80, 24), text="journey", sort="author") as user,
    ):
        await open_access_of_two(user, names)
        await user.press("enter")
        await user.sees("enter starts")
        between.losing, between.fault = 99, answers("403 Forbidden", {"error": REASON})
        await user.press("enter")
        await user.sees("2 failed")
        await user.sees("its very last word")


async def test_a_plan_for_several_repos_names_the_gating_and_is_not_made_without_a_change(changing: DemoHub) -> None:
    names = [new_name() for _ in range(2)]
    for name in names:
        api_of(changing).create_repo(name)
    async with at_list(changing, text="journey", sort="author") as user:
        await open_access_of_two(user, names)
        await user.press("right")
        await user.sees("‹ as it is ›")
        await user.press("enter")
        await user.sees("nothing would change")
        await user.press("tab", "right", "enter")
        await user.sees("Make 2 repos not gated")
        await user.sees("not gated already")


async def test_undo_says_that_a_deletion_stays_and_then_undoes_what_was_before(changing: DemoHub) -> None:
    moved, doomed = new_name(), new_name()
    for name in (moved, doomed):
        api_of(changing).create_repo(name)
    async with at_list(changing, text=moved) as user:
        await user.until(lambda: moved in user.rows, "the row")
        await user.press("P")
        await user.sees("is public now")
        await user.press("right", "enter")
        await user.sees("u undoes it")
    async with at_list(changing, text=doomed) as user:
        await user.until(lambda: doomed in user.rows, "the row")
        await user.press("D")
        await user.sees(f"Delete {doomed}")
        await user.type(doomed)
        await user.press("enter")
        await user.sees(f"{doomed}: deleted")
        await user.press("u")
        await user.sees("this cannot be undone; u again undoes the change before it")
        assert len(user.app.screen_stack) == 1
        await user.press("u")
        await user.sees(f"{moved}: public → private (")
        await user.until(lambda: bool(user.app.screen.is_complete), "that it can be")
        await user.press("enter")
        await user.until(lambda: not api_of(changing).repo_info(moved).private, "the change undone")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the list")
        await user.press("U")
        await user.sees(f"{moved}: public → private (")


async def test_enter_says_what_is_missing_and_stays_in_the_field(changing: DemoHub) -> None:
    name = new_name()
    api_of(changing).create_repo(name)
    async with at_list(changing, text=name) as user:
        for key, typed, words in (
            ("D", "", "type its whole id"),
            ("D", "ada/", "type its whole id"),
            ("n", "", "a name is missing"),
        ):
            await user.press(key)
            await user.sees("esc cancel")
            before: Any = user.app.screen.focused
            await user.type(typed)
            assert words not in user.screen
            await user.press("enter")
            await user.sees(words)
            assert user.app.screen.focused is before
            await user.type("a")
            await user.loses(words)
            await user.press("escape")
            await user.loses("esc cancel")
