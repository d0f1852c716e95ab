"""The memory of a context (keys and values of every token), computed from a transformers config.

Sources:
    Multi-head attention: W. Kwon et al., "Efficient Memory Management for Large Language Model Serving with
        PagedAttention", SOSP 2023, section 3: 2 (key and value) x hidden size x layers x bytes of a number.
    Grouped-query attention: J. Ainslie et al., "GQA", EMNLP 2023: heads of keys and values instead of all heads.
    Latent attention: DeepSeek-AI, "DeepSeek-V2", 2024, section 2.1: one vector of kv_lora_rank + qk_rope_head_dim.
    Sliding windows: A. Q. Jiang et al., "Mistral 7B", 2023, section 2 (rolling buffer cache); Gemma Team, "Gemma 3
        Technical Report", 2025, section 2 (every sixth layer sees all). Names of fields: transformers,
        `configuration_*`.

The state of linear attention and of Mamba does not grow with the context and is some megabytes, so it is ignored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

DEFAULT_TOKENS = 8192
_BYTES = 2  # a key or a value has 16 bits
_MAX_COUNT = 10**9
_INNER = ("text_config", "llm_config", "language_config", "thinker_config")
_LAYERS = ("num_hidden_layers", "n_layer", "n_layers", "num_layers", "decoder_layers")
_HEADS = ("num_attention_heads", "n_head", "n_heads", "num_heads", "decoder_attention_heads")
_HIDDEN = ("hidden_size", "n_embd", "d_model")
_KEY_HEADS = ("num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num")
_HEAD_SIZE = ("head_dim", "kv_channels", "attention_head_dim", "d_kv")
_MAX_TOKENS_FIELDS = ("max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "max_target_positions")
# Suffixes of architectures that generate text; others (BERT, embeddings, vision) have no cache.
_GENERATORS = ("CausalLM", "ConditionalGeneration", "LMHeadModel")
_FULL = ("full_attention", "attention", "global", "hybrid")
_EVERY_SECOND = ("gemma2",)
# A generous estimate for grouped-query attention: 48 KiB a token at 1B, 136 KiB at 8B (Llama 3.1 8B has 128), 402 KiB
# at 70B (Llama 3.1 70B has 320), and no more than 512 KiB (Llama 3.1 405B has 504, DeepSeek-V3 69).
_TYPICAL_BYTES, _MAX_TYPICAL_BYTES = 48 << 10, 512 << 10


def cache_bytes(config: Any, tokens: int = DEFAULT_TOKENS) -> int | None:
    """Return the bytes that a context of this many tokens takes; None if the config does not say.

    The context is limited to what the model allows. A model that does not generate text needs no cache.
    """
    if not isinstance(config, Mapping):
        return None
    names = config.get("architectures")
    inner = _text_config(config)
    layers = _count(inner, *_LAYERS)
    number = _numbers_of_a_layer(inner)
    if not layers or not number:
        return None
    if isinstance(names, list) and names and not any(_generates(name) for name in names):
        return 0
    tokens = min(tokens, longest_context(config) or tokens)
    return number * _BYTES * sum(count * min(tokens, seen or tokens) for count, seen in _layer_groups(inner, layers))


def longest_context(config: Any) -> int | None:
    """Return the largest number of tokens that a model takes according to its config, or None."""
    return (_count(_text_config(config), *_MAX_TOKENS_FIELDS) or None) if isinstance(config, Mapping) else None


def typical_cache_bytes(weights: int, tokens: int = DEFAULT_TOKENS) -> int:
    """Return an estimate of a context's bytes for a model of this many weights, without its config."""
    a_token = min(int(_TYPICAL_BYTES * sqrt(max(0, weights) / 1e9)), _MAX_TYPICAL_BYTES)
    return a_token * tokens


def _text_config(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the part of a config that is about text: multimodal models have one for each modality."""
    for _ in range(3):
        found = next((config[name] for name in _INNER if isinstance(config.get(name), Mapping)), None)
        if found is None:
            break
        config = found
    return config


def _generates(architecture: Any) -> bool:
    return isinstance(architecture, str) and architecture.endswith(_GENERATORS)


def _numbers_of_a_layer(config: Mapping[str, Any]) -> int:
    """Return how many numbers a layer stores for each token, 0 if the config does not say."""
    if latent := _count(config, "kv_lora_rank"):
        return latent + _count(config, "qk_rope_head_dim")
    heads, hidden = _count(config, *_HEADS), _count(config, *_HIDDEN)
    size = _count(config, *_HEAD_SIZE) or (hidden // heads if heads else 0)
    return 2 * _key_heads(config, heads) * size


def _key_heads(config: Mapping[str, Any], heads: int) -> int:
    attention = config.get("attn_config")
    inner = _count(attention, "kv_n_heads") if isinstance(attention, Mapping) else 0
    if found := inner or _count(config, *_KEY_HEADS):
        return found
    one = config.get("multi_query") is True and config.get("new_decoder_architecture") is not True
    return 1 if one else heads


def _layer_groups(config: Mapping[str, Any], layers: int) -> Iterator[tuple[int, int]]:
    """Yield (number of layers, how many tokens back they see), with 0 for all tokens."""
    layers = max(0, layers - _count(config, "num_kv_shared_layers"))  # these share the keys of other layers
    types = config.get("layer_types")
    if isinstance(types, list) and types:
        for kind in types[:layers]:
            yield from _one_layer(config, kind)
        return
    full = _full_layers(config, layers)
    yield (full, 0)
    if window := _window(config):
        yield (layers - full, window)


def _one_layer(config: Mapping[str, Any], kind: Any) -> Iterator[tuple[int, int]]:
    if kind in _FULL:
        yield (1, 0)
    elif kind == "sliding_attention":
        yield (1, _count(config, "sliding_window"))
    elif kind == "chunked_attention":
        yield (1, _count(config, "attention_chunk_size"))


def _window(config: Mapping[str, Any]) -> int:
    return 0 if config.get("use_sliding_window") is False else _count(config, "sliding_window")


def _full_layers(config: Mapping[str, Any], layers: int) -> int:
    """Return how many layers see all tokens, for a config without a list of layer types."""
    if every := _count(config, "full_attention_interval", "attn_layer_period"):
        return layers // every
    if isinstance(chosen := config.get("attn_layer_indices"), list):
        return min(layers, len(chosen))
    if not _window(config):
        return layers
    if every := _count(config, "sliding_window_pattern"):
        return layers // every
    if config.get("model_type") in _EVERY_SECOND:
        return layers // 2
    return min(layers, _count(config, "max_window_layers")) if config.get("use_sliding_window") is True else 0


def _count(config: Mapping[str, Any], *names: str) -> int:
    """Return the first of these fields that is a sensible number, else 0."""
    found = (config.get(name) for name in names)
    return next((value for value in found if type(value) is int and 0 < value < _MAX_COUNT), 0)
