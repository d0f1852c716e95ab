"""Compute whether a model fits into a memory budget, from the facts that the Hub has about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hubtui.fit.context import cache_bytes, typical_cache_bytes
from hubtui.fit.dtypes import Size, WeightCount, count_weights, named_parameters, narrowest_bits, packed_bits
from hubtui.fit.quants import bits_of_quant, quant_size
from hubtui.fit.verdict import Budget, Verdict, judge, needs_several

NO_SIZE = "the Hub tells no size"
OTHER_QUANTS = "its smaller quants are not listed"
ADAPTER = "an adapter needs its base model too"
UNCLEAR = "the Hub does not tell how its weights are packed"
# The quants whose size is meant by "8 bits" and "4 bits".
_STANDARDS = {8: "Q8_0", 4: "Q4_K_M"}
_WIDEST_BITS = 32
_GENERATES = frozenset(("text-generation", "text2text-generation", "any-to-any", "summarization", "translation"))
_READS_MORE = "-text-to-text"  # images, sound, video: "image-text-to-text"
_BASE_TAG = "base_model:adapter:"
_ADAPTER_TAGS = frozenset(("lora", "adapter", "peft"))


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The facts about a model that its size depends on.

    `parameters` are counts by data type (`safetensors.parameters`), `total` is their sum. `quants` are the names of its
    GGUF quants, `quant_bytes` the size of one of them (`gguf.totalFileSize`). `files` are the bytes of loadable weights
    by name ("Q4_K_M", "safetensors"), if the files are known. `config` is config.json; `base` is the model that an
    adapter changes.
    """

    repo_id: str
    tags: Sequence[str] = ()
    task: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    quants: Sequence[str] = ()
    quant_bytes: int = 0
    files: Mapping[str, int] = field(default_factory=dict)
    config: Any = None
    base: ModelFacts | None = None

    @property
    def is_gguf(self) -> bool:
        """Whether it is a repo of GGUF files."""
        return "gguf" in self.tags and not self.parameters

    @property
    def is_adapter(self) -> bool:
        """Whether the repo holds only an adapter for another model.

        A merged model has the same tags, but as many weights as its name says.
        """
        if not any(tag in _ADAPTER_TAGS or tag.startswith(_BASE_TAG) for tag in self.tags):
            return False
        named = named_parameters(self.repo_id) or named_parameters(base_of(self.tags))
        return not named or max(sum(self.parameters.values()), self.total) < named / 2


class Verdicts(NamedTuple):
    """Whether a model fits: as it is, at 8 and at 4 bits.

    `quant` is the GGUF quant that `as_is` is about: the largest that fits, else the smallest. `cache` are the bytes of
    the context; `is_estimate` if the config does not tell them. `reason` says why `as_is` is unknown. `devices` is the
    number of devices that the model is spread over.
    """

    as_is: Verdict
    at_8_bits: Verdict = Verdict.UNKNOWN
    at_4_bits: Verdict = Verdict.UNKNOWN
    quant: str = ""
    cache: int = 0
    is_estimate: bool = False
    reason: str = ""
    devices: int = 1


class Sizes(NamedTuple):
    """The bytes of a model's weights as they are, at 8 and at 4 bits; None if unknown."""

    as_is: Size | None
    at_8_bits: Size | None
    at_4_bits: Size | None


def base_of(tags: Sequence[str]) -> str:
    """Return the id of the base model of an adapter, "" if the tags name none."""
    return next((tag.removeprefix(_BASE_TAG) for tag in tags if tag.startswith(_BASE_TAG)), "")


def verdicts_of(facts: ModelFacts, budget: Budget) -> Verdicts:
    """Return whether a model fits into a budget.

    All experts of a mixture count, because any may be needed for the next token.
    """
    if facts.is_adapter and facts.base is None:
        return Verdicts(Verdict.UNKNOWN, reason=ADAPTER)
    cache, is_estimate = _cache(facts.base or facts, budget)
    sizes = sizes_of(facts)
    at_8_bits, at_4_bits = judge(sizes.at_8_bits, cache, budget), judge(sizes.at_4_bits, cache, budget)
    if facts.is_gguf:
        as_is, quant, reason = _of_quants(facts, cache, budget)
    else:
        as_is, quant, reason = judge(sizes.as_is, cache, budget), "", UNCLEAR if sizes.as_is else NO_SIZE
    reason = reason if as_is is Verdict.UNKNOWN else ""
    size = quant_sizes(facts).get(quant, facts.quant_bytes) if facts.is_gguf else 0
    fitting = Size(size, size) if size else sizes.as_is
    is_spread = as_is is Verdict.FITS and fitting is not None and needs_several(fitting, cache, budget)
    devices = budget.devices if is_spread else 1
    return Verdicts(as_is, at_8_bits, at_4_bits, quant, cache, is_estimate, reason, devices)


