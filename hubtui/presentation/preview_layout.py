"""Where the preview of a list is, and how much of the screen it takes."""

from typing import Literal

from hubtui.config.state import PreviewLayout

_BESIDE_FROM, _BESIDE_LEAST = 110, 70
_BELOW_FROM = 16
_PERCENT, _MAX_WIDTH, _MIN_LIST_WIDTH = 32, 64, 24
_PERCENT_BELOW = 40
PLACES = ("right", "below", "off")
"""The places of the preview that the user can choose, in the order in which a key cycles through them."""
PREVIEW_SHARES = (0, 50, 65)
"""The shares of the screen in percent that a key cycles through; 0 is the default."""
_AUTO = PreviewLayout()


def preview_place(
    wanted: bool | None, width: int, height: int, layout: PreviewLayout = _AUTO
) -> Literal["beside", "below", ""]:
    """Return where the preview is on a screen of `width` and `height` terminal cells, "" for nowhere.

    `wanted` is whether the preview of this list was turned on or off, None for neither: then the place in `layout`
    decides, and without one the preview is beside the list on a wide screen. If the place has no room, another one is
    used.
    """
    if wanted is False or (wanted is None and layout.place == "off"):
        return ""
    is_wide, is_high = width >= _BESIDE_FROM, height >= _BELOW_FROM
    if layout.place == "right" and width >= _BESIDE_LEAST:
        return "beside"
    if is_wide and not (layout.place == "below" and is_high):
        return "beside"
    return "below" if is_high and (wanted or layout.place in ("right", "below")) else ""


def preview_setting(here: bool | None, setting: bool | None, layout: PreviewLayout) -> bool | None:
    """Return whether a preview is shown: as chosen for this list (`here`), for all lists, or in the settings.

    Return None if nothing was chosen.
    """
    return setting if here is None and not layout.place else here


def beside_width(width: int, share: int = 0) -> int:
    """Return how many of `width` terminal cells a preview beside the list takes; `share` is in percent."""
    if not share:
        return min(_MAX_WIDTH, width * _PERCENT // 100)
    return max(1, min(width * share // 100, width - _MIN_LIST_WIDTH))


def below_percent(share: int) -> int:
    """Return the height of a preview below the list in percent: `share`, or the default for 0."""
    return share or _PERCENT_BELOW


def next_place(layout: PreviewLayout, now: str) -> PreviewLayout:
    """Return the layout with the place that follows `now`."""
    return layout._replace(place=PLACES[(PLACES.index(now) + 1) % len(PLACES)])


def next_share(layout: PreviewLayout) -> PreviewLayout:
    """Return the layout with the next share of the screen."""
    number = PREVIEW_SHARES.index(layout.share) if layout.share in PREVIEW_SHARES else 0
    return layout._replace(share=PREVIEW_SHARES[(number + 1) % len(PREVIEW_SHARES)])


def place_words(place: str) -> str:
    """Return the message after a place of the preview was chosen."""
    return "no preview" if place == "off" else f"preview: {place}"


def share_words(share: int) -> str:
    """Return the message after a share of the screen was chosen."""
    return f"preview: {share}% of the screen" if share else "preview: its usual size"
