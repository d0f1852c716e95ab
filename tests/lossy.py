"""A Hub whose answers to writes get lost: before it acted, or after."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

Fault = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def hangs_up(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def closes(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def says_nothing(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def drips(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def cuts_the_head(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    await writer.drain()
    writer.close()


async def cuts_the_body(writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"url": "h')
    await writer.drain()
    writer.close()


async def fails(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}")
    await writer.drain()


async def gateway_fails(writer: asyncio.StreamWriter) -> None:
    body = b"<html>504 Gateway Time-out</html>"
    head = f"HTTP/1.1 504 Gateway Time-out\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()


FAULTS: tuple[Fault, ...] = (
    hangs_up,
    closes,
    says_nothing,
    drips,
    cuts_the_head,
    cuts_the_body,
    fails,
    gateway_fails,
)
READING = (b"GET", b"HEAD")


class LossyHub:
    """Stands before a good Hub. The next `losing` writes end in `fault`; `acts` says whether the Hub gets them."""

    def __init__(self, good: str) -> None:
        self._good = urlsplit(good)
        self.endpoint = ""
        self.fault: Fault = fails
        self.losing = 0
        self.acts = False
        self.is_gone = False
        self.handed_on: list[bytes] = []
        self.tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            if self.is_gone:
                writer.transport.abort()
                return
            length = next(
                (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            body = await reader.readexactly(length)
            loses = self.losing > 0 and not head.startswith(READING)
            if loses:
                self.losing -= 1
            answer = await self._ask(head, body) if not loses or self.acts else b""
            if loses:
                await self.fault(writer)
            else:
                writer.write(answer)
                await writer.drain()
        with suppress(OSError, asyncio.CancelledError):
            writer.close()
            await writer.wait_closed()

    async def _ask(self, head: bytes, body: bytes) -> bytes:
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"host:"))]
        if not lines[0].startswith(READING):
            self.handed_on.append(lines[0])
        lines[1:1] = [f"Host: {self._good.netloc}".encode(), b"Connection: close"]
        reader, writer = await asyncio.open_connection(self._good.hostname, self._good.port)
        try:
            writer.write(b"\r\n".join(lines) + body)
            return await reader.read(-1)
        finally:
            writer.close()


@asynccontextmanager
async def lossy(good: str) -> AsyncIterator[LossyHub]:
    """A LossyHub over TCP before the Hub at `good`."""
    hub = LossyHub(good)
    server = await asyncio.start_server(hub.serve, "127.0.0.1", 0)
    hub.endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield hub
    finally:
        server.close()
        for task in list(hub.tasks):
            task.cancel()
        await asyncio.gather(*hub.tasks, return_exceptions=True)
        await asyncio.sleep(0.02)
