"""Saves the last screen of this run as the startup snapshot of the next run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hubtui.config.auth import BadSetting, token_path
from hubtui.config.paths import config_file, state_file, views_file
from hubtui.terminal.snapshot_codec import encode_rows
from hubtui.terminal.startup_snapshot import file_state, save

if TYPE_CHECKING:
    from hubtui.terminal.screen_buffer import ScreenBuffer
    from hubtui.terminal.startup_snapshot import FileState


def files_read_at_start(environ: Mapping[str, str]) -> list[tuple[str, FileState]]:
    """Return the paths of the settings and the token file with their present states.

    Call it before they are read: a snapshot is shown only if these files are the same at the next start.
    """
    try:
        files = [config_file(), token_path(environ)]
    except BadSetting:
        return []  # The error is reported when the token is read.
    return [(str(file), file_state(str(file))) for file in files]


def snapshot_saver(
    read_files: list[tuple[str, FileState]], first_tab: str, state: str
) -> Callable[[str, ScreenBuffer, bool], None]:
    """Return a function that saves a tab's screen as the snapshot; it also takes whether the background is light.

    `read_files` are the files as they were at the start. `first_tab` is the tab that every run opens, or "".
    """

    def save_screen(tab: str, screen: ScreenBuffer, is_light: bool) -> None:
        if tab != (first_tab or tab):
            return
        written_files = [(str(file), file_state(str(file))) for file in (state_file(state), views_file(state))]
        save(screen.size, [*read_files, *written_files], screen.frame(), is_light, encode_rows(screen.rows))

    return save_screen
