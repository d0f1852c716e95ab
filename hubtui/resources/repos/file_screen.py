"""The page of a file: a text with line numbers, loaded a megabyte at a time, or the header of another file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.widget import Widget

from hubtui.action_target import ActionTarget
from hubtui.formats.contents import Contents, kind_of
from hubtui.formats.texts import is_binary
from hubtui.hub.errors import HubError
from hubtui.hub.files import FilePiece
from hubtui.pages.frame import FrameScreen, FrameState
from hubtui.pages.rendering import produced_in_thread
from hubtui.pages.work import start_work
from hubtui.places import FILE, LIST, PAGE, READING, STACKED
from hubtui.presentation.bars import Parts
from hubtui.presentation.code import pieces
from hubtui.presentation.file_contents import contents_pieces
from hubtui.presentation.lines import message
from hubtui.resources.repos.page import RepoPage
from hubtui.resources.repos.section import failure_words
from hubtui.text.columns import Cell
from hubtui.text.document import Lines
from hubtui.text.humanize import short_bytes
from hubtui.text.sanitize import clean_text
from hubtui.widgets.reader import Reader
from hubtui.worker.file_contents import ContentsOf

_AT_ONCE = 1 << 20
_WITH_HEADER = ("image", "safetensors", "gguf", "parquet")


class FileScreen(FrameScreen):
    """Shows the file `path` of the page's repo."""

    def __init__(self, frame: FrameState, page: RepoPage, path: str) -> None:
        super().__init__(frame)
        self._page = page
        self._path = path
        self._reader = Reader(id="text")
        self._text = ""
        self._contents: Contents | None = None
        self._read = 0
        self._total: int | None = None
        self._is_shown = False

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose keys work; that of a file has the key that loads more."""
        return (*((FILE,) if self._is_cut else ()), READING, STACKED, LIST, PAGE)

    def body(self) -> Iterable[Widget]:
        """Yield the reader."""
        yield self._reader

    def top_parts(self, width: int) -> Parts:
        """Return "back", the path, the revision and the size."""
        page = self._page
        size = f"   {short_bytes(self._total)}" if self._total is not None else ""
        return [
            ("close", [Cell(f"‹ {page.repo_id}", "accent"), Cell("   ")]),
            ("", [Cell(self._path, "active"), Cell(f"   {page.revision}{size}", "dim")]),
        ]

    def state_words(self) -> list[Cell]:
        """Return how much of the file is loaded, if it is not all."""
        if not self._is_cut:
            return []
        return [Cell(f"{short_bytes(self._read)} of {short_bytes(self._total or 0)}, m reads on", "state")]

    @property
    def _is_cut(self) -> bool:
        return self._total is not None and 0 < self._read < self._total

    def on_mount(self) -> None:
        """Load the beginning of the file after the first paint."""
        self._say("Loading the file…")
        self._reader.focus()
        self.call_after_refresh(lambda: start_work(self, self._load, "file"))

    def targets(self) -> tuple[ActionTarget, ...]:
        """Return the objects with the actions of the reader."""
        return self._reader.targets()

    def _say(self, words: str, role: str = "dim") -> None:
        self._reader.show(message(words, role, self._reader.text_width))

    async def _load(self) -> None:
        page = self._page
        has_header = kind_of(self._path) in _WITH_HEADER
        # Of a file with a header, the first byte tells how large it is.
        length = 1 if has_header else _AT_ONCE
        try:
            piece = await page.ask(
                FilePiece(page.repo_type, page.repo_id, self._path, page.revision, self._read, length)
            )
            if has_header:
                self._contents = await page.ask(
                    ContentsOf(page.repo_type, page.repo_id, self._path, page.revision, piece.total)
                )
        except HubError as error:
            if self._read:
                self.notice(failure_words(error), failed=True)
            else:
                self._say(failure_words(error), "failed")
            return
        self._total = piece.total
        if has_header:
            self.show_frame()
            await self._lay_out()
            return
        if not self._read and is_binary(piece.content):
            size = f", {short_bytes(piece.total)}" if piece.total is not None else ""
            self._say(f"this is no text{size}; d in Files downloads it")
            self.show_frame()
            return
        self._read += len(piece.content)
        self._text += clean_text(piece.content.decode("utf-8", "replace").expandtabs(4))
        self.show_frame()
        await self._lay_out()

    async def _lay_out(self) -> None:
        if not self._text and self._contents is None:
            self._say("the file is empty")
            return
        document, is_first = Lines(), not self._is_shown
        self._is_shown = True
        produced = produced_in_thread(self._pieces(self._reader.text_width))
        await self._reader.show_growing(document, produced, at_once=is_first)

    def _pieces(self, width: int) -> Iterator[Lines]:
        if self._contents is not None:
            return contents_pieces(self._path, self._contents, width)
        return pieces(self._path, self._text, width)

    def on_reader_resized(self) -> None:
        """Lay out the text for another width."""
        if self._text or self._contents is not None:
            start_work(self, self._lay_out, "layout")

    def do_more(self) -> None:
        """Load the next megabyte."""
        start_work(self, self._load, "file")

    def do_leave(self) -> None:
        """End the search or deselect the link; else go back."""
        if not self._reader.leave():
            self.do_close()

    def do_close(self) -> None:
        """Go back to the page of the repo."""
        self._page.routes.back()
