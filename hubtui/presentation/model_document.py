"""A model as one would run it: its weights beside this machine's memory, its parameters, config and tokenizer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hubtui.presentation.memory import CONTEXT_TOKENS, Fit, fit
from hubtui.presentation.weights import Weights, loaded_weights, quants
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Line, Lines
from hubtui.text.humanize import short_bytes, short_number
from hubtui.text.sanitize import clean_line
from hubtui.text.width import fit as fit_text
from hubtui.text.width import pad

if TYPE_CHECKING:
    from hubtui.hub.models.files import FileEntry
    from hubtui.hub.models.repo import ModelInfo

_ROLES = {"fits": "mark", "tight": "state", "no": "failed", "unknown": "dim"}
_NAME_WIDTH = 26


def model_document(
    info: ModelInfo, entries: Sequence[FileEntry] | None, config: Any, gpu: tuple[str, int] | None, width: int
) -> Lines:
    """`entries` are its files (None: not known yet), `config` its config.json, `gpu` words and bytes of memory."""
    document = Lines()
    _group(document, "Weights", list(_weights(entries, config, gpu)))
    _group(document, "Parameters", list(_parameters(info)))
    _group(document, "Config", list(_pairs(config if config is not None else info.config, width)))
    tokens = _tokenizer(info.config)
    _group(document, "Tokenizer", list(_pairs(tokens, width)))
    if not len(document):
        document.lines.append((Cell("nothing is known of its weights and its config", "dim"),))
    return document


def _group(document: Lines, title: str, lines: Sequence[Line]) -> None:
    if lines:
        document.headings.append(Heading(len(document), 1, title))
        document.lines += [(Cell(title, "heading"),), *lines, ()]


def _weights(entries: Sequence[FileEntry] | None, config: Any, gpu: tuple[str, int] | None) -> Iterator[Line]:
    if entries is None:
        yield (Cell("  the files are on their way …", "dim"),)
        return
    rows = [weights for weights in (loaded_weights(entries), *quants(entries)) if weights is not None]
    memory = gpu[1] if gpu is not None else None
    yield from (_weights_line(weights, fit(weights.size, memory, config)) for weights in rows)
    if not rows:
        yield (Cell("  there are no weights in this repo", "dim"),)
        return
    yield (Cell(f"  {_room(gpu, fit(1, memory, config).context)}", "dim"),)


def _weights_line(weights: Weights, fits: Fit) -> Line:
    files = len(weights.files)
    count = f"{files:,} file{'' if files == 1 else 's'}"
    missing = Cell(f"  {weights.missing} shards are missing", "failed") if weights.missing else Cell("")
    is_projector = weights.name.startswith("mmproj")
    word = Cell("") if is_projector else Cell(f"  {fits.word}", _ROLES[fits.word])
    size = f"{short_bytes(weights.size):>9}"
    return (
        Cell(f"  {pad(fit_text(weights.name, _NAME_WIDTH), _NAME_WIDTH)}"),
        Cell(size),
        Cell(f"  {count:<12}", "dim"),
        word,
        missing,
    )


def _room(gpu: tuple[str, int] | None, context: int | None) -> str:
    if gpu is None:
        return 'no GPU is known here: set vram = "24GB" in config.toml to compare'
    where = f"against {gpu[0]}, {short_bytes(gpu[1])}"
    if context is None:
        return f"{where}; room for a context is not counted, the config does not tell it"
    return f"{where}, with {short_bytes(context)} for a context of {CONTEXT_TOKENS:,} tokens"


def _parameters(info: ModelInfo) -> Iterator[Line]:
    tensors = info.safetensors
    if tensors is not None and tensors.parameters:
        for dtype, count in sorted(tensors.parameters.items(), key=lambda item: -item[1]):
            yield (
                Cell(f"  {pad(dtype, _NAME_WIDTH)}", "key"),
                Cell(f"{short_number(count):>9}  "),
                Cell(f"{count:,}", "dim"),
            )
    total = tensors.total if tensors is not None else info.gguf.total if info.gguf is not None else None
    if total is not None:
        yield (
            Cell(f"  {pad('in all', _NAME_WIDTH)}", "key"),
            Cell(f"{short_number(total):>9}  "),
            Cell(f"{total:,}", "dim"),
        )
    if info.gguf is not None and info.gguf.context_length:
        yield (Cell(f"  {pad('context', _NAME_WIDTH)}", "key"), Cell(f"{info.gguf.context_length:,} tokens"))
    if info.gguf is not None and info.gguf.architecture:
        yield (Cell(f"  {pad('architecture', _NAME_WIDTH)}", "key"), Cell(info.gguf.architecture))


def _tokenizer(config: Any) -> Any:
    return config.get("tokenizer_config") if isinstance(config, Mapping) else None


def _pairs(value: Any, width: int) -> Iterator[Line]:
    """The scalars of an object, and how much is in what is none."""
    if not isinstance(value, Mapping):
        return
    for key, item in value.items():
        if key == "tokenizer_config":
            continue
        words = _words(item)
        room = max(10, width - _NAME_WIDTH - 4)
        yield (
            Cell(f"  {pad(fit_text(clean_line(str(key)), _NAME_WIDTH), _NAME_WIDTH)}", "key"),
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
