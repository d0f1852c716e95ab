"""Whether weights fit into the memory of this machine's GPUs, with room for a context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CONTEXT_TOKENS = 8192
_CACHE_BYTES = 2  # of a key or a value in the cache
_OVERHEAD = 1.05  # what a runtime takes besides
_TIGHT = 0.90


@dataclass(frozen=True, slots=True)
class Fit:
    """`word` is "fits", "tight", "no" or "unknown"; `context` the bytes that a context of CONTEXT_TOKENS takes, None
    where the config does not tell."""

    word: str
    context: int | None


def context_bytes(config: Any, tokens: int = CONTEXT_TOKENS) -> int | None:
    """What the keys and values of so many tokens take, by a transformers config; None where it does not say."""
    if not isinstance(config, Mapping):
        return None
    for name in ("text_config", "llm_config"):
        if isinstance(inner := config.get(name), Mapping):
            config = inner
    layers = _count(config, "num_hidden_layers", "n_layer", "num_layers")
    heads = _count(config, "num_attention_heads", "n_head")
    hidden = _count(config, "hidden_size", "n_embd", "d_model")
    keys = _count(config, "num_key_value_heads") or heads
    head = _count(config, "head_dim") or (hidden // heads if hidden and heads else 0)
    if not (layers and keys and head):
        return None
    return 2 * layers * keys * head * _CACHE_BYTES * tokens


def fit(size: int, memory: int | None, config: Any) -> Fit:
    """Whether `size` bytes of weights fit into `memory` bytes."""
    context = context_bytes(config)
    if memory is None or not size:
        return Fit("unknown", context)
    needed = size * _OVERHEAD + (context or 0)
    if needed <= memory * _TIGHT:
        return Fit("fits", context)
    return Fit("tight" if needed <= memory else "no", context)


def _count(config: Mapping[str, Any], *names: str) -> int:
    found = (config.get(name) for name in names)
    return next((value for value in found if type(value) is int and 0 < value < 10**9), 0)
