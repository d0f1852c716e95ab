"""The state that is saved between runs for each Hub, so that the next run begins where the last one ended."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from hubtui.config.json_file import read_json_object, write_json_entry

MAX_RECENT = 30
_MAX_MARKS = 1000
_MAX_LINES = 1000
_PLACES = ("right", "below", "off")
_MAX_PERCENT = 100


class ListingState(NamedTuple):
    """The saved state of a listing.

    `choice` is its search and filters as plain JSON, `cursor` the id under the cursor, `preview` whether the preview
    was shown, `marks` the marked ids, and `line` the number of rows in view above the cursor.
    """

    choice: Mapping[str, Any] = MappingProxyType({})
    cursor: str = ""
    preview: bool | None = None
    marks: tuple[str, ...] = ()
    line: int = 0


class PreviewLayout(NamedTuple):
    """The place of previews ("right", "below", "off") and their share of the screen in percent.

    "" and 0 are the defaults.
    """

    place: str = ""
    share: int = 0


class State(NamedTuple):
    """The saved state of the program: the tab in front, the listings by their tabs, and recent pages as (kind, id).

    Marks and pages belong to `account` and are shown only to it. `hinted` is True once the first hint was shown.
    `is_light` says whether the terminal had a light background, None if it never said.
    """

    tab: str = ""
    account: str = ""
    listings: Mapping[str, ListingState] = MappingProxyType({})
    recent: tuple[tuple[str, str], ...] = ()
    hinted: bool = False
    is_light: bool | None = None
    preview_layout: PreviewLayout = PreviewLayout()


def read_state(file: Path, endpoint: str) -> State:
    """Return the saved state for a Hub; invalid parts are left out."""
    return _state(read_json_object(file).get(endpoint))


def write_state(file: Path, endpoint: str, state: State) -> None:
    """Save the state for a Hub. Errors are ignored: the next run then begins with the defaults."""
    listings = {name: one._asdict() | {"choice": dict(one.choice)} for name, one in state.listings.items()}
    write_json_entry(
        file, endpoint, state._asdict() | {"listings": listings, "preview_layout": state.preview_layout._asdict()}
    )


def _state(value: Any) -> State:
    if not isinstance(value, dict):
        return State()
    listings = value.get("listings")
    return State(
        tab=_text(value.get("tab")),
        account=_text(value.get("account")),
        listings={name: _listing(one) for name, one in (listings if isinstance(listings, dict) else {}).items() if one},
        recent=tuple((pair[0], pair[1]) for pair in _pairs(value.get("recent")))[:MAX_RECENT],
        hinted=value.get("hinted") is True,
        is_light=value.get("is_light") if isinstance(value.get("is_light"), bool) else None,
        preview_layout=_preview_layout(value.get("preview_layout")),
    )


def _listing(value: Any) -> ListingState:
    if not isinstance(value, dict):
        return ListingState()
    choice, line, preview, marks = value.get("choice"), value.get("line"), value.get("preview"), value.get("marks")
    return ListingState(
        choice=choice if isinstance(choice, dict) else {},
        cursor=_text(value.get("cursor")),
        preview=preview if isinstance(preview, bool) else None,
        marks=tuple(mark for mark in marks if isinstance(mark, str))[:_MAX_MARKS] if isinstance(marks, list) else (),
        line=line if type(line) is int and 0 <= line < _MAX_LINES else 0,
    )


def _preview_layout(value: Any) -> PreviewLayout:
    if not isinstance(value, dict):
        return PreviewLayout()
    place, share = value.get("place"), value.get("share")
    return PreviewLayout(
        place if place in _PLACES else "",
        share if type(share) is int and 0 < share < _MAX_PERCENT else 0,
    )


def _pairs(value: Any) -> list[list[str]]:
    pairs = value if isinstance(value, list) else []
    return [
        pair
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
