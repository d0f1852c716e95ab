"""The palette: everything by its name, and any page by its id."""

import pytest

from hubtui.actions import ACTIONS
from hubtui.bindings import FIXED, STANDS, Bindings
from hubtui.screens.dialogs.palette import entries_of
from tests.demo_hub import DemoHub
from tests.journeys.user import browsing


def test_every_action_of_every_place_is_in_the_palette_once_with_its_key() -> None:
    reached = set()
    for stand in STANDS:
        actions = Bindings().of(stand)
        entries = entries_of(actions, lambda _: "")
        names = [entry.name for entry in entries if entry.name not in FIXED]
        assert len(names) == len(set(names))
        assert {action.name for action in actions} - {"palette"} == {entry.name for entry in entries}
        assert all(entry.words and entry.keys for entry in entries)
        reached |= {entry.name for entry in entries}
    assert reached == {action.name for action in ACTIONS} - {"palette"}


@pytest.mark.parametrize("key", [":", "ctrl+p"])
async def test_an_action_is_found_by_its_words_and_done(demo: DemoHub, key: str) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon" if key == ":" else key)
        await user.sees("do it")
        await user.type("other way")
        await user.sees("sort by something else")
        await user.press("enter")
        await user.sees("Sort by")


async def test_a_page_opens_by_its_id_and_an_owner_by_the_name(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.type("microsoft/phi-4")
        await user.sees("open the model microsoft/phi-4")
        await user.press("enter")
        await user.sees("‹ Models   microsoft/phi-4")
        await user.press("colon")
        await user.type("openai")
        await user.sees("the datasets of openai")
        await user.press("enter")
        await user.sees("author openai")


async def test_a_section_is_chosen_by_its_number(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("enter")
        await user.sees("1 Card")
        await user.press("colon")
        await user.type("by its number: 2")
        await user.press("enter")
        await user.sees("Name")


async def test_what_cannot_be_done_says_why_and_escape_leaves(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.type("a new repo")
        await user.sees("a new repo; not now: you are not logged in")
        await user.press("escape")
        await user.loses("do it")
        assert user.under_cursor == user.rows[0]


async def test_what_is_meant_as_an_id_and_is_none_does_nothing_else(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.type("not/a repo")
        await user.sees('"not/a repo" is no page of the Hub')
        await user.press("enter")
        assert "not/a repo" in user.screen
        assert "New" not in user.screen
