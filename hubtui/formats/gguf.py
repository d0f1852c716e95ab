"""Parse the metadata of a GGUF file: names and values at its beginning."""

import struct
from typing import NamedTuple

from hubtui.formats.reading import BadHeader, ByteReader, Cut

_MAGIC = b"GGUF"
_NUMBERS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_NAMES = {
    0: "uint8", 1: "int8", 2: "uint16", 3: "int16", 4: "uint32", 5: "int32", 6: "float32", 7: "bool", 8: "string",
    9: "array", 10: "uint64", 11: "int64", 12: "float64",
}  # fmt: skip
_STRING, _ARRAY = 8, 9
_MAX_DEPTH = 4
Value = int | float | bool | str


class Array(NamedTuple):
    """A list of values in the metadata: only its length and type are read."""

    kind: str
    length: int


class Gguf(NamedTuple):
    """The version of the format, the number of tensors, and the metadata in their order.

    `is_complete` is False if only a part of the metadata was read.
    """

    version: int
    tensors: int
    values: tuple[tuple[str, Value | Array], ...]
    is_complete: bool


class _Reader(ByteReader):
    def number(self, form: str) -> int | float | bool:
        value: int | float | bool = struct.unpack(form, self.take(struct.calcsize(form)))[0]
        return value

    def count(self) -> int:
        return int.from_bytes(self.take(8), "little")

    def text(self) -> str:
        return self.take(self.count()).decode("utf-8", "replace")

    def value(self, kind: int, depth: int = 0) -> Value | Array:
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            return self._array(depth)
        if kind not in _NUMBERS:
            raise BadHeader(f"the GGUF metadata have a value of the unknown type {kind}")
        return self.number(_NUMBERS[kind])

    def _array(self, depth: int) -> Array:
        kind, length = int(self.number("<I")), self.count()
        if kind not in _NAMES or depth >= _MAX_DEPTH:
            raise BadHeader(f"the GGUF metadata have a list of the unknown type {kind}")
        if form := _NUMBERS.get(kind):
            self.take(length * struct.calcsize(form))
        else:
            # Each element takes bytes: the loop ends where the data do, whatever the length claims.
            for _ in range(length):
                self.value(kind, depth + 1)
        return Array(_NAMES[kind], length)


def read_gguf(start: bytes) -> Gguf:
    """Parse the first bytes of a GGUF file.

    Raises:
        BadHeader: It is no GGUF file, or its version is unknown.
    """
    if not start.startswith(_MAGIC):
        raise BadHeader("this is no GGUF file")
    reader = _Reader(start[len(_MAGIC) :])
    values: list[tuple[str, Value | Array]] = []
    try:
        version = int(reader.number("<I"))
        if version not in (2, 3):
            raise BadHeader(f"a GGUF file of version {version}, which is not known")
        tensors, many = reader.count(), reader.count()
    except Cut:
        raise BadHeader("the GGUF header ends too early") from None
    try:
        for _ in range(many):
            name, kind = reader.text(), int(reader.number("<I"))
            values.append((name, reader.value(kind)))
    except (Cut, BadHeader):  # the rest cannot be read without knowing how long a value is
        return Gguf(version, tensors, tuple(values), is_complete=False)
    return Gguf(version, tensors, tuple(values), is_complete=True)
