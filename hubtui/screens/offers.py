"""What the palette offers beside the actions of a place: last pages, views, themes and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from hubtui.config.settings import CLIPBOARDS, Settings
from hubtui.config.themes import THEMES
from hubtui.hub.targets import Target
from hubtui.screens.dialogs.palette import Entry

if TYPE_CHECKING:
    from hubtui.screens.frame import FrameState
    from hubtui.screens.navigator import Navigator
    from hubtui.screens.views.viewing import Viewing

_KINDS = {"model": "the model", "dataset": "the dataset", "space": "the Space", "paper": "the paper"}
_TOLD = frozenset(("problems", "file", "lines", "theme", "clipboard"))


def offers(
    frame: FrameState, navigator: Navigator, viewing: Viewing, show_theme: Callable[[str], None]
) -> Iterator[Entry]:
    """Everything that is no action of the place in front."""
    for view in viewing.all:
        yield Entry(f"the view {view.name}", "saved view", "saved view", do=lambda view=view: viewing.open(view))  # type: ignore[misc]
    for kind, name in frame.recent:
        what = _KINDS.get(kind, f"the {kind}")
        yield Entry(f"{what} {name}", "last opened", "last opened", do=_opens(navigator, kind, name))
    for theme in THEMES:
        yield Entry(f"theme: {theme}", "for this run", "for this run", do=lambda theme=theme: show_theme(theme))  # type: ignore[misc]
    for way in CLIPBOARDS:
        yield Entry(f"clipboard: {way}", "for this run", "for this run", do=lambda way=way: _copy_by(frame, way))  # type: ignore[misc]
    for name, value in _settings(frame.settings):
        yield Entry(f"setting: {name} is {value}", "config.toml", "config.toml", do=lambda: navigator.show_settings())


def _opens(navigator: Navigator, kind: str, name: str) -> Callable[[], None]:
    return lambda: navigator.open(Target(kind, name))  # type: ignore[arg-type]


def _copy_by(frame: FrameState, way: str) -> None:
    frame.settings = replace(frame.settings, clipboard=way)
    frame.say(f'texts are copied by {way} in this run; clipboard = "{way}" in config.toml keeps it so')


def _settings(settings: Settings) -> Iterator[tuple[str, str]]:
    for one in fields(settings):
        value = getattr(settings, one.name)
        if one.name not in _TOLD:
            plain = isinstance(value, bool | int) or (isinstance(value, str) and value)
            yield one.name, str(value).lower() if plain else "set" if value else "not set"
