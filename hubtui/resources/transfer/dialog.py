"""The dialog that asks where to download files to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from hubtui.pages.keyed import KeyedDialog
from hubtui.places import DOWNLOAD
from hubtui.text.columns import Cell
from hubtui.text.humanize import counted, short_bytes
from hubtui.text.width import fit
from hubtui.widgets.fact_lines import FactLines
from hubtui.widgets.field import Field
from hubtui.worker.downloads.cache_layout import cache_folder
from hubtui.worker.downloads.paths import UnsafePath, free_bytes, parts_of

_MOST_LINES = 6
_KEYS = "enter downloads, tab folder or cache, esc leaves"
_KEYS_WITHOUT_ROOM = "tab folder or cache, esc leaves"


def folder_for(repo_id: str) -> str:
    """Return the folder to propose for a repo: its name, or "download" if the name is no safe path."""
    name = repo_id.rpartition("/")[2]
    try:
        parts_of(name)
    except UnsafePath:
        return "download"
    return name


@dataclass(frozen=True, slots=True)
class Place:
    """Where to download to: a folder, or the official client's cache."""

    folder: Path
    in_cache: bool


class DownloadDialog(KeyedDialog[Place]):
    """Shows the size of a download, and asks for the folder. Tab switches to the official client's cache."""

    PLACES: ClassVar[tuple[str, ...]] = (DOWNLOAD,)

    def __init__(self, files: int, size: int, what: str, folder: str) -> None:
        """`files` is the number of files, `size` their bytes, `what` their name, `folder` the proposal."""
        super().__init__()
        self._files, self._wanted, self._what = files, size, what
        self._in_cache = False
        self._problem = ""
        self._field = Field(folder, id="folder")
        self._facts = FactLines(self._lines, most=_MOST_LINES, id="download-facts")

    def compose(self) -> ComposeResult:
        """Yield the field, and lines about the download, its destination and problems."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = f"Download {counted(self._files, 'file')}"
            dialog.border_subtitle = _KEYS
            yield self._field
            yield self._facts

    def on_mount(self) -> None:
        """Focus the field."""
        self._field.focus()
        self._show()

    def _show(self) -> None:
        """Draw the lines below the field, and offer enter only if there is room for the files."""
        has_room = not self._missing_room(free_bytes(self._place().folder))
        self.query_one(".dialog").border_subtitle = _KEYS if has_room else _KEYS_WITHOUT_ROOM
        self._facts.lay_out()

    def _missing_room(self, free: int | None) -> str:
        """Return the text that says that there is no room with `free` bytes (None: unknown), or ""."""
        if free is None or free >= self._wanted:
            return ""
        return f"there is no room for it: {short_bytes(self._wanted - free)} are missing"

    def _lines(self, _width: int) -> list[Sequence[Cell]]:
        place = self._place()
        room = 70
        free = free_bytes(place.folder)
        lines: list[Sequence[Cell]] = [(Cell(fit(f"{self._what}, {short_bytes(self._wanted)}", room)),)]
        where = "the Hugging Face cache, " if place.in_cache else ""
        lines.append((Cell(fit(f"to {where}{place.folder}", room), "dim"),))
        problem = self._problem or self._missing_room(free)
        if free is not None:
            lines.append((Cell(f"{short_bytes(free)} free there", "failed" if free < self._wanted else "dim"),))
        if problem:
            lines.append((Cell(fit(problem, room), "failed"),))
        return lines

    def _place(self) -> Place:
        if self._in_cache:
            return Place(cache_folder(), True)
        typed = self._field.value.strip() or "."
        try:
            return Place(Path(typed).expanduser().absolute(), False)
        except RuntimeError:  # the user's home folder is unknown
            return Place(Path(typed).absolute(), False)

    def on_input_changed(self) -> None:
        """Show the free space of the new folder."""
        self._problem = ""
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the folder, or say why it cannot be used."""
        event.stop()
        place = self._place()
        free = free_bytes(place.folder)
        if place.folder.exists() and not place.folder.is_dir():
            self._problem = "there is a file of this name: give a folder"
        elif missing := self._missing_room(free):
            self._problem = missing
        elif not str(place.folder).isprintable():
            self._problem = "a folder's name holds no such characters"
        else:
            self.answer(place)
            return
        self._facts.lay_out()

    def places_of(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Return the dialog's place before the field's: tab is a key of the dialog."""
        return (DOWNLOAD, *places)

    def do_next_pane(self) -> None:
        """Switch between the folder and the cache."""
        self._in_cache, self._problem = not self._in_cache, ""
        self._show()
