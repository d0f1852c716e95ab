"""Saved views: saved under a name, opened from anywhere, tabs where wanted, and what is new in them."""

from collections.abc import Sequence
from datetime import timedelta

from hubtui.config.state import State
from hubtui.config.views import View, read_views, write_views
from hubtui.hub.models.rows import known_date
from tests.demo_hub import DemoHub
from tests.journeys.user import User, browsing, settled


def keeper(kept: list[list[View]]) -> object:
    def keep(views: Sequence[View]) -> str:
        kept.append(list(views))
        return ""

    return keep


async def rows_of(user: User) -> list[str]:
    await user.until(lambda: bool(user.rows), "rows")
    return user.rows


async def test_a_listing_is_saved_as_a_tab_and_comes_back(demo: DemoHub) -> None:
    kept: list[list[View]] = []
    async with browsing(demo.endpoint, save_views=keeper(kept)) as user:
        await rows_of(user)
        await user.press("A", *"Qwen, openai", "enter")
        await user.sees("author Qwen or openai ×")
        await user.press("V", *"two of them", "tab", "right", "enter")
        await user.sees("saved as two of them: its tab is at the top")
        assert "Mine  two of them" in user.lines[0]
        await user.press("1", "F")
        await user.loses("Qwen or openai")
        await user.press("7")
        await user.sees("author Qwen or openai ×")
        assert {name.partition("/")[0] for name in await rows_of(user)} == {"Qwen", "openai"}
    (view,) = kept[-1]
    assert (view.name, view.tab, view.is_tab) == ("two of them", "models", True)
    async with browsing(demo.endpoint, views=(view,)) as user:
        assert "two of them" in user.lines[0]
        await user.press("7")
        await user.sees("author Qwen or openai ×")


async def test_a_view_tells_what_is_new_and_rules_it_off(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, sort="createdAt") as user:
        await rows_of(user)
        listing = user.app.screen.model.items  # type: ignore[attr-defined]
        fifth = known_date(listing[4].created_at)
        assert fifth is not None
    visited = (fifth - timedelta(seconds=1)).isoformat()
    choice = {"text": "", "author": "", "filters": [], "sort": "createdAt", "ascending": False}
    view = View("newest", "models", choice, visited)
    kept: list[list[View]] = []
    async with browsing(demo.endpoint, views=(view,), save_views=keeper(kept)) as user:
        await rows_of(user)
        await user.press("g", "v")
        await user.sees("5 new")
        await user.press("enter")
        await user.sees("5 new, ")
        strips = user.app.screen._compositor.render_strips()
        ruled = [y for y, strip in enumerate(strips) if any(part.style and part.style.underline for part in strip)]
        assert 3 + 4 in ruled
        assert 3 + 5 not in ruled
        await user.press("s", "down", "enter")
        await user.loses("5 new")
    assert kept[-1][0].visited > visited


async def test_it_is_forgotten_and_made_a_tab_from_the_list_of_views(demo: DemoHub) -> None:
    choice = {"text": "", "author": "Qwen", "filters": [], "sort": "likes", "ascending": False}
    kept: list[list[View]] = []
    async with browsing(demo.endpoint, views=(View("mine", "models", choice),), save_views=keeper(kept)) as user:
        await rows_of(user)
        await user.press("g", "v", "t", "escape")
        await user.until(lambda: "mine" in user.lines[0], "the tab")
        await user.press("7")
        await user.sees("author Qwen ×")
        await user.press("1")
        await user.loses("author Qwen ×")
        await user.press("g", "v", "d", "enter")
        await user.sees("none yet: V in a list saves one")
        await user.press("escape", "7")
        await user.sees("there is no such tab")
    assert kept[-1] == []


