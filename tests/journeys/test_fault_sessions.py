"""Whole sessions on a Hub that misbehaves in every way: no crash, no frozen second, no row twice, no token abroad."""

import asyncio
import gzip
import json
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from time import monotonic, thread_time
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hubtui.browser.screen import BrowserScreen
from hubtui.hub.client import HubClient
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.faulty import FAULTS, faulty
from tests.journeys.user import NAMES, User, start, using

KEYS = ["down"] * 10 + ["pagedown"] * 6 + ["end", "end", "up", "home", "escape", "escape", "escape", "enter", "enter"]
KEYS += [
    *"123456789",
    *"rrsfpyFAVHL@w?:",
    "/",
    "q",
    "w",
    "e",
    "n",
    "backspace",
    "space",
    "tab",
    "[",
    "]",
    "g",
    "m",
    "h",
]
FROZEN_SECONDS = 1.0
PAUSES = [0.0, 0.0, 0.0, 0.02, 0.1]
Step = tuple[str, int | None, float]


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    """A good Hub behind the bad one."""
    with start_demo(repos=400) as found:
        yield found


async def answer(writer: asyncio.StreamWriter, body: bytes, *headers: str, status: str = "200 OK") -> None:
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    if not any(header.lower().startswith("content-length") for header in headers):
        head.append(f"Content-Length: {len(body)}")
    writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
    await writer.drain()


ODD: list[Any] = [None, [], {}, 0, -1, "x", True, [[]], {"a": {}}, 1e400, "\x1b[31m\u202e", ["x"] * 100, [None] * 50]
ODD += [[{"id": value} for value in (None, 5, [], "a/b", "a/b", "\x1b]52;c;eA==\x07", "x" * 5000)]]
ODD += [[{"id": f"a/{number}", "likes": "many", "tags": 7, "createdAt": []} for number in range(30)]]


def faults_of(elsewhere: str) -> list[Callable[[asyncio.StreamWriter], Any]]:
    """More ways to misbehave; `elsewhere` is another host, which keeps what it is sent."""

    async def odd(writer: asyncio.StreamWriter) -> None:
        await answer(writer, json.dumps(random.choice(ODD)).encode())

    async def deep(writer: asyncio.StreamWriter) -> None:
        await answer(writer, b"[" * 100_000)

    async def bomb(writer: asyncio.StreamWriter) -> None:
        await answer(writer, gzip.compress(b" " * (30 << 20)), "Content-Encoding: gzip")

    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
        for _ in range(2000):
            writer.write(b'{"id": "a/b"},' * 100)
            await writer.drain()

    async def too_short(writer: asyncio.StreamWriter) -> None:
        await answer(writer, b"[]", "Content-Length: 5000")

    async def abroad(writer: asyncio.StreamWriter) -> None:
        status = random.choice(["301 M", "302 F", "303 S", "307 T", "308 P"])
        await answer(writer, b"", f"Location: {elsewhere}/api/models", status=status)

    async def other_scheme(writer: asyncio.StreamWriter) -> None:
        place = random.choice(["ftp://x/", "file:///etc/passwd", "javascript:x", "//", "", "http://[", "https://\x00"])
        await answer(writer, b"", f"Location: {place}", status="302 F")

    async def round_and_round(writer: asyncio.StreamWriter) -> None:
        await answer(writer, b"", "Location: /api/models", status="302 F")

    async def link_abroad(writer: asyncio.StreamWriter) -> None:
        await answer(writer, b'[{"id": "a/b"}]', f'Link: <{elsewhere}/api/models?cursor=x>; rel="next"')

    async def loop(writer: asyncio.StreamWriter) -> None:
        await answer(writer, b'[{"id": "a/b"}]', 'Link: </api/models?cursor=same>; rel="next"')

    async def clock_jumps(writer: asyncio.StreamWriter) -> None:
        date = random.choice(["Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "-5", "1e9"])
        await answer(writer, b"{}", f"Retry-After: {date}", f"Date: {date}", status="503 S")

    async def late(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(random.random() * 0.5)
        await answer(writer, b"[]")

    ways = [odd, odd, odd, deep, bomb, endless, too_short, abroad, other_scheme, round_and_round]
    return [*ways, link_abroad, loop, clock_jumps, late, *FAULTS]


@asynccontextmanager
async def another_host() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A host that the token is none of the business of, and what it was sent."""
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            await answer(writer, b'[{"id": "foreign/row"}]')
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heads
    finally:
        server.close()
        await asyncio.sleep(0.02)


async def longest_freeze(until: asyncio.Event) -> float:
    """The longest time that nothing but one thing was done, in seconds of the processor: others may have it, too."""
    longest = 0.0
    while not until.is_set():
        before, used = monotonic(), thread_time()
        await asyncio.sleep(0.01)
        longest = max(longest, min(monotonic() - before, thread_time() - used))
    return longest


def is_complete(user: User, where: str) -> None:
    for screen in user.app.screen_stack:
        if isinstance(screen, BrowserScreen):
            ids = [row_id for row_id in screen.shown.view.ids() if row_id]  # some of its rows have none
            assert len(ids) == len(set(ids)), where


STEPS = st.tuples(st.sampled_from(KEYS), st.none() | st.integers(0, len(faults_of("")) - 1), st.sampled_from(PAUSES))
"""A key, how the Hub answers from then on (None: as it should), and how long it has for it."""


def test_whatever_the_hub_does_the_session_goes_on(hub: DemoHub, runs: Callable[[int], int]) -> None:
    """10,000 steps with --long; without it far fewer, for they take long."""
    is_long = runs(20) == 20
    many = 50 if is_long else 30

    @settings(
        max_examples=200 if is_long else 2,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=tuple(Phase) if is_long else (Phase.generate,),
        print_blob=True,
    )
    @given(st.lists(STEPS, min_size=many, max_size=many))
    def whole_session(steps: list[Step]) -> None:
        asyncio.run(session(hub, steps))

    whole_session()


async def session(hub: DemoHub, steps: list[Step]) -> None:
    """The steps of a user, on a Hub that is as bad as they say."""

    async def soon(seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.02))

    over = asyncio.Event()
    watch = asyncio.create_task(longest_freeze(over))
    async with another_host() as (elsewhere, heads), faulty(hub.endpoint) as bad:
        ways = faults_of(elsewhere)

        async def connect(record: Any) -> HubClient:
            return HubClient(bad.endpoint, hub.token, on_exchange=record, deadline=1.0, sleep=soon)

        async with using(connect, start(endpoint=bad.endpoint, read_only=True), (100, 30)) as user:
            for number, (key, fault, pause) in enumerate(steps):
                if not user.app.is_running:
                    break
                if key == "q" and len(user.app.screen_stack) == 1 and not getattr(user.app.screen, "bar", None):
                    continue
                bad.fault = None if fault is None else ways[fault]
                await user.pilot.press(NAMES.get(key, key))
                await user.pilot.pause(pause)
                is_complete(user, f"step {number}, {key}")
        assert user.app.crash is None, repr(user.app.crash)
        assert not any(hub.token.encode() in head or b"uthorization" in head for head in heads)
    over.set()
    frozen = await watch
    assert frozen < FROZEN_SECONDS, f"nothing moved for {frozen:.2f} s"