def sizes_of(facts: ModelFacts) -> Sizes:
    """Return the sizes of a model's weights; for an adapter including its base model.

    Weights that already have fewer bits are not made larger.
    """
    counts = counts_of(facts)
    size = max(facts.files.values(), default=0)
    as_is = Size(size, size) if size else counts.size if counts.size.high else None
    if facts.is_adapter:
        base = sizes_of(facts.base) if facts.base is not None else Sizes(None, None, None)
        return Sizes(*(_sum(one, as_is) for one in base))
    return Sizes(as_is, _at_bits(facts, counts.weights, as_is, 8), _at_bits(facts, counts.weights, as_is, 4))


def counts_of(facts: ModelFacts) -> WeightCount:
    """Return the size and number of the weights by the Hub's counts; the size is 0 if they do not tell it."""
    if not facts.parameters:
        return WeightCount(Size(0, 0), facts.total)
    names = (facts.repo_id, *(tag for tag in facts.tags if tag.startswith("base_model:")))
    return count_weights(facts.parameters, packed_bits(facts.tags, facts.config), names)


def quant_sizes(facts: ModelFacts) -> dict[str, int]:
    """Return the bytes of each quant: of its files if they are known, else an estimate from its name."""
    if facts.files:
        return dict(facts.files)
    sizes = {quant: quant_size(quant, facts.total) for quant in facts.quants}
    return {quant: size for quant, size in sizes.items() if size}


def _sum(one: Size | None, other: Size | None) -> Size | None:
    return Size(one.low + other.low, one.high + other.high) if one and other else None


def _at_bits(facts: ModelFacts, weights: int, as_is: Size | None, bits: int) -> Size | None:
    """Return the size of the weights at `bits` bits each, None if unknown."""
    share = bits_of_quant(_STANDARDS[bits])
    if weights and (facts.is_gguf or as_is is None):
        return Size(int(weights * share / 8), int(weights * share / 8))
    if as_is is None:
        return None
    if not weights:  # files of an unknown data type
        return Size(int(as_is.low * share / _WIDEST_BITS), as_is.high)
    if narrowest_bits(facts.parameters, packed_bits(facts.tags, facts.config)) <= bits:
        return as_is
    size = int(weights * share / 8)
    return Size(min(size, as_is.low), min(size, as_is.high))


def _cache(facts: ModelFacts, budget: Budget) -> tuple[int, bool]:
    """Return the bytes of the context, and whether they are an estimate."""
    known = cache_bytes(facts.config, budget.tokens)
    if known is not None:
        return known, False
    if _generates(facts):
        return typical_cache_bytes(counts_of(facts).weights, budget.tokens), True
    return 0, False


def _generates(facts: ModelFacts) -> bool:
    if facts.task:
        return facts.task in _GENERATES or facts.task.endswith(_READS_MORE)
    return "conversational" in facts.tags or facts.is_gguf


def _of_quants(facts: ModelFacts, cache: int, budget: Budget) -> tuple[Verdict, str, str]:
    """Return the verdict for the best quant, its name, and the reason if the verdict is unknown."""
    sizes = quant_sizes(facts)
    if not sizes:
        # The size of one quant is known. If it is too large, a smaller one may still fit.
        found = judge(Size(facts.quant_bytes, facts.quant_bytes), cache, budget)
        is_unknown = found is Verdict.TOO_LARGE
        return (Verdict.UNKNOWN if is_unknown else found), "", OTHER_QUANTS if is_unknown else NO_SIZE
    judged = [(size, quant, judge(Size(size, size), cache, budget)) for quant, size in sizes.items()]
    fitting = [one for one in judged if one[2] is Verdict.FITS]
    _, quant, verdict = max(fitting) if fitting else min(judged)
    return verdict, quant, NO_SIZE
