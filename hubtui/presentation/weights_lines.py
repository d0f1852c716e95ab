"""The weights of a model beside the memory that they have to fit into, as lines of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hubtui.fit.dtypes import Size
from hubtui.fit.files import Weights, loaded_weights, quants
from hubtui.fit.hardware import Hardware
from hubtui.fit.model import ADAPTER, ModelFacts, Verdicts, sizes_of, verdicts_of
from hubtui.fit.quants import quants_in
from hubtui.fit.verdict import Budget, Verdict, judge, needs_several
from hubtui.presentation.fits import role_cell
from hubtui.text.columns import Cell
from hubtui.text.document import Line
from hubtui.text.humanize import short_bytes
from hubtui.text.width import fit as fit_text
from hubtui.text.width import pad

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.repo import ModelInfo

NAME_WIDTH = 26
_PROJECTOR = "mmproj"


@dataclass(frozen=True, slots=True)
class Room:
    """The memory that a model has to fit into: where it is, and the budget made of it."""

    words: str
    budget: Budget


def room_of(hardware: Hardware | None, tokens: int, reserve: float) -> Room | None:
    """Return the memory of some hardware with a context and a reserve; None where there is none."""
    return Room(hardware.words, hardware.budget(tokens, reserve)) if hardware is not None else None


def facts_of_info(
    info: ModelInfo, entries: Sequence[FileEntry], config: Any, base: ModelFacts | None = None
) -> ModelFacts:
    """Return what the page of a model knows of its size; `base` is the model that an adapter changes."""
    tensors, gguf = info.safetensors, info.gguf
    return ModelFacts(
        info.id,
        info.tags or (),
        info.pipeline_tag or "",
        dict(tensors.parameters) if tensors is not None and tensors.parameters else {},
        (tensors.total if tensors is not None else gguf.total if gguf is not None else None) or 0,
        quants_in(entry.path for entry in entries),
        files={weights.name: weights.size for weights in _loadable(entries) if weights.size},
        config=config if config is not None else info.config,
        base=base,
    )


def weights_lines(facts: ModelFacts, entries: Sequence[FileEntry], room: Room | None) -> Iterator[Line]:
    """Yield a line for each set of weights and what they would take in fewer bits, then one for the memory."""
    rows = [weights for weights in (loaded_weights(entries), *quants(entries)) if weights is not None]
    if not rows:
        yield (Cell("  there are no weights in this repo", "dim"),)
        return
    verdicts = verdicts_of(facts, room.budget) if room is not None else Verdicts(Verdict.UNKNOWN)
    for weights in rows:
        yield _files_line(weights, facts, verdicts, room)
    yield from _fewer_bits(facts, verdicts)
    yield (Cell(f"  {_room_words(facts, verdicts, room)}", "dim"),)


def _loadable(entries: Sequence[FileEntry]) -> list[Weights]:
    found = [weights for weights in quants(entries) if not weights.name.startswith(_PROJECTOR)]
    loaded = loaded_weights(entries) if not found else None
    return found if loaded is None else [loaded]


def _files_line(weights: Weights, facts: ModelFacts, verdicts: Verdicts, room: Room | None) -> Line:
    many = len(weights.files)
    missing = Cell(f"  {weights.missing} shards are missing", "failed") if weights.missing else Cell("")
    return (
        *_sized(weights.name, f"{short_bytes(weights.size):>9}", f"{many:,} file{'' if many == 1 else 's'}"),
        *(() if weights.name.startswith(_PROJECTOR) else _verdict(weights, facts, verdicts, room)),
        missing,
    )


def _verdict(weights: Weights, facts: ModelFacts, verdicts: Verdicts, room: Room | None) -> Iterator[Cell]:
    """Yield how these files fit, and whether it takes several devices."""
    if room is None:
        return
    verdict, size = verdicts.as_is, sizes_of(facts).as_is
    if facts.files.get(weights.name) and not facts.is_adapter:
        size = Size(weights.size, weights.size)
        verdict = judge(size, verdicts.cache, room.budget)
    yield Cell("  ")
    yield role_cell(verdict)
    if verdict is Verdict.FITS and size is not None and needs_several(size, verdicts.cache, room.budget):
        yield Cell(f" on {room.budget.devices} devices together", "dim")
    if weights.name == verdicts.quant and verdict is Verdict.FITS:
        yield Cell("  the largest that fits", "dim")


def _fewer_bits(facts: ModelFacts, verdicts: Verdicts) -> Iterator[Line]:
    """Yield what the weights would take at 8 and at 4 bits, where that is less than now."""
    sizes = sizes_of(facts)
    for bits, size, verdict in ((8, sizes.at_8_bits, verdicts.at_8_bits), (4, sizes.at_4_bits, verdicts.at_4_bits)):
        if facts.is_gguf or size is None or sizes.as_is is None or size.low >= sizes.as_is.low or size.low != size.high:
            continue
        yield (*_sized(f"at {bits} bits", f"{short_bytes(size.high):>9}", "about"), Cell("  "), role_cell(verdict))


def _sized(name: str, size: str, more: str) -> tuple[Cell, ...]:
    label = pad(fit_text(name, NAME_WIDTH), NAME_WIDTH)
    return Cell(f"  {label}"), Cell(size), Cell(f"  {more:<12}", "dim")


def _room_words(facts: ModelFacts, verdicts: Verdicts, room: Room | None) -> str:
    if room is None:
        return 'the memory of this machine is not known: set vram = "24GB" in config.toml to compare'
    if verdicts.reason == ADAPTER:
        return f"{ADAPTER}: {_base_name(facts)}"
    where = f"in {short_bytes(room.budget.memory)} ({room.words})"
    about = "about " if verdicts.is_estimate else ""
    context = f"a context of {room.budget.tokens:,} tokens: {about}{short_bytes(verdicts.cache)}"
    base = f"; with its base model {facts.base.repo_id}" if facts.base is not None else ""
    return f"{where}, with {context}, and {room.budget.reserve:.0%} left free{base}"


def _base_name(facts: ModelFacts) -> str:
    names = [tag.removeprefix("base_model:adapter:") for tag in facts.tags if tag.startswith("base_model:adapter:")]
    return names[0] if names else "its card may name it"
