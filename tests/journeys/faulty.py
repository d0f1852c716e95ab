"""A Hub that fails on demand: it hands everything on to a good one, until it is told to misbehave."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

Fault = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def refuses(writer: asyncio.StreamWriter) -> None:
    """Hangs up without a word."""
    writer.transport.abort()


async def says_nothing(writer: asyncio.StreamWriter) -> None:
    """Takes the request and never answers."""
    await asyncio.sleep(3600)


async def drips(writer: asyncio.StreamWriter) -> None:
    """A byte now and then, without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n[")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def cuts_the_body(writer: asyncio.StreamWriter) -> None:
    """Half an answer."""
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n[{"id": "a/b"')
    await writer.drain()


async def gives_html(writer: asyncio.StreamWriter) -> None:
    """A page for a browser, as a hotel's network does."""
    await _answer(writer, "200 OK", b"<html><body>Welcome to our WiFi</body></html>", "text/html")


async def is_broken(writer: asyncio.StreamWriter) -> None:
    """The server's own fault."""
    await _answer(writer, "500 Internal Server Error", b'{"error":"Internal Error"}')


async def limits(writer: asyncio.StreamWriter) -> None:
    """Far too many requests."""
    await _answer(writer, "429 Too Many Requests", b'{"error":"slow down"}', extra='RateLimit: "api";r=0;t=250\r\n')


async def is_garbage(writer: asyncio.StreamWriter) -> None:
    """Bytes that are no HTTP."""
    writer.write(b"\x00\x01\x02 what\r\n\r\n")
    await writer.drain()


FAULTS: tuple[Fault, ...] = (
    refuses,
    says_nothing,
    drips,
    cuts_the_body,
    gives_html,
    is_broken,
    limits,
    is_garbage,
)


async def _answer(
    writer: asyncio.StreamWriter, status: str, body: bytes, content: str = "application/json", extra: str = ""
) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
    writer.write(head.encode() + body)
    await writer.drain()


class FaultyHub:
    """Stands before a good Hub; `fault` is how it answers from now on, None for the good one's answers."""

    def __init__(self, good: str) -> None:
        self._good = urlsplit(good)
        self.endpoint = ""
        self.fault: Fault | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            fault = self.fault
            if fault is None:
                await self._hand_on(head, writer)
            else:
                await fault(writer)
        with suppress(OSError, asyncio.CancelledError):
            writer.close()
            await writer.wait_closed()

    async def _hand_on(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"host:"))]
        lines[1:1] = [f"Host: {self._good.netloc}".encode(), b"Connection: close"]
        good_reader, good_writer = await asyncio.open_connection(self._good.hostname, self._good.port)
        good_writer.write(b"\r\n".join(lines))
        try:
            while chunk := await good_reader.read(65536):
                writer.write(chunk)
                await writer.drain()
        finally:
            good_writer.close()


@asynccontextmanager
async def faulty(good: str, kind: type[FaultyHub] = FaultyHub) -> AsyncIterator[FaultyHub]:
    """A FaultyHub, of a kind, over TCP before the Hub at `good`."""
    hub = kind(good)
    server = await asyncio.start_server(hub.serve, "127.0.0.1", 0)
    hub.endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield hub
    finally:
        server.close()
        for task in hub.tasks:
            task.cancel()
        await asyncio.gather(*hub.tasks)
        # Connections that were closed are gone in the next turns of the loop.
        await asyncio.sleep(0.02)
