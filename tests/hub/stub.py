"""A server that says exactly what a test wants, over TCP on this machine, and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from hubtui.hub.client import HubClient

TOKEN = "hf_CanaryTokenThatNobodyElseMaySee"


@dataclass
class Seen:
    """A request as it came in; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def response(status: int = 200, body: bytes = b"", *headers: tuple[str, str], length: bool = True) -> bytes:
    """The bytes of an answer."""
    lines = [f"HTTP/1.1 {status} Told", *(f"{name}: {value}" for name, value in headers)]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def json_response(value: Any, *headers: tuple[str, str], status: int = 200) -> bytes:
    return response(status, json.dumps(value).encode(), ("Content-Type", "application/json"), *headers)


Reply = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Stub:
    """`answer` makes the bytes of each answer, or writes them itself; with None the connection is cut."""

    answer: Callable[[Seen], Reply | None]
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    tasks: set["asyncio.Task[Any]"] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.tasks.add(task)
        try:
            await self._converse(reader, writer)
        except asyncio.CancelledError:
            # The end of the test: the loop would log it as an error.
            writer.transport.abort()
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            self.tasks.discard(task)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while (request := await _read(reader)) is not None:
                self.seen.append(request)
                reply = self.answer(request)
                if reply is None:
                    break
                if callable(reply):
                    await reply(writer)
                    break
                writer.write(reply)
                await writer.drain()


async def _read(reader: asyncio.StreamReader) -> Seen | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Seen(method, target, headers, body, head + body)


@asynccontextmanager
async def serving(answer: Callable[[Seen], Reply | None]) -> AsyncIterator[Stub]:
    stub = Stub(answer)
    server = await asyncio.start_server(stub.handle, "127.0.0.1", 0)
    stub.port = server.sockets[0].getsockname()[1]
    try:
        yield stub
    finally:
        server.close()
        tasks = list(stub.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def client_of(
    answer: Callable[[Seen], Reply | None], token: str | None = TOKEN, **options: Any
) -> AsyncIterator[tuple[HubClient, Stub]]:
    """A client of such a server; it does not really sleep unless told to."""
    options.setdefault("sleep", no_sleep)
    async with serving(answer) as stub:
        client = HubClient(stub.url, token, **options)
        try:
            yield client, stub
        finally:
            await client.aclose()


async def no_sleep(_seconds: float) -> None:
    await asyncio.sleep(0)
