"""Promise 13, of the client: every call ends in data or in words within its deadline, whatever the server does."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from hubtui.hub.account import WhoAmI
from hubtui.hub.errors import HubError, OddAnswer, Offline

from .calls_of_all import READS, WRITES
from .stub import Seen, client_of, response

DEADLINE = 1.0


async def silence(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def drip_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Drip: 1\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


async def drip_body(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1\r\n[\r\n")
        await writer.drain()
        await asyncio.sleep(0.05)


async def stop_in_body(writer: asyncio.StreamWriter) -> None:
    writer.write(response(200, b"[" * 10)[:-5])
    await writer.drain()
    await asyncio.sleep(60)


async def no_http(writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    await writer.drain()


FAULTS: dict[str, Callable[[asyncio.StreamWriter], Awaitable[None]] | bytes | None] = {
    "silence": silence,
    "headers in drips": drip_headers,
    "body in drips": drip_body,
    "stops in the body": stop_in_body,
    "no HTTP": no_http,
    "cut": None,
    "redirects for ever": response(307, b"", ("Location", "/again")),
    "500": response(500),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_every_call_ends_in_words(fault: str) -> None:
    def answer(_: Seen) -> Callable[[asyncio.StreamWriter], Awaitable[None]] | bytes | None:
        return FAULTS[fault]

    async with client_of(answer, deadline=DEADLINE) as (hub, _):
        calls = READS | WRITES
        ended = await asyncio.wait_for(
            asyncio.gather(*(call(hub) for call in calls.values()), return_exceptions=True), timeout=90
        )
    for name, outcome in zip(calls, ended, strict=True):
        assert isinstance(outcome, HubError), name
        assert str(outcome).isprintable(), name
        if name in WRITES and fault in (
            "silence",
            "headers in drips",
            "body in drips",
            "stops in the body",
            "cut",
            "500",
        ):
            assert outcome.unsure, name


async def test_a_drip_is_told_as_such() -> None:
    async with client_of(lambda _: drip_body, deadline=DEADLINE) as (hub, _):
        with pytest.raises(Offline, match=r"no whole answer within 1 s"):
            await hub.get(WhoAmI())


async def test_what_speaks_no_http_is_no_hub() -> None:
    async with client_of(lambda _: no_http) as (hub, stub):
        with pytest.raises(OddAnswer, match="does not look like a Hugging Face Hub"):
            await hub.get(WhoAmI())
        assert len(stub.seen) == 1


@pytest.mark.parametrize("fault", [silence, drip_headers, drip_body, stop_in_body])
async def test_cancelling_frees_a_call_at_once(fault: Callable[[asyncio.StreamWriter], Awaitable[None]]) -> None:
    asked = asyncio.Event()

    def answer(_: Seen) -> Callable[[asyncio.StreamWriter], Awaitable[None]]:
        asked.set()
        return fault

    async with client_of(answer) as (hub, _):
        task = asyncio.create_task(hub.get(WhoAmI()))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, timeout=90)
