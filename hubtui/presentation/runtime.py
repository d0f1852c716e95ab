"""Lay out the runtime of a Space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hubtui.presentation.lines import wrap
from hubtui.presentation.space import stage
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines, Link
from hubtui.text.humanize import duration
from hubtui.text.width import cell_width, pad

if TYPE_CHECKING:
    from hubtui.hub.models.repo import Runtime, SpaceInfo

# Stages that soon change to another.
PASSING = frozenset(("BUILDING", "APP_STARTING", "RUNNING_BUILDING", "RUNNING_APP_STARTING", "DELETING"))
IN_ERROR = frozenset(("BUILD_ERROR", "RUNTIME_ERROR", "CONFIG_ERROR", "NO_APP_FILE"))
_LABEL_WIDTH = 20


def runtime_lines(runtime: Runtime, info: SpaceInfo | None, width: int) -> Lines:
    """Return the stage of a Space, its hardware and what it uses; repos are links."""
    document = Lines()
    for name, value in _facts(runtime, info):
        _add(document, name, value, width)
    if runtime.error_message:
        document.lines += [(), (Cell("The last error", "heading"),)]
        for text in runtime.error_message.split("\n"):
            document.lines += ((Cell(piece, "failed"),) for piece in wrap(text.expandtabs(4), width) or [""])
    return document


def _facts(runtime: Runtime, info: SpaceInfo | None) -> Iterator[tuple[str, Cell]]:
    yield "stage", stage(runtime.stage)
    hardware = runtime.hardware
    if hardware is not None and hardware.current:
        yield "hardware", Cell(hardware.current)
    if hardware is not None and hardware.requested and hardware.requested != hardware.current:
        yield "hardware asked for", Cell(hardware.requested, "state")
    if runtime.replicas:
        yield "replicas", Cell(_pairs(runtime.replicas))
    if runtime.gc_timeout is not None:
        yield "sleeps after", Cell(duration(runtime.gc_timeout))
    if runtime.storage:
        yield "storage", Cell(_pairs(runtime.storage))
    if runtime.dev_mode:
        yield "dev mode", Cell("on", "state")
    if info is not None:
        yield from _of_info(info)
    for domain in runtime.domains or ():
        name, state = domain.get("domain"), domain.get("stage")
        if isinstance(name, str):
            yield "domain", Cell(f"{name}{f', {state.lower()}' if isinstance(state, str) else ''}")


def _of_info(info: SpaceInfo) -> Iterator[tuple[str, Cell]]:
    card = info.card_data if isinstance(info.card_data, dict) else {}
    version = card.get("sdk_version")
    if info.sdk:
        yield "SDK", Cell(f"{info.sdk} {version}" if isinstance(version, str) else info.sdk)
    for name in ("python_version", "app_file", "app_port", "suggested_hardware"):
        if isinstance(value := card.get(name), str | int):
            yield name.replace("_", " "), Cell(str(value))
    for model in info.models or ():
        yield "uses the model", Cell(model, "link")
    for dataset in info.datasets or ():
        yield "uses the dataset", Cell(f"datasets/{dataset}", "link")


def _add(document: Lines, name: str, value: Cell, width: int) -> None:
    label = pad(name, _LABEL_WIDTH) + "  "
    pieces = wrap(value.text, max(10, width - len(label))) or [""]
    for number, piece in enumerate(pieces):
        line: Line = (Cell(" " * len(label) if number else label, "key"), Cell(piece, value.role))
        if value.role == "link":
            document.links.append(Link(len(document), len(label), len(label) + cell_width(piece), value.text))
        document.lines.append(line)


def _pairs(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {item}" for name, item in value.items())
    return str(value)
