"""Between a client and a Hub: passes everything on, and counts requests and answers."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Counting:
    """Paths that were asked for, and those whose answer began to reach the client."""

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        self.answered: list[str] = []
        self.endpoint = ""
        self._to = port

    def clear(self) -> None:
        """Count from nothing."""
        self.asked.clear()
        self.answered.clear()

    async def listen(self) -> asyncio.Server:
        """A port of its own."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.endpoint = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return server

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_hub, to_hub = await asyncio.open_connection("127.0.0.1", self._to)
        path = ""

        async def there() -> None:
            nonlocal path
            while data := await reader.read(65536):
                if data.startswith((b"GET ", b"HEAD ")):
                    path = data.split(b" ", 2)[1].decode()
                    self.asked.append(path)
                to_hub.write(data)

        async def back() -> None:
            while data := await from_hub.read(65536):
                if data.startswith(b"HTTP/1.1 "):
                    self.answered.append(path)
                writer.write(data)

        # Whichever side hangs up, the other is told at once.
        ways = [asyncio.ensure_future(there()), asyncio.ensure_future(back())]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        with suppress(asyncio.CancelledError, OSError):
            await asyncio.gather(*ways, return_exceptions=True)
        to_hub.close()
        writer.close()


@contextmanager
def counting(port: int) -> Iterator[Counting]:
    """A counter before the Hub on this port, in a thread of its own."""
    counted = Counting(port)
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve() -> None:
        await counted.listen()
        ready.set()

    begun = loop.create_task(serve())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield counted
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        begun.cancel()
