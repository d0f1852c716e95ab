"""Reads the first rows of a Parquet shard from the file itself: only its footer and its first pages are loaded."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from hubtui.hub.datasets import shard_file
from hubtui.hub.endpoint import Hub, Request
from hubtui.hub.errors import HubError, Missing, OddAnswer
from hubtui.hub.files import read_piece
from hubtui.hub.models.viewer import Feature, FirstRows

INSTALL = "pip install 'hubtui[parquet]'"
_ROWS = 100
_AHEAD = 1 << 18


@dataclass(frozen=True, slots=True)
class ParquetRows(Request[FirstRows]):
    """The request for the first rows of a split, read from its first Parquet shard."""

    repo_id: str
    config: str
    split: str

    async def send(self, hub: Hub) -> FirstRows:
        """Load the file and return the columns and rows.

        Raises:
            Missing: pyarrow is not installed; the message says how to install it.
        """
        if find_spec("pyarrow") is None:
            raise Missing(f"this Hub has no viewer for it, and to read the file itself pyarrow is missing: {INSTALL}")
        file = _RangeFile(hub, self, asyncio.get_running_loop())
        await file.find_size()
        return await asyncio.to_thread(_read, file)


class _RangeFile(io.RawIOBase):
    """A shard as a file object for a thread. Each part of it is requested in the event loop of the client."""

    def __init__(self, hub: Hub, request: ParquetRows, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._hub, self._request, self._loop = hub, request, loop
        self._position = 0
        self._size = 0
        self._start, self._bytes = 0, b""

    async def find_size(self) -> None:
        """Find out the size of the shard, which the answer to a request for its first byte contains."""
        self._size = (await self._piece(0, 1))[1] or 0

    async def _piece(self, start: int, length: int) -> tuple[bytes, int | None]:
        request = self._request
        shard = shard_file(request.repo_id, request.config, request.split, 0)
        piece = await read_piece(self._hub, shard, start, length)
        return piece.content, piece.total

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position in the file."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Set the position in the file and return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: Any) -> int:
        """Read bytes into `buffer`, from the last loaded part or a new one; return their number."""
        length = min(len(buffer), self._size - self._position)
        if length <= 0:
            return 0
        offset = self._position - self._start
        if not 0 <= offset <= len(self._bytes) - length:
            asked = max(length, min(_AHEAD, self._size - self._position))
            coming = asyncio.run_coroutine_threadsafe(self._piece(self._position, asked), self._loop)
            self._start, self._bytes, offset = self._position, coming.result()[0], 0
        taken = self._bytes[offset : offset + length]
        buffer[: len(taken)] = taken
        self._position += len(taken)
        return len(taken)


def _read(file: _RangeFile) -> FirstRows:
    import pyarrow
    import pyarrow.parquet

    try:
        parquet = pyarrow.parquet.ParquetFile(file, buffer_size=_AHEAD, pre_buffer=False)
        batch = next(parquet.iter_batches(batch_size=_ROWS, row_groups=[0]), None)
        schema = parquet.schema_arrow
        features = tuple(Feature(field.name, str(field.type)) for field in schema)
        columns = [column.slice(0, _ROWS).to_pylist() for column in batch.columns] if batch is not None else []
    except HubError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise OddAnswer(f"the Parquet file cannot be read: {error}") from None
    return FirstRows(features, tuple(zip(*columns, strict=True)) if columns else ())