async def test_more_than_eight_listings_are_not_merged(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        rows = await rows_of(user)
        await user.press("A", *"a,b,c,d,e,f,g,h,i", "enter")
        await user.sees("at most 8 listings are merged")
        assert user.rows[: len(rows)] == rows


async def test_alternatives_of_a_filter_are_typed_with_a_bar(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await rows_of(user)
        await user.press("f", *"license:mit|license:apache-2.0", "enter")
        await user.sees("mit or apache-2.0 ×")
        await user.until(lambda: bool(user.rows), "rows")


def test_views_of_two_hubs_do_not_meet_and_odd_ones_are_left_out(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "views.json"
    view = View("a", "models", {"text": "x"}, "2026-11-25T00:00:00+00:00", True)
    assert write_views(file, "https://one.example", [view]) == ""
    assert write_views(file, "https://two.example", []) == ""
    assert read_views(file, "https://one.example") == [view]
    file.write_text('{"https://one.example": [null, 1, {"name": "x"}, {"name": 5, "tab": "models"}]}')
    assert read_views(file, "https://one.example") == []


async def test_any_list_is_saved_with_its_words_order_and_filters(demo: DemoHub) -> None:
    kept: list[list[View]] = []
    async with browsing(demo.endpoint, demo.token, save_views=keeper(kept)) as user:
        await user.sees("ada · ")
        await user.press("4")
        await user.sees("newest first")
        await user.press("/", *"qwen", "enter", "s", "down", "enter")
        await user.sees("votes")
        await user.press("V", *"qwen papers", "tab", "right")
        await user.sees('papers with "qwen"')
        await user.press("enter")
        await user.sees("saved as qwen papers: its tab is at the top")
        await user.press("6", "]", "V", *"my own", "enter")
        await user.sees("saved as my own")
    papers, own = kept[-1]
    assert (papers.tab, papers.is_tab, papers.choice["words"], papers.choice["order"]) == (
        "papers",
        True,
        "qwen",
        "upvotes",
    )
    assert (own.tab, own.choice["section"]) == ("mine", "collections")
    async with browsing(demo.endpoint, demo.token, views=(papers, own)) as user:
        await user.sees("ada · ")
        await user.press("7")
        await user.sees("votes")
        await user.sees("/ qwen")
        await user.press("g", "v")
        await user.sees("papers · qwen")
        await user.press("down", "enter")
        await user.sees("‹ Back   my own")
        await user.sees("Collection")
        assert user.app.screen.model.sections.front == "collections"  # type: ignore[attr-defined]
        await user.press("escape")
        await user.sees("/ qwen")


async def test_a_view_of_collections_tells_which_changed_since_its_last_visit(demo: DemoHub) -> None:
    view = View("news", "collections", {"order": "lastModified"}, "2026-11-01T00:00:00Z")
    async with browsing(demo.endpoint, demo.token, views=(view,)) as user:
        await user.sees("ada · ")
        await user.press("g", "v", "enter")
        await user.sees(" new, ")
        model = user.app.screen.model  # type: ignore[attr-defined]
        new = [one for one in model.items if one.last_updated > "2026-11-01"]
        await user.sees(f"{len(new)} new, ")
        assert user.app.screen.rows.ruled_id == new[-1].slug  # type: ignore[attr-defined]


async def test_the_lists_of_all_tabs_are_as_they_were_left(demo: DemoHub) -> None:
    states: list[State] = []
    async with browsing(demo.endpoint, demo.token, keep=states.append) as user:
        await user.sees("ada · ")
        await user.press("5")
        await user.sees("loaded")
        await user.press("s", "down", "enter")
        await user.sees("last modified")
        await settled(user)
        await user.press("j", "j", "space")
        await user.sees("1 marked")
        marked = list(user.app.screen.rows.marks.ids)  # type: ignore[attr-defined]
    async with browsing(demo.endpoint, demo.token, tab="collections", kept=states[-1]) as user:
        await user.sees("ada · ")
        await user.sees("last modified")
        await user.sees("1 marked")
        assert list(user.app.screen.rows.marks.ids) == marked  # type: ignore[attr-defined]
        await user.until(lambda: user.app.screen.rows.cursor == 3, "the cursor")  # type: ignore[attr-defined]
