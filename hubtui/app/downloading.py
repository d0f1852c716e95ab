"""Asks where to download files of a repo to, and starts the downloads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from hubtui.resources.transfer.dialog import DownloadDialog, Place, folder_for
from hubtui.text.humanize import counted
from hubtui.worker.downloads.queue import Downloads, Job

if TYPE_CHECKING:
    from textual.app import App

    from hubtui.pages.frame import FrameState
    from hubtui.worker.downloads.source import FileSource
    from hubtui.worker.downloads.transfer import FileToGet

    Files = Sequence[tuple[FileSource, FileToGet]]


def ask_to_download(app: App[Any], frame: FrameState, downloads: Downloads, repo_id: str, files: Files) -> None:
    """Ask for a folder, and add downloads of `files` to it; the bottom line says how many."""
    if not files:
        frame.announce("there is nothing to download here")
        return
    size = sum(wanted.size or 0 for _, wanted in files)
    title = files[0][1].path if len(files) == 1 else repo_id
    dialog = DownloadDialog(len(files), size, title, folder_for(repo_id))
    app.push_screen(dialog, partial(_start, frame, downloads, files))


def _start(frame: FrameState, downloads: Downloads, files: Files, place: Place | None) -> None:
    if place is None:
        return
    if place.in_cache and any(source.shard is not None for source, _ in files):
        frame.announce("shards by their number have no place in the cache: give a folder")
        return
    new = downloads.add(Job(source, wanted, str(place.folder), place.in_cache) for source, wanted in files)
    begun = f"{counted(new, 'download')} begun: w shows them"
    frame.announce(begun if new else "they are under way already")
