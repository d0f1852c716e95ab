"""GGUF files: a real header (version 3), then each tensor in the bytes that its quantisation takes."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from hubtui.demo.content.blobs import Blob, padded
from hubtui.demo.content.tensors import Tensor

ALIGNMENT = 32
_UINT32, _STRING = 4, 8


class BlockType(NamedTuple):
    """A type of GGML: its number, and how many weights a block of so many bytes holds."""

    number: int
    weights: int
    size: int


TYPES = {
    "F32": BlockType(0, 1, 4), "F16": BlockType(1, 1, 2), "BF16": BlockType(30, 1, 2),
    "Q4_0": BlockType(2, 32, 18), "Q4_1": BlockType(3, 32, 20), "Q5_0": BlockType(6, 32, 22),
    "Q5_1": BlockType(7, 32, 24), "Q8_0": BlockType(8, 32, 34), "IQ4_NL": BlockType(20, 32, 18),
    "Q2_K": BlockType(10, 256, 84), "Q3_K": BlockType(11, 256, 110), "Q4_K": BlockType(12, 256, 144),
    "Q5_K": BlockType(13, 256, 176), "Q6_K": BlockType(14, 256, 210), "IQ2_XS": BlockType(17, 256, 74),
    "IQ3_XXS": BlockType(18, 256, 98), "IQ3_S": BlockType(21, 256, 110), "IQ4_XS": BlockType(23, 256, 136),
}  # fmt: skip


class Quantisation(NamedTuple):
    """The number of a file type, the type of most tensors, and that of the sensitive ones."""

    number: int
    usual: str
    careful: str


QUANTS = {
    "Q2_K": Quantisation(10, "Q2_K", "Q3_K"), "Q3_K_M": Quantisation(12, "Q3_K", "Q4_K"),
    "Q4_0": Quantisation(2, "Q4_0", "Q4_0"), "Q4_K_M": Quantisation(15, "Q4_K", "Q6_K"),
    "Q5_K_M": Quantisation(17, "Q5_K", "Q6_K"), "Q6_K": Quantisation(18, "Q6_K", "Q6_K"),
    "Q8_0": Quantisation(7, "Q8_0", "Q8_0"), "IQ4_XS": Quantisation(30, "IQ4_XS", "IQ4_XS"),
    "BF16": Quantisation(32, "BF16", "BF16"),
    # These are in the repos that have every one.
    "IQ2_XS": Quantisation(20, "IQ2_XS", "Q2_K"), "IQ3_XXS": Quantisation(23, "IQ3_XXS", "IQ3_XXS"),
    "IQ3_M": Quantisation(27, "IQ3_S", "Q4_K"), "Q3_K_S": Quantisation(11, "Q3_K", "Q3_K"),
    "Q3_K_L": Quantisation(13, "Q3_K", "Q5_K"), "IQ4_NL": Quantisation(25, "IQ4_NL", "IQ4_NL"),
    "Q4_K_S": Quantisation(14, "Q4_K", "Q4_K"), "Q4_1": Quantisation(3, "Q4_1", "Q4_1"),
    "Q5_0": Quantisation(8, "Q5_0", "Q5_0"), "Q5_K_S": Quantisation(16, "Q5_K", "Q5_K"),
    "F16": Quantisation(1, "F16", "F16"),
}  # fmt: skip
USUAL = 9
"""How many of them, from the first on, an ordinary repo can have."""


def type_of(tensor: Tensor, quant: str) -> BlockType:
    """How a tensor is stored; one whose rows do not fill whole blocks is not quantised."""
    how = QUANTS[quant]
    found = TYPES[how.careful if "down_proj" in tensor.name else how.usual]
    return found if len(tensor.shape) > 1 and not tensor.shape[-1] % found.weights else TYPES["F32"]


def bytes_of(tensor: Tensor, quant: str) -> int:
    kind = type_of(tensor, quant)
    return tensor.parameters // kind.weights * kind.size


def _aligned(size: int) -> int:
    return size + -size % ALIGNMENT


def data_size(tensors: Sequence[Tensor], quant: str) -> int:
    """The bytes after the header."""
    return sum(_aligned(bytes_of(tensor, quant)) for tensor in tensors)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _pair(key: str, value: int | str) -> bytes:
    if isinstance(value, str):
        return _text(key) + struct.pack("<I", _STRING) + _text(value)
    return _text(key) + struct.pack("<II", _UINT32, value)


def header(tensors: Sequence[Tensor], quant: str, facts: dict[str, int | str]) -> bytes:
    """Magic, version, the facts, and name, shape, type and offset of each tensor; padded to the alignment."""
    facts = facts | {"general.file_type": QUANTS[quant].number}
    found = bytearray(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(facts)))
    for key, value in facts.items():
        found += _pair(key, value)
    offset = 0
    for tensor in tensors:
        sizes = tensor.shape[::-1]
        found += _text(tensor.name) + struct.pack(f"<I{len(sizes)}Q", len(sizes), *sizes)
        found += struct.pack("<IQ", type_of(tensor, quant).number, offset)
        offset += _aligned(bytes_of(tensor, quant))
    return bytes(found.ljust(_aligned(len(found)), b"\0"))


def gguf_file(tensors: Sequence[Tensor], quant: str, facts: dict[str, int | str], seed: str) -> Blob:
    """A whole GGUF file, its numbers being noise."""
    head = header(tensors, quant, facts)
    return padded(head, seed, len(head) + data_size(tensors, quant))
