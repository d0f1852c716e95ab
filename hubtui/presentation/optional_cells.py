"""The cells of columns that are shown only if the user chooses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hubtui.hub.models.rows import SpaceRow
from hubtui.presentation import facts
from hubtui.presentation.dataset import row_category
from hubtui.presentation.fits import size_of_row
from hubtui.presentation.model import size_words
from hubtui.presentation.tags import languages, without_prefix
from hubtui.presentation.values import UNKNOWN, number, state, word
from hubtui.text.columns import Cell
from hubtui.text.humanize import short_bytes, short_number

if TYPE_CHECKING:
    from hubtui.hub.models.rows import ModelRow, Row

_METHODS = ("gptq", "awq", "aqlm", "bitsandbytes", "compressed-tensors", "exl2", "fp8", "hqq", "mlx", "mxfp4")
_RELATIONS = frozenset(("quantized", "adapter", "merge", "finetune"))
_SHORT_COMMIT = 7
_K, _M = 1 << 10, 1 << 20


def bytes_of_model(row: ModelRow) -> int | None:
    """Return the size of a model's weights in bytes, or its upper bound; None if it is not known."""
    return size_of_row(row).high or row.gguf_bytes


def bases_of(row: ModelRow) -> list[str]:
    """Return the ids of the base models of a model, each once."""
    bases = (base.split(":", 1) for base in without_prefix(row.tags, "base_model:"))
    return list(dict.fromkeys(base[1] if base[0] in _RELATIONS and len(base) > 1 else ":".join(base) for base in bases))


def more_of(row: Row, name: str) -> str | int | None:
    """Return a value that was requested for a column, or None if the Hub did not send it."""
    return row.more.get(name) if row.more else None


def _words(read: Callable[[Any], str | None]) -> Callable[[Any, datetime], Cell]:
    return lambda row, _now: word(read(row), "dim")


def _first(read: Callable[[Any], list[str]]) -> Callable[[Any, datetime], Cell]:
    """Return a function that makes a cell of the first of several words and the number of others."""
    return lambda row, _now: word(facts.first_of(read(row), 1, " "), "dim")


def _tags(prefix: str) -> Callable[[Any, datetime], Cell]:
    return _first(lambda row: without_prefix(row.tags, prefix))


def _more_number(name: str) -> Callable[[Any, datetime], Cell]:
    return lambda row, _now: number(_whole(more_of(row, name)))


def _more_word(name: str) -> Callable[[Any, datetime], Cell]:
    return lambda row, _now: word(str(more_of(row, name) or ""), "dim")


def _whole(value: str | int | None) -> int | None:
    return value if isinstance(value, int) else None


def _size(row: ModelRow, _now: datetime) -> Cell:
    words = size_words(row) or (short_bytes(row.gguf_bytes) if row.gguf_bytes else "")
    # The upper of two bounds: users want to know whether they have room for it.
    return Cell(words.rpartition(" to ")[2]) if words else UNKNOWN


def _context(row: ModelRow, _now: datetime) -> Cell:
    tokens = row.context_length
    if tokens is None or tokens <= 0:
        return UNKNOWN
    for unit, letter in ((_M, "M"), (_K, "K")):
        if tokens % unit == 0:
            return Cell(f"{tokens // unit}{letter}")
    return Cell(short_number(tokens))


def _quantisation(row: ModelRow, _now: datetime) -> Cell:
    if len(row.quants) > 1:
        return Cell(f"{row.quants[0]} to {row.quants[-1]}", "dim")
    if row.quants:
        return Cell(row.quants[0], "dim")
    tags = set(row.tags)
    method = next((name for name in _METHODS if name in tags), "gguf" if "gguf" in tags else "")
    bits = next((tag for tag in ("2-bit", "3-bit", "4-bit", "8-bit") if tag in tags), "")
    return word(" ".join(filter(None, (method, bits))), "dim")


def _dtype(row: ModelRow, _now: datetime) -> Cell:
    counts = row.parameters or {}
    return word(facts.first_of(sorted(counts, key=counts.__getitem__, reverse=True), 1, " "), "dim")


def _storage(row: Row, _now: datetime) -> Cell:
    size = _whole(more_of(row, "storage"))
    return UNKNOWN if size is None else Cell(short_bytes(size))


def _commit(row: Row, _now: datetime) -> Cell:
    return word(str(more_of(row, "commit") or "")[:_SHORT_COMMIT], "dim")


def _access(row: Any, _now: datetime) -> Cell:
    if row.private:
        return state("private")
    if row.gated:
        return state("by hand" if row.gated == "manual" else "gated")
    return UNKNOWN if row.gated is None else Cell("open", "dim")


def _used_datasets(row: Row) -> list[str]:
    """Return the datasets that a Space uses, or those that a model was trained on."""
    return row.datasets if isinstance(row, SpaceRow) else without_prefix(row.tags, "dataset:")


CELLS: Mapping[str, Callable[[Any, datetime], Cell]] = {
    "author": _words(lambda row: row.author),
    "licence": _words(facts.licence),
    "languages": _first(lambda row: languages(row.tags)),
    "access": _access,
    "papers": _tags("arxiv:"),
    "trending": lambda row, _now: number(row.trending_score),
    "storage": _storage,
    "files": _more_number("files"),
    "commit": _commit,
    "downloads_all": _more_number("downloads_all"),
    # of models
    "weights": _size,
    "context": _context,
    "quantisation": _quantisation,
    "dtype": _dtype,
    "base": _first(bases_of),
    "library": _words(lambda row: row.library_name),
    "architecture": _more_word("architecture"),
    "inference": _more_word("inference"),
    "derived": _more_number("derived"),
    "spaces": _more_number("spaces"),
    "datasets": _first(_used_datasets),
    # of datasets
    "rows": _words(row_category),
    "formats": _tags("format:"),
    "modalities": _tags("modality:"),
    "description": _words(lambda row: row.description),
    # of Spaces
    "models": _first(lambda row: row.models),
    "region": _more_word("region"),
}
