"""Only what has a part in a change is rendered for it.

`Compositor._get_renders` and `visible_widgets` are Textual's own; tests/terminal/test_picture_of_apps.py and
tests/journeys/test_picture.py hold what is drawn equal to what Textual draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual._compositor import Compositor

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget


class NarrowCompositor(Compositor):
    """Textual renders every widget whose clip is touched, and that is the whole screen for each of them."""

    _crop: Region | None = None

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """Those in view; while a change is drawn, those that it touches."""
        found, crop = super().visible_widgets, self._crop
        if crop is None:
            return found
        return {widget: place for widget, place in found.items() if crop.overlaps(place[0])}

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        renders = iter(super()._get_renders(crop))
        # It looks at the widgets once, at its first step.
        self._crop = crop
        try:
            first = next(renders, None)
        finally:
            self._crop = None
        return _behind(first, renders)


def _behind(
    first: tuple[Region, Region, list[Strip]] | None, renders: Iterator[tuple[Region, Region, list[Strip]]]
) -> Iterator[tuple[Region, Region, list[Strip]]]:
    if first is not None:
        yield first
        yield from renders
