"""Reads the bodies of answers: decompressed in small steps, and never more than a given number of bytes."""

import zlib
from collections.abc import AsyncIterator, Iterator

import httpx

from hubtui.hub.errors import OddAnswer, TooLarge

_STEP = 1 << 16


class Received:
    """The body of an answer: `size` is the number of bytes received, `content` the decompressed body."""

    def __init__(self) -> None:
        self.size = 0
        self.content = bytearray()

    async def read(self, response: httpx.Response, at_most: int, cut: bool) -> None:
        """Read the body, at most `at_most` decompressed bytes. If `cut` is true, the rest of a longer body is dropped.

        Raises:
            OddAnswer: the body is larger and `cut` is false, or it cannot be decompressed.
        """
        if not cut and _announced(response) > at_most:
            raise _too_large(at_most)
        async for piece in self._unpacked(response):
            self.content += piece
            if len(self.content) > at_most:
                if not cut:
                    raise _too_large(at_most)
                del self.content[at_most:]
                return

    async def _unpacked(self, response: httpx.Response) -> AsyncIterator[bytes]:
        encoding = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
        if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
            raise OddAnswer("the answer is packed in a way that was not asked for", status=response.status_code)
        unpacker = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        async for chunk in stream:
            self.size += len(chunk)
            for start in range(0, len(chunk), _STEP):
                piece = chunk[start : start + _STEP]
                if unpacker is None:
                    yield piece
                else:
                    for unpacked in _steps(unpacker, piece):
                        yield unpacked


def _steps(unpacker: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    try:
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, _STEP)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        raise OddAnswer("the answer cannot be unpacked") from None


def _too_large(at_most: int) -> TooLarge:
    return TooLarge(f"the answer is larger than {at_most >> 20} MB: it is not taken")


def _announced(response: httpx.Response) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0
