"""The section Rows: configs, splits and shards of a dataset, with sizes and numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hubtui.hub.datasets import ParquetShards
from hubtui.hub.errors import HubError
from hubtui.hub.files import TreePage
from hubtui.hub.viewer import SplitsOf
from hubtui.pages.work import start_work
from hubtui.places import LIST, PARQUET, PREVIEW
from hubtui.presentation.lines import flow
from hubtui.resources.repos.file_preview import FilePreview
from hubtui.resources.repos.list_section import ListSection
from hubtui.resources.repos.page import RepoPage
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line
from hubtui.text.humanize import counted, short_bytes, short_number
from hubtui.worker.downloads.source import FileSource
from hubtui.worker.downloads.transfer import FileToGet
from hubtui.worker.queue import Priority

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry

CONVERTED = "refs/convert/parquet"


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

    @property
    def shards_words(self) -> str:
        """The number of shards of a split as text, "" for a shard."""
        return counted(self.shards, "shard") if self.number is None else ""

    @property
    def size_words(self) -> str:
        """The size as text, "" if it is unknown."""
        return short_bytes(self.size) if self.size is not None else ""


class ParquetSection(ListSection[Shard]):
    """Lists the shards, then adds sizes from the converted branch and numbers of rows from the dataset viewer."""

    PLACES: ClassVar[tuple[str, ...]] = (PARQUET, PREVIEW, LIST)

    def __init__(self, page: RepoPage) -> None:
        super().__init__(page, _columns, id="parquet")
        self._contents = FilePreview(page, "preview:parquet", self.previewing.draw, revision=CONVERTED)

    def begin(self) -> None:
        """Load the shards."""
        super().begin()
        self.say("Loading…")
        start_work(self, self._load, "parquet")

    async def _load(self) -> None:
        found = await self.ask(ParquetShards(self.page.repo_id))
        if found is None:
            return
        self.show_items(list(_rows_of(found)))
        self.say("" if self.items else "this dataset has no Parquet files")
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
        for shard in self.items:
            entries = sorted(folders.get(f"{shard.config}/{shard.split}", ()), key=lambda entry: entry.path)
            if shard.number is None:
                shard.size = sum(entry.size or 0 for entry in entries) if entries else None
                shard.entry = entries[0] if entries else None
            elif shard.number < len(entries):
                shard.entry = entries[shard.number]
                shard.size = shard.entry.size
        self.list.redraw()
        self.previewing.draw()
        self.previewing.load_again()

    async def _find_rows(self) -> None:
        try:
            answer = await self.page.ask(SplitsOf(self.page.repo_id), Priority.BACKGROUND)
        except HubError:
            return  # no viewer here
        known = {(split.config, split.split): split.num_rows for split in answer.splits or ()}
        for shard in self.items:
            rows = known.get((shard.config, shard.split))
            if shard.number is None and type(rows) is int:
                shard.rows = rows
        many = [shard.rows for shard in self.items if shard.rows is not None]
        self.show_count(short_number(sum(many)) if many else "")
        self.list.redraw()
        self.previewing.draw()

    def open(self, item: Shard) -> None:
        """Open the first rows of a split."""
        self.page.open_rows(item.config, item.split)

    def key(self, item: Shard) -> str:
        """Return the config, the split and the number of a shard."""
        return f"{item.config}/{item.split}/{item.number}"

    def cells(self, item: Shard, columns: Sequence[Column]) -> Sequence[Cell]:
        """Return the cells of a split or a shard."""
        is_split = item.number is None
        name = f"{item.config} / {item.split}" if is_split else f"    {item.number}.parquet"
        return [
            Cell(name, "accent" if is_split else ""),
            Cell(item.shards_words, "dim"),
            Cell(f"{item.rows:,}" if item.rows is not None else ""),
            Cell(item.size_words, "" if is_split else "dim"),
        ]

    # The preview

    def preview(self, item: Shard, width: int) -> Iterator[Line]:
        """Yield the facts of a split or a shard, and the schema of its file if it is loaded."""
        yield from flow([Cell(f"{item.config} / {item.split}", "accent")], width)
        rows = f"{item.rows:,} rows" if item.rows is not None else ""
        file = f"{item.number}.parquet" if item.number is not None else ""
        yield from flow([file, item.shards_words, rows, item.size_words], width)
        if item.entry is not None:
            yield from self._contents.lines(item.entry, width)

    async def load_preview(self, item: Shard, width: int) -> None:
        """Load the schema."""
        if item.entry is not None:
            await self._contents.load(item.entry, width)

    def leave_preview(self) -> None:
        """Cancel the request: the cursor has moved."""
        self._contents.leave()

    # Downloads

    def do_download(self) -> None:
        """Download the shard under the cursor, or all shards of the split."""
        if (here := self.item) is not None:
            of_split = [shard for shard in self.items if (shard.config, shard.split) == (here.config, here.split)]
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
