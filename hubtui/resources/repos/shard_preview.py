"""The preview of a split or a shard of a dataset: its size, its rows, and the schema of the Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.presentation.lines import flow
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.resources.repos.file_preview import FilePreview


@dataclass(slots=True)
class Shard:
    """A row: a split (`number` is None), or one of its shards. Sizes and numbers of rows are None if unknown.

    `entry` is the file of a shard, or the first file of a split.
    """

    config: str
    split: str
    number: int | None
    shards: int = 0
    entry: FileEntry | None = None
    size: int | None = None
    rows: int | None = None


class ShardPreview:
    """Draws and loads the preview of a shard or split; `contents` reads the files of the converted branch."""

    def __init__(self, contents: FilePreview) -> None:
        self._contents = contents

    def preview(self, item: Shard, width: int) -> Iterator[Line]:
        """Yield the facts, and the schema if it is loaded."""
        yield from flow([Cell(f"{item.config} / {item.split}", "accent")], width)
        shards = f"{item.shards:,} shard{'' if item.shards == 1 else 's'}" if item.number is None else ""
        rows = f"{item.rows:,} rows" if item.rows is not None else ""
        size = short_bytes(item.size) if item.size is not None else ""
        file = f"{item.number}.parquet" if item.number is not None else ""
        yield from flow([file, shards, rows, size], width)
        if item.entry is not None:
            yield from self._contents.lines(item.entry, width)

    async def load_preview(self, item: Shard, width: int) -> None:
        """Load the schema."""
        if item.entry is not None:
            await self._contents.load(item.entry, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._contents.leave()
