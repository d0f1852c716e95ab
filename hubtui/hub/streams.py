"""Bodies of answers that are read as a stream."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx

from hubtui.hub.errors import OddAnswer, Offline

STALLED_SECONDS = 30.0


class OpenBody:
    """An answer whose body is being received. Header names are in lower case; `size` is the number of bytes so far.

    `all_headers` also has the headers of the endpoint's redirects: only there the Hub says which commit a file is from.
    """

    def __init__(self, response: httpx.Response, on_close: Callable[[int, str], None]) -> None:
        """`on_close` is called once with the size and the error, or "", when the body is closed."""
        self.status = response.status_code
        self.headers = {name.lower(): value for name, value in response.headers.items()}
        self.all_headers = self.headers
        self.size = 0
        self._on_close = on_close
        self._is_closed = False
        self._response = response
        self._failure = ""

    async def chunks(self, stalled: float = STALLED_SECONDS) -> AsyncIterator[bytes]:
        """Yield the bytes of the body as they arrive.

        Raises:
            Offline: the connection broke, or nothing came for `stalled` seconds.
            OddAnswer: the body is compressed.
        """
        if self.headers.get("content-encoding", "identity") not in ("identity", ""):
            raise OddAnswer("the file came packed, which was not asked for")
        stream = self._response.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        pieces = aiter(stream)
        while True:
            try:
                async with asyncio.timeout(stalled):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise self._broken(f"nothing came for {stalled:g} s") from None
            except httpx.TransportError:
                raise self._broken("the connection broke off") from None
            self.size += len(piece)
            yield piece

    def _broken(self, words: str) -> Offline:
        self._failure = words
        return Offline(words)

    async def aclose(self) -> None:
        """Close the connection, even if the body was not read to its end."""
        await self._response.aclose()
        if not self._is_closed:
            self._is_closed = True
            self._on_close(self.size, self._failure)
