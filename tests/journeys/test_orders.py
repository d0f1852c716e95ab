"""Orders that a Hub does not have: never an arrow that points the wrong way, one line, and the former order."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.demo_hub import DemoHub
from tests.hub.stub import Seen, Stub, json_response, serving
from tests.journeys.user import browsing


def listing(seen: Seen) -> bytes:
    """A Hub that always sorts downwards, as the real one does, and has no order by author or size."""
    query = parse_qs(urlsplit(seen.target).query)
    sort = query.get("sort", [""])[0]
    if sort in ("author", "num_parameters"):
        return json_response({"error": f"Invalid sort parameter: {sort}"}, status=400)
    rows = [
        {"id": f"a/model-{number}", "likes": 90 - number, "createdAt": f"2025-01-{28 - number:02}T00:00:00.000Z"}
        for number in range(20)
    ]
    return json_response(rows)


@pytest.fixture
async def stub() -> AsyncIterator[Stub]:
    async with serving(lambda seen: listing(seen) if "/api/models" in seen.target else json_response([])) as stub:
        yield stub


def sorts_asked(stub: Stub) -> list[tuple[str, str]]:
    queries = [parse_qs(urlsplit(seen.target).query) for seen in stub.seen if seen.target.startswith("/api/models?")]
    return [(query["sort"][0], query.get("direction", [""])[0]) for query in queries]


async def choose_sort(user: Any, words: str, turned: bool = False) -> None:
    await user.press("s")
    await user.sees("Sort by")
    menu = user.app.screen
    menu._rows.move_to([line.label for line in menu._lines].index(words))
    await user.press(*(["right"] if turned else []), "enter")


async def test_rows_that_run_down_are_never_shown_under_an_upward_arrow(stub: Stub) -> None:
    async with browsing(stub.url, None) as user:
        await user.until(lambda: len(user.rows) == 20, "rows")
        await choose_sort(user, "created", turned=True)
        await user.sees("does not sort by created the other way")
        await user.sees("created ↓")
        assert "↑" not in user.screen
        assert sorts_asked(stub)[-2:] == [("createdAt", "1"), ("createdAt", "")]


async def test_an_order_that_the_hub_has_upwards_gets_its_arrow(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await choose_sort(user, "created", turned=True)
        await user.sees("created ↑")


async def test_an_order_that_runs_one_way_is_not_turned(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await choose_sort(user, "likes", turned=True)
        await user.sees("does not sort by likes the other way")
        await user.sees("likes ↓")


@pytest.mark.parametrize("words", ["author", "parameters"])
async def test_an_order_that_the_hub_refuses_is_one_line_and_the_former_order_comes_back(
    stub: Stub, words: str
) -> None:
    async with browsing(stub.url, None, sort="likes") as user:
        await user.until(lambda: len(user.rows) == 20, "rows")
        await choose_sort(user, words)
        await user.sees(f"the Hub does not sort the list of models by {words}; back to likes")
        await user.sees("likes ↓")
        assert len(user.rows) == 20
        await user.press("s")
        await user.sees("refused by this Hub")


async def test_started_in_an_order_that_the_hub_refuses_the_usual_one_comes(stub: Stub) -> None:
    async with browsing(stub.url, None, sort="author") as user:
        await user.sees("back to trending")
        await user.until(lambda: len(user.rows) == 20, "rows")


async def test_a_hub_that_refuses_the_usual_order_too_is_not_asked_for_ever() -> None:
    async with (
        serving(lambda _: json_response({"error": "Invalid sort parameter: x"}, status=400)) as stub,
        browsing(stub.url, None, sort="author") as user,
    ):
        await user.sees("could not load the models")
        assert len(sorts_asked(stub)) == 2


async def test_the_menu_has_the_orders_of_the_kind(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, tab="datasets") as user:
        await user.until(lambda: bool(user.rows), "rows")
        await choose_sort(user, "size")
        await user.sees("size ↓")
        await user.until(lambda: bool(user.rows), "rows by size")
