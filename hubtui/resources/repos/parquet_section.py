"""The section Parquet: configs, splits and shards of a dataset, with sizes and numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from hubtui.hub.datasets import ParquetShards
from hubtui.hub.errors import HubError
from hubtui.hub.files import TreePage
from hubtui.hub.viewer import SplitsOf
from hubtui.pages.work import start_work
from hubtui.places import LIST, PARQUET, PREVIEW
from hubtui.resources.repos.file_preview import FilePreview
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.shard_preview import Shard, ShardPreview
from hubtui.text.columns import Cell, Column
from hubtui.text.humanize import short_bytes
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet
from hubtui.worker.queue import Priority

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry

CONVERTED = "refs/convert/parquet"


class _Rows:
    def __init__(self, shards: Sequence[Shard]) -> None:
        self.shards = shards

    def __len__(self) -> int:
        return len(self.shards)

    def id_at(self, index: int) -> str:
        shard = self.shards[index]
        return f"{shard.config}/{shard.split}/{shard.number}"

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        shard = self.shards[index]
        is_split = shard.number is None
        count = f"{shard.shards:,} shard{'' if shard.shards == 1 else 's'}"
        name = f"{shard.config} / {shard.split}" if is_split else f"    {shard.number}.parquet"
        cells = {
            "name": Cell(name, "accent" if is_split else ""),
            "shards": Cell(count if is_split else "", "dim"),
            "rows": Cell(f"{shard.rows:,}" if shard.rows is not None else "", ""),
            "size": Cell(short_bytes(shard.size) if shard.size is not None else "", "" if is_split else "dim"),
        }
        return [cells[column.key] for column in columns]


class ParquetSection(ListSection):
    """Lists the shards, then adds sizes from the converted branch and numbers of rows from the dataset viewer."""

    PLACES: ClassVar[tuple[str, ...]] = (PARQUET, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, _columns, id="parquet")
        self._shards: list[Shard] = []

    def begin(self) -> None:
        """Load the shards."""
        self.say("Loading…")
        contents = FilePreview(self.page, "preview:parquet", self.preview.draw, revision=CONVERTED)
        self.show_preview(ShardPreview(contents))
        start_work(self, self._load, "parquet")

    async def _load(self) -> None:
        found = await self.ask(ParquetShards(self.page.repo_id))
        if found is None:
            return
        self._shards = list(_rows_of(found))
        self.count = str(sum(shard.number is not None for shard in self._shards))
        self.page.show_counts()
        self.list.show_rows(_Rows(self._shards))
        self.follow()
        self.say("" if self._shards else "this dataset has no Parquet files")
        await self._find_sizes()
        await self._find_rows()

    async def _find_sizes(self) -> None:
        try:
            answer = await self.page.ask(TreePage("dataset", self.page.repo_id, CONVERTED), Priority.BACKGROUND)
        except HubError:
            return  # no such branch: there are no sizes to show
        folders: dict[str, list[FileEntry]] = {}
        for entry in answer.rows:
            if not entry.is_folder and entry.path.endswith(".parquet"):
                folders.setdefault(entry.path.rpartition("/")[0], []).append(entry)
        for shard in self._shards:
            entries = sorted(folders.get(f"{shard.config}/{shard.split}", ()), key=lambda entry: entry.path)
            if shard.number is None:
                shard.size = sum(entry.size or 0 for entry in entries) if entries else None
                shard.entry = entries[0] if entries else None
            elif shard.number < len(entries):
                shard.entry = entries[shard.number]
                shard.size = shard.entry.size
        self.list.redraw()
        self.preview.draw()
        self.preview.load_again()

    async def _find_rows(self) -> None:
        try:
            answer = await self.page.ask(SplitsOf(self.page.repo_id), Priority.BACKGROUND)
        except HubError:
            return  # no viewer here
        known = {(split.config, split.split): split.num_rows for split in answer.splits or ()}
        for shard in self._shards:
            rows = known.get((shard.config, shard.split))
            if shard.number is None and type(rows) is int:
                shard.rows = rows
        self.list.redraw()
        self.preview.draw()

    @property
    def item(self) -> Shard | None:
        """The shard under the cursor, or None if there are no rows."""
        return self._shards[self.list.cursor] if self._shards else None

    def do_open_row(self) -> None:
        """Open the first rows of the split under the cursor."""
        if (shard := self.item) is not None:
            self.page.open_rows(shard.config, shard.split)

    def do_download(self) -> None:
        """Download the shard under the cursor, or all shards of the split."""
        if (here := self.item) is not None:
            of_split = [shard for shard in self._shards if (shard.config, shard.split) == (here.config, here.split)]
            wanted = [shard for shard in of_split if shard.number is not None and here.number in (None, shard.number)]
            self.page.routes.download(self.page.repo_id, [self._download_of(shard) for shard in wanted])

    def _download_of(self, shard: Shard) -> tuple[FileSource, FileToGet]:
        path = f"{shard.config}/{shard.split}/{shard.number}.parquet"
        place = (shard.config, shard.split, shard.number or 0)
        source = FileSource("dataset", self.page.repo_id, CONVERTED, path, place)
        entry = shard.entry
        return source, FileToGet(path, entry.size, entry.sha256, entry.oid) if entry is not None else FileToGet(path)


def _columns(width: int) -> list[Column]:
    return [
        Column("name", "Config / split", 0, is_name=True),
        Column("shards", "", 12, right=True),
        Column("rows", "Rows", 14, right=True),
        Column("size", "Size", 9, right=True),
    ]


def _rows_of(found: dict[str, dict[str, list[str]]]) -> Iterator[Shard]:
    for config, splits in found.items():
        for split, urls in splits.items():
            yield Shard(config, split, None, len(urls))
            yield from (Shard(config, split, number) for number in range(len(urls)))
