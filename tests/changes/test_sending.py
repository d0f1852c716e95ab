"""A change is sent once, looked for with growing pauses, and repeated only where that is harmless."""

from contextlib import nullcontext
from typing import Any, ClassVar

import pytest

from hubtui.changes.change import Change
from hubtui.changes.looking import LOOK_PAUSES
from hubtui.changes.sending import Unconfirmed, send
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import Offline, ServerFault
from hubtui.hub.write_request import WriteRequest


class Hub:
    """Answers each write with `status` (0: no answer), and each read with `shows` (None: it cannot be read)."""

    def __init__(self, status: int, shows: bool | None) -> None:
        self.status, self.shows = status, shows
        self.sent = 0

    async def ask(self, _call: Call) -> Answer:
        self.sent += 1
        if self.status != 200:
            raise ServerFault("no answer", status=self.status, unsure=True)
        return Answer(200, {"content-type": "application/json"}, b"{}")


class Setting(Change):
    repo_type, repo_id = "model", "a/b"
    is_harmless: ClassVar[bool] = True

    @property
    def request(self) -> WriteRequest:
        return WriteRequest("POST", "/x")

    async def is_done(self, hub: Any, is_answered: bool = False) -> bool:
        if hub.shows is None:
            raise Offline("no connection")
        return bool(hub.shows)


class Creation(Setting):
    is_harmless: ClassVar[bool] = False


async def pauses_of(change: Change, hub: Hub) -> list[float]:
    """Send a change; return the pauses before each look but the first."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    slot: Any = nullcontext()
    try:
        await send(change, hub, sleep, slot, lambda *_: None)  # type: ignore[arg-type]
    except Unconfirmed:
        return pauses
    assert hub.shows
    return pauses


async def test_a_change_that_the_first_read_shows_is_done() -> None:
    assert await pauses_of(Setting(), Hub(200, True)) == []


@pytest.mark.parametrize("status", [200, 0])
async def test_a_change_that_no_read_shows_is_looked_for_two_minutes_and_never_sent_again(status: int) -> None:
    hub = Hub(status, False)
    assert await pauses_of(Setting(), hub) == list(LOOK_PAUSES)
    assert hub.sent == 1
    assert 120 <= sum(LOOK_PAUSES) <= 180


async def test_reads_that_fail_are_fewer_for_each_is_tried_three_times() -> None:
    pauses = await pauses_of(Setting(), Hub(200, None))
    moments = [sum(pauses[:count]) for count in range(len(pauses) + 1)]
    assert 3 * sum(moment < 60 for moment in moments) <= 12


@pytest.mark.parametrize(("change", "status", "times"), [(Setting(), 503, 2), (Creation(), 503, 1), (Setting(), 0, 1)])
async def test_only_what_is_harmless_and_failed_at_the_hub_is_sent_once_more(
    change: Change, status: int, times: int
) -> None:
    hub = Hub(status, False)
    assert await pauses_of(change, hub) == list(LOOK_PAUSES)
    assert hub.sent == times
