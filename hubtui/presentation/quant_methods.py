"""Recognise the quantization method of a model (GGUF, AWQ, GPTQ, MLX …) by its library, tags and name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORDS = {
    "GGUF": ("gguf",),
    "AWQ": ("awq", "autoawq"),
    "GPTQ": ("gptq", "gptqmodel"),
    "MLX": ("mlx",),
    "FP8": ("fp8",),
    "NVFP4": ("nvfp4", "fp4"),
    "MXFP4": ("mxfp4",),
    "bitsandbytes": ("bitsandbytes", "bnb"),
    "EXL3": ("exl3",),
    "EXL2": ("exl2", "exllamav2"),
    "AutoRound": ("auto-round", "autoround"),
    "HQQ": ("hqq",),
    "AQLM": ("aqlm",),
    "OpenVINO": ("openvino",),
    "ONNX": ("onnx",),
    "compressed-tensors": ("compressed-tensors",),
}
OTHER = "other"
METHODS = (*_WORDS, OTHER)
"""All methods, in the order of their groups."""
_METHOD_OF = {word: method for method, words in _WORDS.items() for word in words}
_SPLIT = re.compile(r"[^a-z0-9]+")


def method_of(repo_id: str, tags: Iterable[str] = (), library: str | None = None) -> str:
    """Return the method by which a model was quantized, or OTHER if it is not known."""
    if method := _METHOD_OF.get((library or "").lower()):
        return method
    # The name is more reliable than tags: a repo with files of several methods has the tags of all of them.
    for words in (_SPLIT.split(repo_id.rpartition("/")[2].lower()), [tag.lower() for tag in tags]):
        found = {_METHOD_OF[word] for word in words if word in _METHOD_OF}
        if found:
            return min(found, key=METHODS.index)
    return OTHER


def methods_words(methods: Sequence[str]) -> str:
    """Return the number of models of each method: "12 GGUF, 3 AWQ"."""
    counts = Counter(methods)
    return ", ".join(f"{counts[method]:,} {method}" for method in METHODS if counts[method])
