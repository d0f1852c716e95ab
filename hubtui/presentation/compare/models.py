"""The values of models in a comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.fit.context import longest_context
from hubtui.fit.model import ModelFacts, counts_of, quant_sizes, verdicts_of
from hubtui.fit.quants import quants_in
from hubtui.presentation.compare.repo import (
    CONFIG,
    INFO,
    LOADING,
    MAX_NUMBER,
    MORE,
    QUANTS,
    UNKNOWN,
    ComparedRepo,
    Value,
    list_value,
    number_value,
    of_row,
    text_value,
)
from hubtui.presentation.fits import facts_of_row, verdict_cell
from hubtui.presentation.model import parameter_count
from hubtui.presentation.optional_cells import bases_of
from hubtui.presentation.quants import method_of, methods_words
from hubtui.text.humanize import short_bytes, short_number

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.repo import ModelInfo
    from hubtui.hub.models.rows import ModelRow

LOOKED_AT = 100
"""How many of the models that were quantized from one are requested, to count them by method."""


def parameters(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the number of parameters."""

    def read(row: ModelRow) -> Value:
        count = parameter_count(row) or _gguf_total(repo)
        weights = counts_of(facts_of_row(row)).weights
        if count and weights > count:
            # The Hub counts stored numbers, and one of them may hold several quantized weights.
            return Value(f"about {short_number(weights)}", "", weights, f"{short_number(count)} numbers are stored")
        # For a GGUF repo only the info has the number, not the row of a listing.
        return number_value(count) if count else repo.of(INFO, lambda _: UNKNOWN)

    return repo.of_row(read)


def dtype(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the data types of the parameters, the most frequent first."""

    def read(row: ModelRow) -> Value:
        known = row.parameters or {}
        if known:
            return list_value(sorted(known, key=known.__getitem__, reverse=True))
        return text_value("GGUF") if "gguf" in row.tags else repo.of(INFO, lambda _: UNKNOWN)

    return repo.of_row(read)


def size(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the size of the weights in bytes; for a GGUF repo the smallest and the largest quant."""
    facts = facts_of(repo)
    if facts is None:
        return repo.of(INFO, lambda _: UNKNOWN)
    low, high = counts_of(facts).size
    if facts.is_gguf:
        sizes = quant_sizes(facts)
        low, high = min(sizes.values(), default=0), max(sizes.values(), default=0)
    if not high:
        return repo.of(INFO, lambda _: UNKNOWN)
    about = "about " if facts.is_gguf else ""
    words = short_bytes(high) if low == high else f"{short_bytes(low)} to {short_bytes(high)}"
    return Value(about + words, "", high if low == high else [low, high])


def fits(repo: ComparedRepo, budget: Budget | None) -> Value:
    """Return whether the model fits into the memory."""
    facts = facts_of(repo)
    if facts is None or (facts.is_gguf and repo.is_pending(INFO)):
        return repo.of(INFO, lambda _: UNKNOWN)
    if budget is None:
        return Value("unknown", "unknown", None, "the memory that it has to fit into is not known")
    verdicts = verdicts_of(facts, budget)
    text, role = verdict_cell(verdicts)
    fewer_bits = f"; at 8 bits {verdicts.at_8_bits.value}, at 4 bits {verdicts.at_4_bits.value}"
    reason = verdicts.reason or f"the memory is {short_bytes(budget.memory)}{'' if facts.is_gguf else fewer_bits}"
    return Value(text, role, text, reason)


task = of_row(lambda row: text_value(row.pipeline_tag))
library = of_row(lambda row: text_value(row.library_name))


def context(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the longest context in tokens, from the config or the GGUF files."""
    gguf = _info(repo).gguf if repo.info is not None else None
    if gguf is not None and gguf.context_length:
        return Value(f"{gguf.context_length:,}", "", gguf.context_length)

    def read(config: Any) -> Value:
        tokens = longest_context(config)
        return Value(f"{tokens:,}", "", tokens) if tokens else UNKNOWN

    return repo.of(CONFIG, read)


def architecture(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the name of the architecture."""

    def read(info: ModelInfo) -> Value:
        config = info.config if isinstance(info.config, Mapping) else {}
        names = config.get("architectures")
        first = names[0] if isinstance(names, list) and names else config.get("model_type")
        if isinstance(first, str) and first:
            return text_value(first)
        return text_value(info.gguf.architecture if info.gguf is not None else None)

    return repo.of(INFO, read)


base_model = of_row(lambda row: list_value(bases_of(row)))


def quants(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the GGUF quants in the repo, or else how many models were quantized from it, by method."""
    own = quants_in(repo.info.file_names) if repo.info is not None else ()
    if own:
        first_and_last = f"{own[0]} to {own[-1]}" if len(own) > 1 else own[0]
        return Value(f"{len(own):,} here: {first_and_last}", "", list(own))

    def read_more(info: ModelInfo) -> Value:
        counts = info.children_model_count
        number = counts.get("quantized") if isinstance(counts, Mapping) else None
        return _children(repo, number) if type(number) is int and 0 <= number < MAX_NUMBER else UNKNOWN

    return repo.of(MORE, read_more)


def _children(repo: ComparedRepo, number: int) -> Value:
    if not number:
        return Value("0", "", 0)

    def read(rows: list[ModelRow]) -> Value:
        methods = methods_words([method_of(row.id, row.tags, row.library_name) for row in rows])
        first = f" (the {len(rows):,} most downloaded)" if LOOKED_AT <= len(rows) < number else ""
        return Value(f"{number:,}: {methods}{first}", "", number)

    found = repo.of(QUANTS, read)
    return Value(f"{number:,}", "", number) if found is LOADING or found is UNKNOWN else found


def downloads_of_all_time(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the downloads of all time."""
    return repo.of(MORE, lambda info: number_value(info.downloads_all_time))


def facts_of(repo: ComparedRepo) -> ModelFacts | None:
    """Return the known facts about the size of a compared model, or None."""
    if repo.row is None:
        return None
    row: ModelRow = repo.row  # type: ignore[assignment]  # models are compared
    facts = facts_of_row(row)
    if repo.info is None:
        return facts
    info = _info(repo)
    config = repo.answers.get(CONFIG) or info.config
    total = facts.total or _gguf_total(repo) or 0
    return replace(facts, quants=quants_in(info.file_names) or facts.quants, total=total, config=config)


def _info(repo: ComparedRepo) -> ModelInfo:
    return repo.info  # type: ignore[return-value]  # models are compared


def _gguf_total(repo: ComparedRepo) -> int | None:
    gguf = _info(repo).gguf if repo.info is not None else None
    return gguf.total if gguf is not None else None
