"""What every list gives: a preview, marks, orders, and copies of all that is marked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy

import pytest

from hubtui.browser.screen import BrowserScreen
from hubtui.hub.errors import HubError
from hubtui.resources.paper.list import PapersList
from tests.demo_hub import DemoHub
from tests.journeys.screens import Way, go
from tests.journeys.user import User, browsing, settled

LISTS = {
    "papers": Way("PapersList", ("4",)),
    "collections": Way("CollectionsList", ("5",)),
    "mine": Way("MineList", ("6",)),
    "my collections": Way("MineList", ("6", "]")),
    "likes": Way("MineList", ("6", "[")),
    "activity": Way("ActivityList", ("@",)),
}


@asynccontextmanager
async def at_list(demo: DemoHub, name: str) -> AsyncIterator[tuple[User, BrowserScreen]]:
    """On one of the lists, with its rows there."""
    async with browsing(demo.endpoint, demo.token, size=(150, 40)) as user:
        await go(user, LISTS[name])
        screen = user.app.screen
        assert isinstance(screen, BrowserScreen)
        await settled(user)
        await user.until(lambda: len(screen.shown.view) >= 3, "rows")
        await user.press("home")
        yield user, screen


def preview_of(user: User) -> str:
    """The right pane of the screen."""
    return "\n".join(line.partition("│")[2].strip() for line in user.lines)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.some(2)
async def test_the_preview_follows_the_cursor_and_p_hides_it(demo: DemoHub, name: str) -> None:
    async with at_list(demo, name) as (user, _):
        await user.until(lambda: bool(preview_of(user).strip()), "a preview")
        first = preview_of(user)
        await user.press("j", "j")
        await user.until(lambda: preview_of(user).strip() not in ("", first.strip()), "another preview")
        await user.press("p")
        await user.until(lambda: not preview_of(user).strip(), "no preview")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.some(2)
async def test_marked_rows_are_copied_together(demo: DemoHub, name: str) -> None:
    async with at_list(demo, name) as (user, screen):
        await settled(user)  # a request that ends is another row of the activity
        await user.press("v", "j", "j", "v")
        await user.sees("3 marked")
        ids = list(screen.rows.marks.ids)
        await user.press("y")
        await user.sees("Copy 3 rows")
        await user.press("u")
        copied = user.app.clipboard.splitlines()
        assert len(copied) == 3
        assert all(url.startswith(demo.endpoint) for url in copied)
        await user.press("escape")
        await user.loses("3 marked")
        assert len(ids) == 3


@pytest.mark.parametrize("name", [name for name in LISTS if name != "activity"])
@pytest.mark.some(2)
async def test_names_are_copied_as_lines_and_as_a_python_list(demo: DemoHub, name: str) -> None:
    async with at_list(demo, name) as (user, screen):
        await user.press("v", "j", "v", "y")
        await user.sees("Python list")
        names = [screen.model.collectable(row_id)[1] for row_id in screen.rows.marks.ids]
        await user.press("s")
        assert user.app.clipboard == "[" + ", ".join(f'"{one}"' for one in names) + "]"
        await user.press("y")
        await user.sees("Copy 2 rows")
        await user.press("y")
        assert user.app.clipboard == "\n".join(names)
        await user.until(lambda: "and 1 more line" in user.screen, "how much was copied")


ORDERS = {
    "papers": ("votes", lambda paper: -(paper.upvotes or 0)),
    "collections": ("owner", lambda one: one.slug.casefold()),
    "mine": ("storage", lambda item: -(item.storage or 0)),
    "activity": ("path", lambda exchange: exchange.path),
}


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.some(2)
async def test_rows_are_put_in_the_order_that_is_chosen(demo: DemoHub, name: str) -> None:
    words, key = ORDERS[name]
    async with at_list(demo, name) as (user, screen):
        await user.press("s")
        await user.sees("Sort by")
        while words not in next(line for line in user.lines if "▌" in line and "│" in line.partition("▌")[0]):
            await user.press("j")
        await user.press("enter")
        await user.loses("Sort by")
        found = [key(item) for item in screen.shown.searching.result()]
        assert found == sorted(found)
        if screen.model.has_more:
            await user.sees(f"{words}, of what is loaded")
        else:
            await user.sees(words)


async def test_marks_of_papers_are_added_to_a_collection_together(demo: DemoHub) -> None:
    async with at_list(demo, "papers") as (user, screen):
        await user.press("space", "space", "c")
        await user.sees("2 marked: 2 in Papers")
        assert screen.collectable() == [("paper", name) for name in screen.rows.marks.ids]


async def test_the_end_of_a_request_is_seen_behind_a_dialog(demo: DemoHub) -> None:
    async with at_list(demo, "papers") as (user, screen):
        screen.frame.under_way = 1
        user.app.show_frame()
        await user.sees("1 under way")
        await user.press("s")
        await user.sees("Sort by")
        screen.frame.under_way = 0
        user.app.show_frame()
        await user.loses("1 under way")
        await user.sees("Sort by")


@pytest.mark.parametrize("name", ["papers", "my collections", "activity"])
async def test_marks_that_were_dropped_come_back_with_undo(demo: DemoHub, name: str) -> None:
    async with at_list(demo, name) as (user, _):
        await user.press("space", "space", "escape")
        await user.loses("2 marked")
        await user.press("u")
        await user.sees("2 marked, as before")


async def test_back_leads_to_the_rows_before_a_search_and_forward_to_what_matched(demo: DemoHub) -> None:
    async with at_list(demo, "papers") as (user, _):
        await user.press("/", *"qwen", "enter")
        await user.sees("/ qwen")
        await user.press("H")
        await user.loses("/ qwen")
        assert user.app.current_mode == "papers"
        await user.press("L")
        await user.sees("/ qwen")


async def test_enter_loads_again_what_failed(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_list(demo, "papers") as (user, screen):
        fetch = PapersList.fetch

        async def fails(*_: object) -> object:
            raise HubError("the Hub is gone")

        monkeypatch.setattr(PapersList, "fetch", fails)
        await user.press("/", *"qwen", "enter")
        await user.sees("/ qwen")
        await user.press("end")
        await user.sees("could not load the papers: the Hub is gone")
        monkeypatch.setattr(PapersList, "fetch", fetch)
        await user.press("enter")
        await user.loses("could not load")
        await user.sees("that is all")
        assert user.app.screen is screen


async def test_the_preview_stays_while_the_same_row_is_read_again(demo: DemoHub) -> None:
    async with at_list(demo, "papers") as (user, screen):
        await user.until(lambda: bool(preview_of(user).strip()), "a preview")
        await user.pilot.pause(0.3)
        drawn: list[object] = []
        screen.shown.pane.show_lines = lambda lines, **_: drawn.append(lines)  # type: ignore[method-assign]
        for _ in range(2):
            screen.model.items = [copy(paper) for paper in screen.model.items]
            screen.shown.show_items()
        assert drawn
        assert all(drawn)


async def test_without_rows_no_action_on_a_row_is_offered(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(150, 40)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.until(lambda: "enter open" in user.lines[-1], "the keys of a row")
        await user.press("6")
        await user.sees("you are not logged in: a logs in")
        keys = user.lines[-1]
        assert "a accounts" in keys
        assert not [one for one in ("open", "mark ", "copy", "move", "visibility", "delete", "collect") if one in keys]
        await user.press("n")
        await user.until(lambda: "you are not logged in: a logs in" in user.lines[-1], "the reason")
