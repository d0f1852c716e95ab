"""What only Spaces have: their columns, and their facts for the preview."""

from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation import facts
from hubtui.presentation.lines import BLANK, Line, flow
from hubtui.presentation.values import UNKNOWN, word
from hubtui.text.columns import Cell

if TYPE_CHECKING:
    from hubtui.hub.models.rows import SpaceRow

_LINKED = 3
_STAGES = {
    "RUNNING": Cell("running"),
    "RUNNING_BUILDING": Cell("rebuilding", "state"),
    "RUNNING_APP_STARTING": Cell("restarting", "state"),
    "BUILDING": Cell("building", "state"),
    "APP_STARTING": Cell("starting", "state"),
    "BUILD_ERROR": Cell("build error", "failed"),
    "RUNTIME_ERROR": Cell("runtime error", "failed"),
    "CONFIG_ERROR": Cell("config error", "failed"),
    "NO_APP_FILE": Cell("no app file", "failed"),
    "PAUSED": Cell("paused", "dim"),
    "SLEEPING": Cell("sleeping", "dim"),
    "STOPPED": Cell("stopped", "dim"),
    "DELETING": Cell("deleting", "dim"),
}


def stage(name: str | None) -> Cell:
    """A stage of the runtime in words; an unknown one as it is, in small letters."""
    if not name:
        return UNKNOWN
    return _STAGES.get(name) or Cell(name.lower().replace("_", " "))


def _title(row: "SpaceRow", _now: datetime) -> Cell:
    return word(row.title, "dim")


def _sdk(row: "SpaceRow", _now: datetime) -> Cell:
    return word(row.sdk)


def _stage(row: "SpaceRow", _now: datetime) -> Cell:
    return stage(row.stage)


def _hardware(row: "SpaceRow", _now: datetime) -> Cell:
    return word(row.hardware, "dim")


CELLS = {"title": _title, "sdk": _sdk, "stage": _stage, "hardware": _hardware}


def lines(row: "SpaceRow", now: datetime, width: int) -> list[Line]:
    """A Space's facts, without its id."""
    stages = [stage(row.stage)] if row.stage else []
    return [
        *flow(facts.known(row.title), width),
        *flow(facts.known(row.sdk, *stages, row.hardware), width),
        *flow(facts.known(facts.licence(row), *facts.access(row)), width),
        BLANK,
        *flow(facts.dates(row, now), width, ", "),
        *flow(facts.figures(row), width, ", "),
        *flow(_linked("uses", row.models), width),
        *flow(_linked("data", row.datasets), width),
        *flow(facts.papers(row), width, " "),
    ]


def _linked(verb: str, ids: list[str]) -> list[str]:
    return [f"{verb} {facts.first_of(ids, _LINKED)}"] if ids else []
