"""Where the preview of a list stands."""

from typing import Literal

_BESIDE_FROM = 110
_BELOW_FROM = 16
_PERCENT, _WIDEST = 32, 64


def preview_place(wanted: bool | None, width: int, height: int) -> Literal["beside", "below", ""]:
    """Beside the list where the screen is wide, below it where that is `wanted` and there is room, else nowhere.

    Nobody having said what is wanted (None), it stands where it is wide. `width` and `height` in terminal cells.
    """
    if width >= _BESIDE_FROM:
        return "beside" if wanted is not False else ""
    return "below" if wanted and height >= _BELOW_FROM else ""


def beside_width(width: int) -> int:
    """How many of `width` terminal cells a preview beside the list takes."""
    return min(_WIDEST, width * _PERCENT // 100)
