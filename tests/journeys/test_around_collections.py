"""Collections from elsewhere: marked rows, a repo's page, the tab, the profile, what is mine."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual import events

from hubtui.registry.target import Target
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.collecting import NUMBERS, editing, held, made
from tests.journeys.managing import api_of
from tests.journeys.user import User, browsing


@pytest.fixture(scope="module")
def changing() -> Iterator[DemoHub]:
    """A demo Hub that is changed."""
    with start_demo(repos=300) as hub:
        yield hub


async def test_collecting_marked_rows_of_several_tabs_in_their_order(changing: DemoHub) -> None:
    slug = made(changing, 1)
    title = api_of(changing).get_collection(slug).title
    async with browsing(changing.endpoint, changing.token, size=(110, 36)) as user:
        await user.sees("ada · ")
        await user.until(lambda: bool(user.rows), "rows")
        models = [row.id for row in user.app.screen.model.items[:3]]
        await user.press("space")
        await user.press("2")
        await user.until(lambda: user.app.screen.TAB == "datasets" or bool(user.rows), "datasets")
        await user.until(lambda: user.app.current_mode == "datasets" and user.app.screen.shown.has_begun, "the tab")
        await user.until(lambda: bool(user.app.screen.model.items), "rows")
        dataset = user.app.screen.model.items[0].id
        await user.press("space", "1", "space")
        await user.press("c")
        await user.sees("Add 3 items to")
        await user.sees("of yours hold some of them")
        await user.type(title)
        await user.press("enter")
        await user.sees("added to")
        await user.until(lambda: len(held(changing, slug)) == 3, "the items")
        assert held(changing, slug) == [models[0], dataset, models[1]]


async def test_a_new_collection_is_made_in_place(changing: DemoHub) -> None:
    async with browsing(changing.endpoint, changing.token, size=(110, 36)) as user:
        await user.sees("ada · ")
        await user.until(lambda: bool(user.rows), "rows")
        model = user.app.screen.model.items[0].id
        await user.press("c")
        await user.sees(f"Add {model} to")
        await user.type("Made in place")
        await user.sees('a new one: "Made in place"')
        await user.press("enter")
        await user.sees("1 added to Made in place")
        found = [one for one in api_of(changing).list_collections(owner="ada") if one.title == "Made in place"]
        await user.until(lambda: held(changing, found[0].slug) == [model], "the item")


async def test_a_repo_shows_the_collections_that_hold_it_and_so_does_its_end(changing: DemoHub) -> None:
    api = api_of(changing)
    api.create_repo("ada/held", exist_ok=True)
    slug = made(changing, 0)
    title = api.get_collection(slug).title
    api.add_collection_item(slug, item_id="ada/held", item_type="model")
    async with browsing(changing.endpoint, changing.token, target=Target("model", "ada/held"), size=(110, 36)) as user:
        await user.sees("ada · ")
        await user.press("7")
        await user.sees(title)
        await user.press("D")
        await user.sees(f"It is in 1 collection: {title}")
        await user.press("escape")
        await user.press("enter")
        await user.until(lambda: hasattr(user.app.screen, "editor"), "the collection")


async def test_the_tab_finds_by_owner_and_by_item(changing: DemoHub) -> None:
    slug = made(changing, 2)
    title = api_of(changing).get_collection(slug).title
    async with browsing(changing.endpoint, changing.token, size=(130, 40)) as user:
        await user.sees("ada · ")
        await user.press("g", "c")
        await user.sees("loaded")
        await user.press("A")
        await user.press("ctrl+u")
        await user.type("ada")
        await user.press("enter")
        await user.sees("by ada")
        await user.sees(title)
        await user.press("f")
        await user.type("nobody/nothing")
        await user.press("enter")
        await user.sees("no collection matches")
        await user.press("F")
        await user.press("/")
        await user.type(title)
        await user.press("enter")
        await user.until(lambda: [one.slug for one in user.app.screen.model.items[:1]] == [slug], "it")
        # The preview has loaded it whole.
        await user.sees("2 items")


async def test_ones_own_collections_are_put_in_order(changing: DemoHub) -> None:
    api = api_of(changing)
    made(changing, 0)
    made(changing, 0)
    slugs: list[str] = []

    def positions(order: list[str]) -> bool:
        places = [api.get_collection(slug).position for slug in order]
        return places == sorted(set(places))

    async with browsing(changing.endpoint, changing.token, size=(110, 36)) as user:
        slugs += await order_of(user)
        await user.press("m", "end", "enter")
        await user.until(lambda: positions([*slugs[1:], slugs[0]]), "the new order")
        await user.press("u")
        await user.until(lambda: positions(slugs), "the order before")
        await user.press("U")
        await user.until(lambda: positions([*slugs[1:], slugs[0]]), "the new order, again")
        await user.press("u", "m", "end", "enter", "U")
        await user.sees("there is no change to redo")
        await user.until(lambda: not user.app.session.unsaved, "saved")
        assert positions([*slugs[1:], slugs[0]])
    async with browsing(changing.endpoint, changing.token, size=(110, 36)) as user:
        assert await order_of(user) == [*slugs[1:], slugs[0]]
        await user.press("u")
        await user.until(lambda: positions(slugs), "the order before, after a restart")
        assert user.app.screen.order.slugs == slugs
        await user.until(lambda: not user.app.session.unsaved, "saved")
    async with browsing(changing.endpoint, changing.token, size=(110, 36)) as user:
        assert await order_of(user) == slugs
        await user.press("U")
        await user.until(lambda: positions([*slugs[1:], slugs[0]]), "the move again, after a restart")
        assert user.app.screen.order.slugs == [*slugs[1:], slugs[0]]


async def order_of(user: User) -> list[str]:
    """Open the order of the collections on the profile, and return it."""
    await user.sees("ada · ")
    await user.press("g", "c")
    await user.sees("loaded")
    await user.press("m")
    await user.until(lambda: len(order_in_front(user)) >= 2, "the order")
    return order_in_front(user)


def order_in_front(user: User) -> list[str]:
    """Return the slugs of the collections on the page in front, if it is the page of their order."""
    order = getattr(user.app.screen, "order", None)
    return order.slugs if order is not None else []


async def test_in_mine_a_collection_is_made_and_deleted(changing: DemoHub) -> None:
    title = f"Mine {next(NUMBERS)}"
    async with browsing(changing.endpoint, changing.token, size=(110, 36)) as user:
        await user.sees("ada · ")
        await user.press("g", "h", "]")
        await user.until(lambda: user.app.screen.model.sections.front == "collections", "the section")
        await user.press("n")
        await user.sees("New collection")
        await user.type(title)
        await user.press("enter")
        await user.sees(f"‹ Back   {title}")
        await user.press("q", "r")
        await user.sees(title)
        slug = next(one.slug for one in api_of(changing).list_collections(owner="ada") if one.title == title)
        mine: Any = user.app.screen
        await user.press("g", "g")
        while slug not in mine.rows.cursor_id:
            await user.press("j")
        await user.press("D")
        await user.sees(f"Delete {title}")
        await user.type(title)
        await user.press("enter")
        await user.until(
            lambda: all(one.title != title for one in api_of(changing).list_collections(owner="ada")), "its end"
        )


async def test_a_wrong_line_of_a_paste_is_edited_in_place(changing: DemoHub) -> None:
    slug = made(changing, items=1)
    async with editing(changing, slug) as user:
        await user.press("a")
        await user.sees("Add to")
        user.app.post_message(events.Paste("openai/gsm8k-not-there\nno id at all!\n"))
        await user.sees("2 of 2 name nothing: tab edits")
        dialog: Any = user.app.screen
        await user.press("tab")
        assert dialog.field.value == "openai/gsm8k-not-there"
        await user.press("ctrl+u")
        await user.type("datasets/openai/gsm8k")
        await user.press("enter")
        await user.sees("1 of 2 name nothing")
        assert [one.line for one in dialog._candidates] == ["datasets/openai/gsm8k", "no id at all!"]
        await user.press("down", "tab", "escape")
        assert dialog.is_current
        assert dialog._candidates[1].line == "no id at all!"
        await user.press("enter")
        await user.sees("1 added, 1 not added")
    assert "openai/gsm8k" in held(changing, slug)
