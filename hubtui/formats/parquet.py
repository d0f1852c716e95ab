"""Parse the schema of a Parquet file, which is at the beginning of its footer."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hubtui.formats.reading import BadHeader, Cut
from hubtui.formats.thrift import CompactReader

_MAGIC, _ENCRYPTED = b"PAR1", b"PARE"
TAIL = 8
"""The length of the end of a file: the length of the footer (4 bytes) and the magic bytes."""
_PHYSICAL = ("bool", "int32", "int64", "int96", "float", "double", "binary", "fixed binary")
_LOGICAL = {
    1: "string", 2: "map", 3: "list", 4: "enum", 6: "date", 7: "time", 11: "null", 12: "json", 13: "bson", 14: "uuid",
    15: "float16", 16: "variant", 17: "geometry", 18: "geography",
}  # fmt: skip
_DECIMAL, _TIMESTAMP, _INTEGER = 5, 8, 10
_UNITS = {1: "ms", 2: "us", 3: "ns"}
_CONVERTED = {
    0: "string", 1: "map", 3: "list", 4: "enum", 5: "decimal", 6: "date", 7: "time", 8: "time", 9: "timestamp[ms]",
    10: "timestamp[us]", 11: "uint8", 12: "uint16", 13: "uint32", 14: "uint64", 15: "int8", 16: "int16", 17: "int32",
    18: "int64", 19: "json", 20: "bson", 21: "interval",
}  # fmt: skip
_REPEATED = 2
_MAX_DEPTH = 12


class ParquetColumn(NamedTuple):
    """A column or a group of columns, nested `depth` levels deep; `kind` is its type in words."""

    name: str
    kind: str
    depth: int = 0
    is_repeated: bool = False


class Parquet(NamedTuple):
    """The columns in the order of the schema, and other facts of the footer; None or "" if they were not read."""

    columns: tuple[ParquetColumn, ...]
    rows: int | None
    row_groups: int | None
    written_by: str


def footer_length(end: bytes) -> int:
    """Return the length of the footer (without the last 8 bytes) from the end of a file.

    Raises:
        BadHeader: It is no Parquet file, or its footer is encrypted.
    """
    if end.endswith(_ENCRYPTED):
        raise BadHeader("the footer of the Parquet file is encrypted")
    if len(end) < TAIL or not end.endswith(_MAGIC):
        raise BadHeader("this is no Parquet file")
    length = int.from_bytes(end[-TAIL:-4], "little")
    if not length:
        raise BadHeader("the Parquet file has an empty footer")
    return length


def read_footer(footer: bytes) -> Parquet:
    """Parse a footer, or its beginning.

    Raises:
        BadHeader: The bytes are no footer, or end before the schema does.
    """
    found: dict[int, Any] = {}
    try:
        found.update(CompactReader(footer).fields())  # keeps the fields that were read before a Cut
    except Cut:
        if 2 not in found:
            raise BadHeader(f"the schema does not fit into the {len(footer):,} bytes that were read") from None
    elements = found.get(2)
    if not isinstance(elements, list) or not elements:
        raise BadHeader("the footer of the Parquet file has no schema")
    groups = found.get(4)
    return Parquet(
        tuple(_columns(elements)),
        found[3] if type(found.get(3)) is int and found[3] >= 0 else None,
        len(groups) if isinstance(groups, list) else None,
        _text(found.get(6)),
    )


def _columns(elements: list[Any]) -> Iterator[ParquetColumn]:
    """Yield the columns of a schema except the root. A schema is a tree in preorder with numbers of children."""
    # For each level above: how many children are still to come.
    left: list[int] = []
    for element in elements[1:]:
        if not isinstance(element, Mapping):
            raise BadHeader("the schema of the Parquet file is damaged")
        while left and left[-1] == 0:
            left.pop()
        if left:
            left[-1] -= 1
        repetition, children = element.get(3), element.get(5)
        depth = min(len(left), _MAX_DEPTH)
        yield ParquetColumn(_text(element.get(4)), _kind(element), depth, repetition == _REPEATED)
        if type(children) is int and children > 0:
            left.append(children)


def _kind(element: Mapping[int, Any]) -> str:
    logical, converted, physical = element.get(10), element.get(6), element.get(1)
    if isinstance(logical, Mapping) and logical and (words := _logical_kind(*next(iter(logical.items())))):
        return words
    if type(converted) is int and converted in _CONVERTED:
        return _CONVERTED[converted]
    if type(physical) is int and 0 <= physical < len(_PHYSICAL):
        return _PHYSICAL[physical]
    return "struct" if element.get(5) else "unknown"


def _logical_kind(number: int, value: Any) -> str:
    facts = value if isinstance(value, Mapping) else {}
    if number == _DECIMAL:
        return f"decimal({facts.get(2, '?')}, {facts.get(1, 0)})"
    if number == _TIMESTAMP:
        unit = facts.get(2)
        return f"timestamp[{_UNITS.get(next(iter(unit), 0), '?')}]" if isinstance(unit, Mapping) else "timestamp"
    if number == _INTEGER:
        return f"{'int' if facts.get(2, True) else 'uint'}{facts.get(1, '')}"
    return _LOGICAL.get(number, "")


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""
