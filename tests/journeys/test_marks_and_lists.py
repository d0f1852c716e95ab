"""Marks, searches and cursors do what a user expects after an action."""

from collections.abc import Iterator
from typing import Any

import pytest

from hubtui.hub.collections import CollectionsPage
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.collecting import made
from tests.journeys.managing import api_of, at_list, new_name, open_create
from tests.journeys.user import browsing


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub for a module."""
    with start_demo(repos=60) as hub:
        yield hub


async def test_the_picker_clears_its_word_after_tab(changing: DemoHub) -> None:
    async with browsing(changing.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("f")
        await user.sees("Filter by")
        picker: Any = user.app.screen
        await user.until(lambda: len(picker._options) > 100, "the tags")
        await user.type("7b")
        await user.press("tab")
        await user.until(lambda: picker.field.value == "", "an empty field")
        await user.type("gated")
        await user.press("tab")
        assert len(picker._taken) == 2


async def test_escape_clears_the_search_before_it_leaves(changing: DemoHub) -> None:
    async with browsing(changing.endpoint, text="bert", tab="datasets") as user:
        await user.sees('nothing matches "bert"')
        await user.press("escape")
        await user.until(lambda: user.app.screen.model.choice.text == "", "no search")
        assert user.app.is_running


async def test_escape_in_the_search_field_brings_the_former_search_back(changing: DemoHub) -> None:
    async with browsing(changing.endpoint, text="qwen") as user:
        await user.until(lambda: bool(user.rows) and all("qwen" in row.lower() for row in user.rows), "qwen")
        before = list(user.rows)
        await user.press("/", *"llama")
        await user.until(lambda: bool(user.rows) and all("llama" in row.lower() for row in user.rows), "llama")
        await user.press("escape")
        await user.until(lambda: user.rows == before, "the rows before the field was opened")
        assert user.lines[1].startswith(" / qwen ")
        await user.press("/", *"llama", "enter", "/", "escape")
        await user.until(lambda: bool(user.rows) and all("llama" in row.lower() for row in user.rows), "llama again")


async def test_the_keys_for_marked_rows_come_first(changing: DemoHub) -> None:
    async with browsing(changing.endpoint, changing.token, size=(80, 24)) as user:
        await user.until(lambda: len(user.rows) > 2, "rows")
        await user.press("space")
        await user.until(lambda: user.lines[-1].strip().startswith("c collect  y copy"), "the keys for one row")
        await user.press("space")
        await user.until(lambda: user.lines[-1].strip().startswith("= compare  c collect"), "the keys for two rows")
        await user.press("escape")
        await user.until(lambda: user.lines[-1].strip().startswith("enter open"), "the usual keys")


async def test_the_cursor_is_on_the_repo_that_was_just_made(changing: DemoHub) -> None:
    name = new_name()
    async with at_list(changing) as user:
        await user.press("end")
        await open_create(user, name.partition("/")[2])
        await user.press("enter")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the end of the dialog")
        await user.until(lambda: user.under_cursor == name, "the new repo under the cursor")
    async with browsing(changing.endpoint, changing.token, tab="mine") as user:
        await user.sees(name)
        await user.until(lambda: user.app.frame.rights.account is not None, "the account")
        other = new_name()
        await open_create(user, other.partition("/")[2])
        await user.press("enter")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the end of the dialog")
        await user.until(lambda: user.app.screen.rows.cursor_id == f"model/{other}", "the cursor on it")


async def test_an_action_says_how_many_are_marked_and_where_and_its_marks_end_with_it(changing: DemoHub) -> None:
    slug = made(changing, items=0)
    title = api_of(changing).get_collection(slug).title
    async with at_list(changing, author="") as user:
        await user.press("space", "space")
        await user.press("2")
        await user.until(lambda: user.app.current_mode == "datasets" and bool(user.rows), "the datasets")
        await user.press("space")
        assert len(user.app.frame.marked) == 3
        await user.press("c")
        await user.sees("3 marked: 2 in Models, 1 in Datasets")
        await user.type(title)
        await user.sees(title)
        await user.press("enter")
        await user.sees("3 added to")
        assert not user.app.frame.marked
        assert "marked" not in user.screen


async def test_a_finished_plan_does_not_offer_to_start_and_the_marks_of_its_repos_are_gone(changing: DemoHub) -> None:
    names = [new_name() for _ in range(2)]
    for name in names:
        api_of(changing).create_repo(name)
    async with at_list(changing, text="journey") as user:
        await user.until(lambda: set(names) <= set(user.rows), "the rows")
        listing: Any = user.app.screen
        listing.shown.marking.take(names)
        await user.press("P")
        await user.sees("Who may see these 2 repos")
        await user.press("enter")
        await user.sees("enter start")
        await user.press("enter")
        await user.sees("2 done")
        await user.loses("enter start")
        await user.sees("enter back")
        await user.press("enter")
        await user.until(lambda: user.app.screen is listing, "the list")
        assert not listing.rows.marks.ids


async def test_the_whole_id_can_be_read_before_it_is_deleted_in_a_narrow_terminal(changing: DemoHub) -> None:
    name = f"ada/{'a-long-name-' * 6}end"
    api_of(changing).create_repo(name, exist_ok=True)
    async with browsing(changing.endpoint, changing.token, author="ada", text="a-long-name", size=(50, 24)) as user:
        await user.until(lambda: user.rows == [name], "the row")
        await user.until(lambda: user.app.frame.rights.account is not None, "the account")
        await user.press("D")
        await user.sees("Delete for good")
        shown = "".join(line.strip(" │") for line in user.lines)
        assert name in shown


async def test_a_collection_needs_a_title_and_one_enter_and_leaves_the_list_when_it_is_deleted(
    changing: DemoHub,
) -> None:
    async with browsing(changing.endpoint, changing.token, tab="collections") as user:
        await user.sees("ada · ")
        await user.sees("loaded")
        await user.press("n")
        await user.sees("New collection")
        await user.type("One enter")
        await user.press("enter")
        await user.sees("‹ Back   One enter")
        await user.press("escape", "q")
        screen: Any = user.app.screen
        screen.model.ask(CollectionsPage(("ada",)))
        await user.until(
            lambda: any(one.title == "One enter" for one in screen.model.items), "the collection in the list"
        )
        place = next(i for i, one in enumerate(screen.model.items) if one.title == "One enter")
        screen.rows.move_to(place)
        await user.press("enter")
        await user.sees("‹ Back   One enter")
        await user.press("D")
        await user.sees("Delete it")
        await user.type("One enter")
        await user.press("enter")
        await user.until(lambda: user.app.screen is screen, "the list")
        await user.sees("the collection One enter: deleted; u undoes it")
        await user.until(lambda: all(one.title != "One enter" for one in screen.model.items), "the list without it")
        await user.press("u")
        await user.sees("as ada")
        await user.press("enter")
        await user.sees("the collection One enter: created")
        assert [one.title for one in api_of(changing).list_collections(owner="ada") if one.title == "One enter"]
