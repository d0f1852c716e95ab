"""Entries of the palette that are no actions: pages opened last, saved views, themes and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from hubtui.config.paths import config_file
from hubtui.config.settings import CLIPBOARDS, Settings
from hubtui.config.themes import THEMES
from hubtui.dialogs.palette import Entry
from hubtui.registry.resources import page_words
from hubtui.registry.target import Target

if TYPE_CHECKING:
    from hubtui.app.routes import AppRoutes
    from hubtui.pages.frame import FrameState
    from hubtui.resources.saved_view.view_tabs import ViewTabs

_NOT_LISTED = frozenset(("problems", "file", "lines", "theme", "clipboard"))


def palette_entries(
    frame: FrameState, routes: AppRoutes, view_tabs: ViewTabs, show_theme: Callable[[str], None]
) -> Iterator[Entry]:
    """Yield the entries; `show_theme` switches to the theme of a name."""
    for view in view_tabs.views.all:
        yield Entry(f"the view {view.name}", do=lambda view=view: view_tabs.open(view), group="Saved views")  # type: ignore[misc]
    for kind, name in frame.recent:
        yield Entry(page_words(kind, name), target=Target(kind, name), group="Last opened")
    for theme in THEMES:
        yield Entry(f"theme: {theme}", do=lambda theme=theme: show_theme(theme), group="For this run")  # type: ignore[misc]
    for way in CLIPBOARDS:
        yield Entry(f"clipboard: {way}", do=lambda way=way: _copy_by(frame, way), group="For this run")  # type: ignore[misc]
    for name, value in _settings(frame.settings):
        yield Entry(f"setting: {name} is {value}", do=lambda: _show_config_file(routes), group="config.toml")


def _copy_by(frame: FrameState, way: str) -> None:
    frame.settings = replace(frame.settings, clipboard=way)
    frame.say(f'texts are copied by {way} in this run; clipboard = "{way}" in config.toml keeps it so')


def _show_config_file(routes: AppRoutes) -> None:
    routes.show_copied(str(config_file()), "Settings are written in this file; the README lists them all")


def _settings(settings: Settings) -> Iterator[tuple[str, str]]:
    for one in fields(settings):
        value = getattr(settings, one.name)
        if one.name not in _NOT_LISTED:
            plain = isinstance(value, bool | int) or (isinstance(value, str) and value)
            yield one.name, str(value).lower() if plain else "set" if value else "not set"
