"""A few pictures of whole screens; `pytest --snapshot-update` accepts new ones after a look at them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from hubtui.app.hub_app import HubApp
from hubtui.demo import in_process
from hubtui.hub.client import HubClient
from hubtui.presentation import values
from tests.journeys.user import TERMINAL, User, start

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> HubApp:
    """hubtui on a demo Hub in this process, on one and the same day for ever."""
    monkeypatch.setattr(values, "utc_now", lambda: TODAY)

    async def connect(record: Any) -> HubClient:
        endpoint, token, transport = in_process(300, today=int(TODAY.timestamp()))
        return HubClient(endpoint, token, transport=transport, on_exchange=record)

    return HubApp(start(text="qwen"), connect, TERMINAL)


def after(app: HubApp, *keys: str, sees: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """What is done before the picture is taken."""

    async def steps(pilot: Pilot[Any]) -> None:
        user = User(app, pilot)
        await user.until(lambda: bool(user.rows), "rows")
        await user.sees("ada · write")
        # Below a dialog the bottom line stays as it is.
        await user.until(
            lambda: app.session.worker.under_way == 0 and "under way" not in user.screen, "the end of all requests"
        )
        await user.press(*keys)
        await user.sees(sees)
        await user.until(lambda: app.session.worker.under_way == 0, "the end of all requests")
        await pilot.pause(0.5)

    return steps


def test_models_with_a_preview(app: HubApp, snap_compare: Any) -> None:
    steps = after(app, "space", "down", sees="[licence]")
    assert snap_compare(app, terminal_size=(130, 24), run_before=steps)


def test_the_sort_menu_at_80_columns(app: HubApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=after(app, "s", "down", sees="Sort by"))
