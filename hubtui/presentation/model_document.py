"""Lay out the config of a model, and its weights beside the memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hubtui.fit.dtypes import Size
from hubtui.fit.files import Weights, loaded_weights, quants
from hubtui.fit.model import ADAPTER, ModelFacts, Sizes, Verdicts, base_of, sizes_of, verdicts_of
from hubtui.fit.quants import quants_in
from hubtui.fit.verdict import Budget, Verdict, judge, needs_several
from hubtui.presentation.fits import role_cell
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines
from hubtui.text.humanize import counted, short_bytes, short_number
from hubtui.text.sanitize import clean_line
from hubtui.text.width import fit as fit_text
from hubtui.text.width import pad

if TYPE_CHECKING:
    from hubtui.fit.model import ModelFacts
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.repo import ModelInfo


def model_document(
    info: ModelInfo,
    entries: Sequence[FileEntry] | None,
    config: Any,
    room: NamedBudget | None,
    width: int,
    base: ModelFacts | None = None,
) -> Lines:
    """Return the page of a model's weights, parameters, config and tokenizer.

    `entries` are its files (None: not loaded yet), `config` its config.json, `room` the memory that it has to fit into
    and `base` the model that an adapter changes.
    """
    document = Lines()
    document.add_section("Weights", list(_weights(info, entries, config, room, base)))
    document.add_section("Parameters", list(_parameters(info)))
    document.add_section("Config", list(_pairs(config if config is not None else info.config, width)))
    document.add_section("Tokenizer", list(_pairs(_tokenizer(info.config), width)))
    if not len(document):
        document.lines.append((Cell("nothing is known of its weights and its config", "dim"),))
    return document


def _weights(
    info: ModelInfo, entries: Sequence[FileEntry] | None, config: Any, room: NamedBudget | None, base: ModelFacts | None
) -> Iterator[Line]:
    if entries is None:
        yield (Cell("  Loading the files…", "dim"),)
        return
    yield from weights_lines(facts_of_info(info, entries, config, base), entries, room)


def _parameters(info: ModelInfo) -> Iterator[Line]:
    tensors = info.safetensors
    if tensors is not None and tensors.parameters:
        for dtype, count in sorted(tensors.parameters.items(), key=lambda item: -item[1]):
            yield (
                Cell(f"  {pad(dtype, NAME_WIDTH)}", "key"),
                Cell(f"{short_number(count):>9}  "),
                Cell(f"{count:,}", "dim"),
            )
    total = tensors.total if tensors is not None else info.gguf.total if info.gguf is not None else None
    if total is not None:
        yield (
            Cell(f"  {pad('in all', NAME_WIDTH)}", "key"),
            Cell(f"{short_number(total):>9}  "),
            Cell(f"{total:,}", "dim"),
        )
    if info.gguf is not None and info.gguf.context_length:
        yield (Cell(f"  {pad('context', NAME_WIDTH)}", "key"), Cell(f"{info.gguf.context_length:,} tokens"))
    if info.gguf is not None and info.gguf.architecture:
        yield (Cell(f"  {pad('architecture', NAME_WIDTH)}", "key"), Cell(info.gguf.architecture))


def _tokenizer(config: Any) -> Any:
    return config.get("tokenizer_config") if isinstance(config, Mapping) else None


def _pairs(value: Any, width: int) -> Iterator[Line]:
    """Yield the fields of an object; of a nested value only its size."""
    if not isinstance(value, Mapping):
        return
    for key, item in value.items():
        if key == "tokenizer_config":
            continue
        words = _words(item)
        room = max(10, width - NAME_WIDTH - 4)
        yield (
            Cell(f"  {pad(fit_text(clean_line(str(key)), NAME_WIDTH), NAME_WIDTH)}", "key"),
            Cell(fit_text(words, room)),
        )


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        content = value.get("content")
        return clean_line(content) if isinstance(content, str) else f"{{ {len(value)} }}"
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value[:20]) + (" …" if len(value) > 20 else "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "null" if value is None else clean_line(str(value))


NAME_WIDTH = 26
_PROJECTOR = "mmproj"


@dataclass(frozen=True, slots=True)
class NamedBudget:
    """The memory that a model has to fit into: a name for it, and the budget."""

    words: str
    budget: Budget


def facts_of_info(
    info: ModelInfo, entries: Sequence[FileEntry], config: Any, base: ModelFacts | None = None
) -> ModelFacts:
    """Return the facts about the size of a model from its page; `base` is the model that an adapter changes."""
    tensors, gguf = info.safetensors, info.gguf
    parameters = dict(tensors.parameters) if tensors is not None and tensors.parameters else {}
    return ModelFacts(
        info.id,
        info.tags or (),
        info.pipeline_tag or "",
        parameters,
        (tensors.total if tensors is not None else gguf.total if gguf is not None else None) or 0,
        quants_in(entry.path for entry in entries),
        files={weights.name: weights.size for weights in _loadable(entries, bool(parameters)) if weights.size},
        config=config if config is not None else info.config,
        base=base,
    )


def weights_lines(facts: ModelFacts, entries: Sequence[FileEntry], room: NamedBudget | None) -> Iterator[Line]:
    """Yield a line for each set of weights and for fewer bits, then lines about the memory."""
    rows = [weights for weights in (loaded_weights(entries), *quants(entries)) if weights is not None]
    if not rows:
        yield (Cell("  there are no weights in this repo", "dim"),)
        return
    verdicts = verdicts_of(facts, room.budget) if room is not None else Verdicts(Verdict.UNKNOWN)
    for weights in rows:
        is_alone = not facts.is_adapter and not weights.name.startswith(_PROJECTOR)
        verdict = _verdict(Size(weights.size, weights.size), verdicts, room) if is_alone else ()
        is_best = weights.name == verdicts.quant and verdicts.as_is is Verdict.FITS
        yield (*_files_cells(weights), *verdict, Cell("   the largest that fits" if is_best else "", "dim"))
    sizes = sizes_of(facts)
    if facts.base is not None and sizes.as_is is not None:
        name = f"with {facts.base.repo_id}"
        yield (*_sized(name, sizes.as_is, "about"), *_verdict(sizes.as_is, verdicts, room))
    if not facts.is_gguf:
        yield from _fewer_bits(sizes, verdicts, room)
    yield from ((Cell(f"  {words}", "dim"),) for words in _room_words(facts, verdicts, room))


def _loadable(entries: Sequence[FileEntry], has_parameters: bool) -> list[Weights]:
    """Return the sets of weights that can be loaded: the quants of a GGUF repo, else one set."""
    found = [weights for weights in quants(entries) if not weights.name.startswith(_PROJECTOR)]
    loaded = loaded_weights(entries) if has_parameters or not found else None
    return found if loaded is None else [loaded]


def _files_cells(weights: Weights) -> Iterator[Cell]:
    yield from _sized(weights.name, Size(weights.size, weights.size), counted(len(weights.files), "file"))
    if weights.missing:
        yield Cell(f"  {weights.missing} shards are missing", "failed")


def _verdict(size: Size, verdicts: Verdicts, room: NamedBudget | None) -> Iterator[Cell]:
    """Yield cells that say whether weights of this size fit, and whether that takes several devices."""
    if room is None:
        return
    verdict = judge(size, verdicts.cache, room.budget)
    yield Cell("  ")
    yield role_cell(verdict)
    if verdict is Verdict.FITS and needs_several(size, verdicts.cache, room.budget):
        yield Cell(f" on {room.budget.devices} GPUs together", "dim")


def _fewer_bits(sizes: Sizes, verdicts: Verdicts, room: NamedBudget | None) -> Iterator[Line]:
    """Yield lines for the weights at 8 and at 4 bits, if they are smaller than now."""
    for bits, size in ((8, sizes.at_8_bits), (4, sizes.at_4_bits)):
        if size is not None and sizes.as_is is not None and size.low == size.high < sizes.as_is.low:
            yield (*_sized(f"at {bits} bits", size, "about"), *_verdict(size, verdicts, room))


def _sized(name: str, size: Size, more: str) -> tuple[Cell, ...]:
    label = pad(fit_text(name, NAME_WIDTH), NAME_WIDTH)
    return Cell(f"  {label}"), Cell(f"{short_bytes(size.high):>9}"), Cell(f"  {more:<12}", "dim")


def _room_words(facts: ModelFacts, verdicts: Verdicts, room: NamedBudget | None) -> Iterator[str]:
    """Yield lines about the memory that the weights are compared with."""
    if room is None:
        yield "the memory of this machine is not known: M sets it"
        return
    if verdicts.reason == ADAPTER:
        yield f"{ADAPTER}: {base_of(facts.tags) or 'its card may name it'}"
        return
    where = f"{room.words}: " if room.words else ""
    yield f"{where}{short_bytes(room.budget.memory)}, {room.budget.reserve:.0%} of it left free; M changes that"
    if verdicts.cache:
        about = "about " if verdicts.is_estimate else ""
        yield f"a context of {room.budget.tokens:,} tokens takes {about}{short_bytes(verdicts.cache)} more"
