"""What is on the terminal at the end of a run is what the next one begins with, where it begins alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hubtui.config.auth import BadSetting, token_path
from hubtui.config.paths import config_file, state_file, views_file
from hubtui.terminal import standing

if TYPE_CHECKING:
    from hubtui.terminal.screen_buffer import ScreenBuffer
    from hubtui.terminal.standing import FileState


def read_at_start(environ: Mapping[str, str]) -> list[tuple[str, FileState]]:
    """The files that say what is shown and to whom, as they are before they are read."""
    try:
        files = [config_file(), token_path(environ)]
    except BadSetting:
        return []  # whoever reads the token says so
    return [(str(file), standing.state_of(str(file))) for file in files]


def keeper(begun: list[tuple[str, FileState]], first_tab: str, state: str) -> Callable[[str, ScreenBuffer, bool], None]:
    """What keeps the picture of a tab, and whether it is on a light ground.

    `begun` are the files as they were at the start, `first_tab` is the tab of every start, if it is always the same.
    """

    def keep(tab: str, picture: ScreenBuffer, is_light: bool) -> None:
        if tab != (first_tab or tab):
            return
        from hubtui.terminal.packing import packed

        left = [(str(file), standing.state_of(str(file))) for file in (state_file(state), views_file(state))]
        standing.keep(picture.size, [*begun, *left], picture.frame(), is_light, packed(picture.rows))

    return keep
