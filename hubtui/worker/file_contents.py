"""The request for the contents of a file to show, read from at most 64 KB of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.formats.contents import Contents, Kind, NotShown, contents_of, kind_of
from hubtui.formats.parquet import TAIL, footer_length, read_footer
from hubtui.formats.reading import BadHeader
from hubtui.hub.endpoint import Hub, Request
from hubtui.hub.files import read_piece, repo_file

if TYPE_CHECKING:
    from hubtui.hub.files import Piece
    from hubtui.hub.kinds import RepoType

MOST_BYTES = 65536
# The dimensions of an image are at its very beginning, but for JPEG.
_IMAGE_BYTES = 4096
_JPEG = (".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class ContentsOf(Request["Contents"]):
    """The request for the contents of a file of `size` bytes, such as its text, header or schema.

    At most MOST_BYTES of the file are loaded.
    """

    repo_type: RepoType
    repo_id: str
    path: str
    revision: str
    size: int | None = None

    @property
    def kind(self) -> Kind:
        """The kind of the file, by its name."""
        return kind_of(self.path)

    async def send(self, hub: Hub) -> Contents:
        """Load the file and return its contents, or a NotShown with the reason why they cannot be shown."""
        kind = self.kind
        if kind == "binary":
            return NotShown("")
        if self.size == 0:
            return NotShown("the file is empty")
        if kind == "parquet":
            return await self._schema(hub)
        length = _IMAGE_BYTES if kind == "image" and not self.path.lower().endswith(_JPEG) else MOST_BYTES
        piece = await self._read(hub, 0, length)
        total = piece.total if piece.total is not None else self.size
        is_cut = len(piece.content) >= length if total is None else len(piece.content) < total
        return await asyncio.to_thread(contents_of, kind, piece.content, is_cut)

    async def _schema(self, hub: Hub) -> Contents:
        """Return the schema in the footer of a Parquet file. Of a long footer only the beginning is loaded."""
        if self.size is None:
            return NotShown("the Hub does not tell how large the file is, so its end cannot be read")
        try:
            end = (await self._read(hub, max(0, self.size - MOST_BYTES // 2), MOST_BYTES // 2)).content
            length = footer_length(end)
            if length + TAIL > self.size:
                raise BadHeader(f"the footer of a Parquet file cannot be {length:,} bytes long here")
            if length + TAIL <= len(end):
                footer = end[-length - TAIL : -TAIL]
            else:
                footer = (await self._read(hub, self.size - TAIL - length, min(length, MOST_BYTES // 2))).content
            return await asyncio.to_thread(read_footer, footer)
        except BadHeader as error:
            return NotShown(str(error))

    async def _read(self, hub: Hub, start: int, length: int) -> Piece:
        file = repo_file(self.repo_type, self.repo_id, self.path, self.revision)
        return await read_piece(hub, file, start, length)
