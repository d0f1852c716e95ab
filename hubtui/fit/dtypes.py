"""Compute the bytes of weights from the counts of parameters by data type (`safetensors.parameters`).

Sources: the data types of the safetensors format (huggingface/safetensors, `Dtype`), and the Hub's own counting in
huggingface.js, `packages/hub/src/lib/parse-safetensors-metadata.ts`. That counting has two forms. Until 2025 the Hub
counted stored numbers: eight 4-bit weights in an I32 of GPTQ or AWQ are one. Since then it counts the weights that are
packed into them, if the repo has a `quantization_config`. An answer does not say which form it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_BITS = re.compile(r"[A-Z]+(\d{1,3})")
# Integers into which quantised weights are packed: GPTQ, AWQ and compressed-tensors use I32, MLX U32, bitsandbytes
# and MXFP4 U8.
_CONTAINERS = frozenset(("I32", "U32", "U8"))
# A scale (and a zero) for each group of weights: 0.25 bits with 32 weights in MXFP4 (OCP Microscaling Formats 1.0),
# 0.16 with 128 in GPTQ and AWQ.
_SCALE_BITS = 0.25
_QUANTISED_TAGS = frozenset(("gptq", "awq", "bitsandbytes", "compressed-tensors", "auto-round", "mxfp4", "mlx", "hqq"))
_BITS_TAGS = frozenset(f"{bits}-bit" for bits in range(2, 9))
_SIZE_IN_NAME = re.compile(r"(?<![A-Za-z0-9.])(?:(\d{1,3})x)?(\d{1,4}(?:\.\d{1,3})?)([BM])(?![A-Za-z0-9])", re.I)
# Embeddings stay in 16 bits, so stored numbers of a 4-bit model are at most 3/4 of the parameters in its name.
_MIN_SHARE_UNPACKED = 0.78
# At most one in this many numbers may have a type of unknown width.
_MAX_UNREADABLE = 100
# A type with less than one in this many numbers does not decide how many bits a model has.
_SMALL_PART = 10


class Size(NamedTuple):
    """A size in bytes as a lower and an upper bound, which are equal if it is known exactly."""

    low: int
    high: int


class WeightCount(NamedTuple):
    """The size of weights in bytes, and their number."""

    size: Size
    weights: int


def bits_of(dtype: str) -> int:
    """Return the width of a data type in bits: 16 for "BF16", 8 for "F8_E4M3"; 0 if its name does not say."""
    if dtype == "BOOL":
        return 8
    match = _BITS.match(dtype)
    return int(match[1]) if match else 0


def stored_size(parameters: Mapping[str, int]) -> int:
    """Return the bytes of numbers, given their count by data type; types of unknown width are ignored."""
    return sum(count * bits_of(dtype) // 8 for dtype, count in parameters.items())


def packed_bits(tags: Iterable[str], config: Any = None) -> int | None:
    """Return the bits of a weight in a quantised repo, None if nothing says that it is quantised.

    `config` is its config with `quantization_config` if that is known; otherwise the tags decide.
    """
    quantization = config.get("quantization_config") if isinstance(config, Mapping) else None
    if isinstance(quantization, Mapping):
        if quantization.get("load_in_8bit") is True:
            return 8
        bits = quantization.get("bits")
        return bits if type(bits) is int and 1 <= bits <= 8 else 4
    known = set(tags)
    if "mxfp4" in known:  # the Hub also calls it 8-bit, by the type of its containers
        return 4
    if told_bits := sorted(known & _BITS_TAGS):
        return int(told_bits[0][0])
    return 4 if known & _QUANTISED_TAGS else None


def count_weights(parameters: Mapping[str, int], bits: int | None, names: Iterable[str] = ()) -> WeightCount:
    """Return the size and number of weights for counts like `safetensors.parameters`.

    `bits` are those of a packed weight (see `packed_bits`). `names` are the names of the repo and of its base: the
    number in "Qwen3-32B-AWQ" tells which form of counting the Hub used; without one, both bounds are returned. The size
    is 0 if the types do not tell it.
    """
    held = sum(count for dtype, count in parameters.items() if dtype in _CONTAINERS) if bits else 0
    stored = stored_size(parameters)
    total = sum(parameters.values())
    if sum(count for dtype, count in parameters.items() if not bits_of(dtype)) * _MAX_UNREADABLE > total:
        return WeightCount(Size(0, 0), total)
    if not bits or not held:
        return WeightCount(Size(stored, stored), total)
    packed = {dtype: count for dtype, count in parameters.items() if dtype in _CONTAINERS}
    others = {dtype: count for dtype, count in parameters.items() if dtype not in _CONTAINERS}
    unpacked_size = stored_size(others) + int(held * (bits + _SCALE_BITS) / 8)
    weights = sum(others.values()) + sum(count * bits_of(dtype) // bits for dtype, count in packed.items())
    named = next((number for name in names if (number := named_parameters(name))), 0)
    if not named:
        return WeightCount(Size(min(unpacked_size, stored), stored), total)
    if total >= named * _MIN_SHARE_UNPACKED:
        return WeightCount(Size(unpacked_size, unpacked_size), total)
    return WeightCount(Size(stored, stored), weights)


def narrowest_bits(parameters: Mapping[str, int], bits: int | None) -> int:
    """Return the smallest width in bits that a good part of the weights has, 0 if unknown."""
    total = sum(parameters.values())
    parts = [dtype for dtype, count in parameters.items() if count * _SMALL_PART > total]
    widths = [bits if bits and dtype in _CONTAINERS else bits_of(dtype) for dtype in parts]
    return min((width for width in widths if width), default=0)


def named_parameters(name: str) -> int:
    """Return the number of parameters in a repo's name: 32e9 for "Qwen3-32B-AWQ", 56e9 for "8x7B"; else 0."""
    match = _SIZE_IN_NAME.search(name.rpartition("/")[2].replace("_", "-"))
    if not match:
        return 0
    return int(int(match[1] or 1) * float(match[2]) * (10**9 if match[3] in "Bb" else 10**6))
