"""The next run begins where this one was left."""

from hubtui.config.state import State
from hubtui.presentation.choice import from_json
from tests.demo_hub import DemoHub
from tests.journeys.user import browsing, start, using


async def left_by(demo: DemoHub, token: str | None, *keys: str, kept: State | None = None) -> State:
    """How a run with these keys leaves."""
    states: list[State] = []
    async with browsing(demo.endpoint, token, kept=kept, keep=states.append, size=(100, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        if token:
            await user.sees("ada · ")
        for key in keys:
            await user.press(key)
            await user.pilot.pause(0.3)
    return states[-1]


async def test_search_order_cursor_preview_marks_and_tab_come_back(demo: DemoHub) -> None:
    keys = ["/", *"qwen", "enter", "s", "down", "enter", "down", "space", "down", "p", "2"]
    state = await left_by(demo, demo.token, *keys)
    assert state.tab == "datasets"
    kept = state.listings["models"]
    choice = from_json("model", kept.choice)
    assert (choice.text, choice.sort) == ("qwen", "downloads")
    states: list[State] = []
    how = start(tab="models", endpoint=demo.endpoint, kept=state, keep=states.append)
    how = how._replace(choices=how.choices | {"models": choice})

    async def connect(record: object) -> object:
        from hubtui.hub.client import HubClient

        return HubClient(demo.endpoint, demo.token, on_exchange=record)  # type: ignore[arg-type]

    async with using(connect, how, size=(100, 30)) as user:  # type: ignore[arg-type]
        await user.sees("/ qwen")
        await user.sees("downloads ↓")
        await user.sees("1 marked")
        assert user.under_cursor == kept.cursor
        assert user.lines[4].startswith(" ● ")
        assert any("─" in line for line in user.lines[10:20])
    assert states[-1].listings["models"] == kept


async def test_marks_and_pages_of_another_account_are_not_shown_and_those_of_nobody_neither(demo: DemoHub) -> None:
    state = await left_by(demo, demo.token, "space", "enter", "escape")
    assert state.account == "ada"
    assert state.recent
    assert state.listings["models"].marks
    async with browsing(demo.endpoint, None, kept=state, keep=lambda _: None, size=(100, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("down")
        assert "marked" not in user.screen
        assert user.app.frame.recent == []
    async with browsing(demo.endpoint, demo.token, kept=state, keep=lambda _: None, size=(100, 30)) as user:
        await user.sees("1 marked")
        assert tuple(user.app.frame.recent) == state.recent


async def test_the_first_hint_is_given_once(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, keep=lambda _: None) as user:
        await user.sees("? tells the keys, : finds")
        await user.press("down")
        await user.loses("? tells the keys")
    state = await left_by(demo, None)
    async with browsing(demo.endpoint, kept=state, keep=lambda _: None) as user:
        await user.until(lambda: bool(user.rows), "rows")
        assert "? tells the keys" not in user.screen


async def test_an_unreachable_hub_costs_nothing_of_what_was_kept(demo: DemoHub) -> None:
    state = await left_by(demo, demo.token, "space", "enter", "escape", "2", "1")
    states: list[State] = []
    async with browsing("http://127.0.0.1:9", demo.token, kept=state, keep=states.append, size=(100, 30)) as user:
        await user.sees("nobody listens")
    assert states[-1] == state._replace(hinted=True)
