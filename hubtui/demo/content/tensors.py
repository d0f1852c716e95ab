"""The tensors of a model, to the parameter, and the safetensors files that hold them."""

import json
import math
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from hubtui.demo.content.blobs import Blob, padded

BYTES_OF = {"F32": 4, "F16": 2, "BF16": 2, "I32": 4, "U32": 4, "U8": 1, "F8_E4M3": 1}
SHARD_BYTES = 5_000_000_000
_LAYER_PARAMETERS = 250_000_000
_MOST_LAYERS = 128


class Tensor(NamedTuple):
    """A tensor as a safetensors header tells of it."""

    name: str
    dtype: str
    shape: tuple[int, ...]

    @property
    def parameters(self) -> int:
        return math.prod(self.shape)

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.parameters * BYTES_OF[self.dtype]


def dimensions(parameters: int) -> tuple[int, int]:
    """The number of layers and the hidden size of a transformer with about so many parameters."""
    layers = min(_MOST_LAYERS, max(2, parameters // _LAYER_PARAMETERS))
    hidden = math.isqrt(parameters // (12 * layers))
    step = 256 if hidden >= 256 else 8 if hidden >= 8 else 1
    return layers, max(1, hidden // step * step)


@lru_cache(maxsize=1024)
def transformer(parameters: int, dtype: str) -> tuple[Tensor, ...]:
    """The tensors of a transformer with exactly so many parameters, in the order of their names."""
    layers, hidden = dimensions(parameters)
    found = []
    for layer in range(layers):
        start = f"model.layers.{layer}"
        found += [
            Tensor(f"{start}.mlp.down_proj.weight", dtype, (hidden, 4 * hidden)),
            Tensor(f"{start}.mlp.up_proj.weight", dtype, (4 * hidden, hidden)),
            Tensor(f"{start}.self_attn.o_proj.weight", dtype, (hidden, hidden)),
            Tensor(f"{start}.self_attn.qkv_proj.weight", dtype, (3 * hidden, hidden)),
        ]
    return (*found, *rest_of("model", parameters - layers * 12 * hidden * hidden, hidden, dtype))


def rest_of(start: str, parameters: int, width: int, dtype: str) -> list[Tensor]:
    """An embedding of this width, and a norm for the parameters that are left over."""
    rows, left = divmod(parameters, width)
    found = [Tensor(f"{start}.embed_tokens.weight", dtype, (rows, width))] if rows else []
    return found + ([Tensor(f"{start}.norm.weight", dtype, (left,))] if left else [])


def in_shards(tensors: Sequence[Tensor]) -> list[list[Tensor]]:
    """The tensors in the shards that a library would save them in."""
    shards: list[list[Tensor]] = [[]]
    filled = 0
    for tensor in tensors:
        if filled + tensor.size > SHARD_BYTES and shards[-1]:
            shards.append([])
            filled = 0
        shards[-1].append(tensor)
        filled += tensor.size
    return shards


def header(tensors: Iterable[Tensor]) -> bytes:
    """The beginning of a safetensors file: its length in eight bytes, then JSON."""
    told: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for tensor in tensors:
        start, end = end, end + tensor.size
        told[tensor.name] = {"dtype": tensor.dtype, "shape": tensor.shape, "data_offsets": (start, end)}
    text = json.dumps(told, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text


def safetensors_file(tensors: Sequence[Tensor], seed: str) -> Blob:
    """A whole safetensors file, its numbers being noise."""
    head = header(tensors)
    return padded(head, seed, len(head) + sum(tensor.size for tensor in tensors))


def index_of(shards: dict[str, tuple[Tensor, ...]]) -> dict[str, object]:
    """The index of the shards by their paths."""
    total = sum(tensor.size for tensors in shards.values() for tensor in tensors)
    places = {tensor.name: path for path, tensors in shards.items() for tensor in tensors}
    return {"metadata": {"total_size": total}, "weight_map": places}
