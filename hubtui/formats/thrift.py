"""Parse Thrift's compact protocol, as far as the footers of Parquet files need it.

Every value takes at least one byte, so malicious lengths cannot make parsing longer than the data.
"""

import struct
from collections.abc import Iterator
from typing import Any

from hubtui.formats.reading import BadHeader, ByteReader

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_MAX_DEPTH = 24
_MAX_SHIFT = 63


class CompactReader(ByteReader):
    """Reads values one after the other. A struct becomes a dictionary by the numbers of its fields."""

    def fields(self, depth: int = 0) -> Iterator[tuple[int, Any]]:
        """Yield (number, value) of each field of the next struct.

        Raises:
            Cut: The data end before the struct does.
            BadHeader: The data are invalid.
        """
        if depth > _MAX_DEPTH:
            raise BadHeader("structs nested too deeply")
        number = 0
        while head := self._byte():
            step, kind = head >> 4, head & 0x0F
            number = number + step if step else self._signed()
            yield number, kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind, depth)

    def _byte(self) -> int:
        return self.take(1)[0]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > _MAX_SHIFT:
                raise BadHeader("a number of too many bytes")

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (_TRUE, _FALSE):  # within a list a boolean is a byte of its own
            return self._byte() == _TRUE
        if kind == _BYTE:
            return self._byte()
        if kind in (_I16, _I32, _I64):
            return self._signed()
        if kind == _DOUBLE:
            return struct.unpack("<d", self.take(8))[0]
        if kind == _BINARY:
            return self.take(self._unsigned())
        if kind in (_LIST, _SET):
            return self._list(depth)
        if kind == _STRUCT:
            return dict(self.fields(depth + 1))
        raise BadHeader(f"a value of the unknown type {kind}")

    def _list(self, depth: int) -> list[Any]:
        if depth > _MAX_DEPTH:
            raise BadHeader("lists nested too deeply")
        head = self._byte()
        length, kind = head >> 4, head & 0x0F
        if length == 0x0F:
            length = self._unsigned()
        return [self._value(kind, depth + 1) for _ in range(length)]
