"""The columns of Spaces, and their facts for the preview."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation import facts
from hubtui.presentation.lines import BLANK, Line, flow
from hubtui.presentation.values import UNKNOWN, state, word
from hubtui.text.columns import Cell

if TYPE_CHECKING:
    from hubtui.hub.models.rows import SpaceRow

_LINKED = 3
STAGES = {
    "RUNNING": "running",
    "RUNNING_BUILDING": "rebuilding",
    "RUNNING_APP_STARTING": "restarting",
    "BUILDING": "building",
    "APP_STARTING": "starting",
    "BUILD_ERROR": "build error",
    "RUNTIME_ERROR": "runtime error",
    "CONFIG_ERROR": "config error",
    "NO_APP_FILE": "no app file",
    "PAUSED": "paused",
    "SLEEPING": "sleeping",
    "STOPPED": "stopped",
    "DELETING": "deleting",
}


def stage(name: str | None) -> Cell:
    """Return a cell for a stage of the runtime; an unknown stage is shown in lower case."""
    return state(STAGES.get(name) or name.lower().replace("_", " ")) if name else UNKNOWN


CELLS: "Mapping[str, Callable[[SpaceRow, datetime], Cell]]" = {
    "title": lambda row, _now: word(row.title, "dim"),
    "sdk": lambda row, _now: word(row.sdk),
    "stage": lambda row, _now: stage(row.stage),
    "hardware": lambda row, _now: word(row.hardware, "dim"),
}


def lines(row: "SpaceRow", now: datetime, width: int) -> list[Line]:
    """Return the facts of a Space for the preview, without its id."""
    stages = [stage(row.stage)] if row.stage else []
    return [
        *flow(facts.non_empty(row.title), width),
        *flow(facts.non_empty(row.sdk, *stages, row.hardware), width),
        *flow(facts.non_empty(facts.licence(row), *facts.access(row)), width),
        BLANK,
        *flow(facts.dates(row, now), width, ", "),
        *flow(facts.figures(row), width, ", "),
        *flow(_linked("uses", row.models), width),
        *flow(_linked("data", row.datasets), width),
        *flow(facts.papers(row), width, " "),
    ]


def _linked(verb: str, ids: list[str]) -> list[str]:
    return [f"{verb} {facts.first_of(ids, _LINKED)}"] if ids else []
