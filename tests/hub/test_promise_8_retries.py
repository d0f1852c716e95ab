"""Promise 8: what may be sent again is, with the server's own waits; nothing waits in hiding."""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hubtui.hub.client import Wait
from hubtui.hub.errors import HubError, Offline, RateLimited, ServerFault
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from tests.writer import Writer

from .calls_of_all import READS, WRITES
from .stub import Seen, client_of, json_response, response


class Ticking:
    """A clock that only sleeping moves; it remembers each sleep and each wait that was announced before it."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.announced: list[Wait] = []

    async def sleep(self, seconds: float) -> None:
        assert seconds <= 1 or self.announced[-1].seconds == seconds
        self.slept.append(seconds)
        await asyncio.sleep(0)


STEPS: list[tuple[str, int, list[tuple[str, str]], float | None]] = [
    # what it is, its status, its headers, and the seconds that it asks for
    ("ok", 200, [], None),
    ("429", 429, [], None),
    ("429 for 2 s", 429, [("RateLimit", '"api";r=0;t=2')], 2),
    ("429 for 60 s", 429, [("RateLimit", '"api";r=0;t=60')], 60),
    ("429 after 7 s", 429, [("Retry-After", "7")], 7),
    ("429 after a day", 429, [("Retry-After", "86400")], 86400),
    ("429 with some left", 429, [("RateLimit", '"api";r=3;t=200'), ("Retry-After", "1")], 1),
    ("503", 503, [], None),
    ("503 after 5 s", 503, [("Retry-After", "5")], 5),
    ("503 after an hour", 503, [("Retry-After", "3600")], 3600),
    ("500", 500, [], None),
    ("404", 404, [], None),
    ("cut", 0, [], None),
]
RETRIED = {408, 429, 500, 502, 503, 504, 0}


async def test_scripts_of_answers(runs: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for number in range(runs(300)):
        name = chance.choice([*READS, *WRITES])
        script = [chance.choice(STEPS) for _ in range(4)]
        about = f"seed {seed}, run {number}: {name} with {[step[0] for step in script]}"
        time = Ticking()
        queue = iter(script)

        def answer(
            _: Seen, queue: "iter[tuple[str, int, list[tuple[str, str]], float | None]]" = queue
        ) -> bytes | None:
            _, status, headers, _ = next(queue)
            return response(status, b"{}", *headers) if status else None

        async with client_of(answer, sleep=time.sleep, on_wait=time.announced.append) as (hub, stub):
            try:
                await (READS | WRITES)[name](hub)
                failed = None
            except HubError as error:
                failed = error
        tries = expected_tries(name in READS, script)
        assert len(stub.seen) == tries, about
        assert len(time.slept) == tries - 1, about
        for seconds, (_, _, _, asked) in zip(time.slept, script, strict=False):
            assert seconds <= 61, about
            assert asked is None or asked <= seconds <= asked + 1, about
        last = script[tries - 1]
        if last[3] is not None and last[3] > 60 and (name in READS or last[1] == 429) and tries < 3:
            assert isinstance(failed, RateLimited), about
            assert failed.seconds == last[3], about
        elif name in WRITES and last[1] in (0, 500, 503):
            assert isinstance(failed, HubError), about
            assert failed.unsure, about


def expected_tries(reads: bool, script: list[tuple[str, int, list[tuple[str, str]], float | None]]) -> int:
    """How often the script makes a call go out."""
    for number, (_, status, _, asked) in enumerate(script[:3], 1):
        again = status in RETRIED if reads else status == 429
        if not again or (asked is not None and asked > 60):
            return number
    return 3


async def test_waits_differ_from_client_to_client() -> None:
    time = Ticking()
    for _ in range(4):
        async with client_of(lambda _: response(503), sleep=time.sleep, on_wait=time.announced.append) as (hub, _):
            with pytest.raises(ServerFault):
                await hub.get(ListingPage(ListingQuery("model")))
    assert len(set(time.slept)) == len(time.slept) == 8


async def test_a_retry_after_may_be_a_date() -> None:
    time = Ticking()
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    answers = iter([response(429, b"", ("Retry-After", moment)), json_response([])])
    async with client_of(lambda _: next(answers), sleep=time.sleep, on_wait=time.announced.append) as (hub, _):
        await hub.get(ListingPage(ListingQuery("model")))
    assert 25 <= time.slept[0] <= 31
    assert isinstance(time.announced[0].error, RateLimited)


async def test_a_watcher_of_its_own_hears_the_wait_and_cancelling_ends_it() -> None:
    heard: list[Wait] = []
    waiting = asyncio.Event()

    def hear(wait: Wait) -> None:
        heard.append(wait)
        waiting.set()

    other: list[Wait] = []
    answer = response(429, b"", ("Retry-After", "20"))
    async with client_of(lambda _: answer, sleep=asyncio.sleep, on_wait=other.append) as (hub, stub):
        task = asyncio.create_task(ListingPage(ListingQuery("model")).send(hub.reader(hear, stale_ok=False)))
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert 20 <= heard[0].seconds <= 21
        assert "it takes more in 20 s" in str(heard[0].error)
        assert other == []
        assert len(stub.seen) == 1


async def test_nothing_is_sent_when_offline() -> None:
    async with client_of(lambda _: json_response([]), offline=True) as (hub, stub):
        for call in (READS | WRITES).values():
            with pytest.raises(Offline, match="HF_HUB_OFFLINE is set: nothing is sent"):
                await call(hub)
        assert stub.seen == []


async def test_where_nobody_listens_a_write_is_surely_not_done() -> None:
    async with client_of(lambda _: b"") as (hub, stub):
        port = stub.port
    async with client_of(lambda _: b"") as (hub, _):
        hub = type(hub)(f"http://127.0.0.1:{port}", None)
        with pytest.raises(Offline, match=rf"nobody listens at 127\.0\.0\.1:{port}$") as caught:
            await Writer(hub.ask).delete_repo("model", "ada/bert")
        assert not caught.value.unsure
        await hub.aclose()
