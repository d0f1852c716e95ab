"""A writer of Parquet files: one row group, plain encoding, no compression, columns that are never null.

Enough of the format for any reader to open it: magic, pages, footer in Thrift's compact protocol. A large file repeats
its pages, so that it needs no more memory than a small one.
"""

import struct
from collections.abc import Sequence

from hubtui.demo.content.blobs import Blob, Segment

MAGIC = b"PAR1"
INT64, BYTE_ARRAY = 2, 6
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
Column = Sequence[int] | Sequence[str]


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*found, number))


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _binary(text: str) -> bytes:
    data = text.encode()
    return _varint(len(data)) + data


def _struct(*fields: tuple[int, int, bytes]) -> bytes:
    """Fields of (id, type, encoded value), in the order of their ids."""
    found, last = bytearray(), 0
    for number, kind, value in fields:
        found.append((number - last) << 4 | kind)
        found += value
        last = number
    return bytes(found) + b"\0"


def _list(kind: int, values: Sequence[bytes]) -> bytes:
    head = bytes((len(values) << 4 | kind,)) if len(values) < 15 else bytes((0xF0 | kind,)) + _varint(len(values))
    return head + b"".join(values)


def _is_text(column: Column) -> bool:
    return bool(column) and isinstance(column[0], str)


def _plain(column: Column) -> bytes:
    if not _is_text(column):
        return struct.pack(f"<{len(column)}q", *column)
    encoded = [str(value).encode() for value in column]
    return b"".join(struct.pack("<I", len(value)) + value for value in encoded)


def _page(column: Column) -> bytes:
    data = _plain(column)
    head = _struct((1, _I32, _zigzag(len(column))), (2, _I32, _zigzag(0)), (3, _I32, _zigzag(3)), (4, _I32, _zigzag(3)))
    size = _zigzag(len(data))
    return _struct((1, _I32, _zigzag(0)), (2, _I32, size), (3, _I32, size), (5, _STRUCT, head)) + data


def _schema(columns: dict[str, Column]) -> bytes:
    root = _struct((4, _BINARY, _binary("schema")), (5, _I32, _zigzag(len(columns))))
    leaves = []
    for name, column in columns.items():
        text = _is_text(column)
        kind = (1, _I32, _zigzag(BYTE_ARRAY if text else INT64))
        fields = [kind, (3, _I32, _zigzag(0)), (4, _BINARY, _binary(name))]
        leaves.append(_struct(*fields, *([(6, _I32, _zigzag(0))] if text else [])))
    return _list(_STRUCT, [root, *leaves])


def encode_table(columns: dict[str, Column], times: int = 1) -> Blob:
    """A Parquet file with these columns of one length, of integers of 64 bits or of text; all rows so many times."""
    segments, chunks, total = [Segment(MAGIC, len(MAGIC))], [], 0
    rows = times * len(next(iter(columns.values())))
    for name, column in columns.items():
        page = _page(column)
        size = len(page) * times
        segments.append(Segment(page, size))
        meta = _struct(
            (1, _I32, _zigzag(BYTE_ARRAY if _is_text(column) else INT64)), (2, _LIST, _list(_I32, [_zigzag(0)])),
            (3, _LIST, _list(_BINARY, [_binary(name)])), (4, _I32, _zigzag(0)), (5, _I64, _zigzag(rows)),
            (6, _I64, _zigzag(size)), (7, _I64, _zigzag(size)), (9, _I64, _zigzag(len(MAGIC) + total)),
        )  # fmt: skip
        chunks.append(_struct((2, _I64, _zigzag(len(MAGIC) + total)), (3, _STRUCT, meta)))
        total += size
    group = _struct((1, _LIST, _list(_STRUCT, chunks)), (2, _I64, _zigzag(total)), (3, _I64, _zigzag(rows)))
    footer = _struct(
        (1, _I32, _zigzag(1)), (2, _LIST, _schema(columns)), (3, _I64, _zigzag(rows)),
        (4, _LIST, _list(_STRUCT, [group])), (6, _BINARY, _binary("demo Hub")),
    )  # fmt: skip
    end = footer + struct.pack("<I", len(footer)) + MAGIC
    return Blob((*segments, Segment(end, len(end))))
