"""Lay out how a model would run: its weights and this machine's memory, its parameters, config and tokenizer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hubtui.presentation.weights_lines import NAME_WIDTH, NamedBudget, facts_of_info, weights_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines
from hubtui.text.humanize import short_number
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
