"""Parse the header of a safetensors file: a length of 8 bytes, then JSON that describes every tensor."""

import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from hubtui.formats.reading import BadHeader

# The safetensors library refuses longer headers.
_MAX_HEADER_LENGTH = 100_000_000
_MAX_DIMENSION, _MAX_DIMENSIONS = 1 << 53, 32
_METADATA = "__metadata__"
_LENGTH_BYTES = 8
_BLANKS = " \t\n\r"


class Tensor(NamedTuple):
    """A tensor: its name, its dtype as in the file ("BF16"), its shape."""

    name: str
    dtype: str
    shape: tuple[int, ...]

    @property
    def parameters(self) -> int:
        """The number of parameters."""
        return math.prod(self.shape)


class Safetensors(NamedTuple):
    """The tensors in the order of the header, its metadata, and its `length` in bytes.

    `is_complete` is False if only the beginning of the header was read.
    """

    tensors: tuple[Tensor, ...]
    metadata: dict[str, str]
    length: int
    is_complete: bool


def read_safetensors(start: bytes) -> Safetensors:
    """Parse the first bytes of a safetensors file; of a longer header only the tensors in these bytes.

    Raises:
        BadHeader: The bytes are no header.
    """
    if len(start) < _LENGTH_BYTES:
        raise BadHeader("the file is too short for a safetensors header")
    length = int.from_bytes(start[:_LENGTH_BYTES], "little")
    if not 2 <= length <= _MAX_HEADER_LENGTH:
        raise BadHeader(f"a safetensors header cannot be {length:,} bytes long")
    text = start[_LENGTH_BYTES : _LENGTH_BYTES + length].decode("utf-8", "replace")
    if not text.startswith("{"):
        raise BadHeader("the safetensors header is no JSON")
    is_complete = len(start) >= _LENGTH_BYTES + length
    tensors: list[Tensor] = []
    metadata: dict[str, str] = {}
    for name, value in _members(text):
        if name == _METADATA:
            metadata = _texts(value)
        elif (tensor := _tensor(name, value)) is not None:
            tensors.append(tensor)
    if is_complete and not tensors and text.strip(_BLANKS) != "{}" and not metadata:
        raise BadHeader("the safetensors header names no tensors")
    return Safetensors(tuple(tensors), metadata, length, is_complete)


def _members(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the members of a JSON object until it ends, is cut off, or is invalid."""
    decoder = json.JSONDecoder()
    at = 1
    try:
        while True:
            name, at = decoder.raw_decode(text, _next(text, at, ","))
            at = _next(text, at, "")
            if not isinstance(name, str) or text[at : at + 1] != ":":
                return
            value, at = decoder.raw_decode(text, _next(text, at + 1, ""))
            yield name, value
    except (ValueError, RecursionError):
        return


def _next(text: str, at: int, skipped: str) -> int:
    while at < len(text) and text[at] in _BLANKS + skipped:
        at += 1
    return at


def _texts(value: Any) -> dict[str, str]:
    return {name: one for name, one in value.items() if isinstance(one, str)} if isinstance(value, dict) else {}


def _tensor(name: str, value: Any) -> Tensor | None:
    """Return a tensor, or None for a value that describes none."""
    if not isinstance(value, dict) or not isinstance(dtype := value.get("dtype"), str):
        return None
    shape = value.get("shape")
    if not isinstance(shape, list) or len(shape) > _MAX_DIMENSIONS:
        return None
    if not all(type(one) is int and 0 <= one <= _MAX_DIMENSION for one in shape):
        return None
    return Tensor(name, dtype, tuple(shape))
