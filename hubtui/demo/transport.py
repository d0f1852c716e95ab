"""The Hub in the box without a port: an httpx transport that calls the application and streams its answers.

httpx's own ASGITransport hands over a body as one piece at its end; here each piece comes as it is made, no more than
a few wait, and an answer that is closed before its end stops the endpoint.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import unquote

import httpx
from starlette.types import ASGIApp, Message, Scope

PIECES = 4


class _Body(httpx.AsyncByteStream):
    """The pieces of an answer; closing it cancels the endpoint that makes them."""

    def __init__(self, pieces: "asyncio.Queue[Message]", task: "asyncio.Task[None]") -> None:
        self.pieces, self.task = pieces, task

    async def __aiter__(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            message = await next_message(self.pieces, self.task)
            more = message.get("more_body", False)
            if message.get("body"):
                yield message["body"]

    async def aclose(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


async def next_message(pieces: "asyncio.Queue[Message]", task: "asyncio.Task[None]") -> Message:
    """The next message of the endpoint; its error where it ended with one, httpx.ReadError where it just ended."""
    waiting = asyncio.ensure_future(pieces.get())
    try:
        await asyncio.wait((waiting, task), return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            return waiting.result()
        if not pieces.empty():
            return pieces.get_nowait()
        await task
        raise httpx.ReadError("the demo Hub gave no whole answer")
    finally:
        waiting.cancel()


class DemoTransport(httpx.AsyncBaseTransport):
    """Answers every request out of the application. No socket is ever opened."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        content = await request.aread()
        pieces: asyncio.Queue[Message] = asyncio.Queue(PIECES)
        task = asyncio.create_task(self._run(scope_of(request), content, pieces))
        try:
            start = await next_message(pieces, task)
        except BaseException:
            task.cancel()
            raise
        return httpx.Response(start["status"], headers=start["headers"], stream=_Body(pieces, task))

    async def _run(self, scope: Scope, content: bytes, pieces: "asyncio.Queue[Message]") -> None:
        never = asyncio.Event()
        asked = False

        async def receive() -> Message:
            nonlocal asked
            if asked:
                await never.wait()
            asked = True
            return {"type": "http.request", "body": content, "more_body": False}

        await self.app(scope, receive, pieces.put)


def scope_of(request: httpx.Request) -> Scope:
    path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method,
        "headers": [(key.lower(), value) for key, value in request.headers.raw], "scheme": request.url.scheme,
        "path": unquote(path.decode("ascii")), "raw_path": path, "query_string": query, "root_path": "",
        "server": (request.url.host, request.url.port or 80), "client": ("demo", 0),
    }  # fmt: skip
