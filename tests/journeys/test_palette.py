"""The palette: everything by its name, and any page by its id."""

import re

import pytest

from hubtui.actions import ACTIONS
from hubtui.bindings import Bindings
from hubtui.config.views import View
from hubtui.dialogs.palette import entries_of
from hubtui.user_keys import FIXED, PLACE_SETS
from tests.demo_hub import DemoHub
from tests.journeys.user import browsing


def test_every_action_of_every_place_is_in_the_palette_once_with_its_key() -> None:
    reached = set()
    for stand in PLACE_SETS:
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
        await user.type("sort order")
        await user.sees("change the sort order")
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
        await user.sees("the page of openai")
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
        await user.type("create a repo")
        await user.sees("create a repo; not now: you are not logged in")
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


async def test_themes_settings_views_and_the_last_pages_are_found_in_it(demo: DemoHub) -> None:
    choice = {"text": "", "author": "Qwen", "filters": [], "sort": "likes", "ascending": False}
    async with browsing(demo.endpoint, views=(View("the big one", "models", choice),)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        before = user.rows[0]
        await user.press("enter")
        await user.sees("1 Card")
        await user.press("escape", "colon")
        await user.type("theme: light")
        await user.press("enter")
        await user.sees('theme = "light" in config.toml keeps it so')
        assert user.app.theme == "light"
        await user.press("colon")
        await user.type("clipboard: osc52")
        await user.press("enter")
        await user.sees("texts are copied by osc52 in this run")
        await user.press("colon")
        await user.type(before.partition("/")[2])
        await user.sees("Last opened")
        await user.press("escape", "colon")
        await user.type("setting page size")
        await user.sees("setting: page_size is 100")
        await user.press("escape", "colon")
        await user.type("the big")
        await user.press("enter")
        await user.sees("author Qwen ×")


async def test_with_nothing_typed_it_begins_with_what_this_place_is_for(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.sees("do it")
        first = next(line for line in user.lines if "│ ▌" in line)
        assert "open the row" in first
        headings = [line.split("│")[1].strip() for line in user.lines if re.search("│    (List|Every page)  ", line)]
        assert headings == ["List"], "under the name of the place, the general ones behind"
        await user.press("up")
        assert "open the row" in next(line for line in user.lines if "│ ▌" in line), "the cursor is never on a heading"


async def test_what_was_done_last_comes_first_in_the_palette(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.type("sort order")
        await user.press("enter")
        await user.sees("Sort by")
        await user.press("escape", "colon")
        await user.sees("Used last")
        assert "change the sort order" in next(line for line in user.lines if "│ ▌" in line)


async def test_a_line_of_the_help_is_clicked_below_one_that_takes_two(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(70, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("?")
        await user.sees("change the sort order")
        line = next(y for y, line in enumerate(user.lines) if "change the sort order" in line)
        assert any("filter by tags" in one for one in user.lines[: line - 1]), "it takes two lines"
        await user.pilot.click(offset=(30, line))
        await user.sees("most first")


async def test_a_filter_is_typed_into_the_palette_as_everywhere(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.type("<9b")
        await user.sees("only models with up to 9b")
        await user.press("enter")
        await user.sees("up to 9b ×")
        await user.until(lambda: bool(user.rows), "rows")


async def test_the_name_of_an_action_for_the_settings_is_seen_at_80_columns(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(80, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("colon")
        await user.type("only one author")
        await user.sees("name in [keys]: author")
