"""Lay out the contents of a file for the preview."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from hubtui.formats.contents import Contents, NotShown, Text
from hubtui.formats.gguf import Array, Gguf, Value
from hubtui.formats.images import Image
from hubtui.formats.parquet import Parquet, ParquetColumn
from hubtui.formats.safetensors import Safetensors
from hubtui.presentation.code import code_lines, wrap_cells
from hubtui.presentation.lines import BLANK, flow
from hubtui.presentation.markdown import pieces as card_pieces
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines, in_pieces, plain
from hubtui.text.humanize import counted, short_bytes, short_number
from hubtui.text.sanitize import clean_text
from hubtui.text.width import cell_width, pad

# JSON with longer lines is indented.
_MAX_JSON_LINE_LENGTH = 200
_MAX_VALUE_LENGTH = 400
_GAP = 2
Pair = tuple[Cell, Cell]


def contents_pieces(path: str, contents: Contents, width: int) -> Iterator[Lines]:
    """Yield the contents of a file as pieces of lines of at most `width` terminal cells."""
    if isinstance(contents, Text):
        yield from _text(path, contents, width)
    elif isinstance(contents, NotShown):
        yield plain(flow([Cell(contents.why, "dim")] if contents.why else [], width))
    elif isinstance(contents, Image):
        size = f"{contents.width:,} × {contents.height:,} pixels"
        yield plain(flow([Cell(contents.format, "accent"), size, Cell(contents.colours, "dim")], width))
    elif isinstance(contents, Safetensors):
        yield plain([*_safetensors_facts(contents, width), BLANK])
        yield from in_pieces(_pairs([_tensor(*one) for one in contents.tensors], width))
    elif isinstance(contents, Parquet):
        yield plain([*_parquet_facts(contents, width), BLANK])
        columns = [(Cell("  " * one.depth + one.name), Cell(_column_kind(one), "dim")) for one in contents.columns]
        yield from in_pieces(_pairs(columns, width))
    else:
        yield plain([*_gguf_facts(contents, width), BLANK])
        yield from in_pieces(
            _pairs([(Cell(name, "key"), _gguf_value(value)) for name, value in contents.values], width)
        )


def _text(path: str, contents: Text, width: int) -> Iterator[Lines]:
    text = clean_text(contents.text.expandtabs(4)).removesuffix("\n")
    name = path.lower()
    if contents.is_cut:
        yield plain([*flow([Cell(f"the first {short_bytes(contents.length)}", "dim")], width), BLANK])
    if name.endswith((".md", ".markdown")):
        yield from card_pieces(text, width, facts=False)
        return
    if name.endswith(".json") and not contents.is_cut and max(map(len, text.split("\n"))) > _MAX_JSON_LINE_LENGTH:
        text = _indented(text)
    source = code_lines(text, file_name=path.rpartition("/")[2])
    yield from in_pieces(line for cells in source for line in wrap_cells(cells, max(1, width)))


def _indented(text: str) -> str:
    """Return JSON with a line for each element; any other text is returned unchanged."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _safetensors_facts(header: Safetensors, width: int) -> list[Line]:
    numbers: dict[str, int] = {}
    for tensor in header.tensors:
        numbers[tensor.dtype] = numbers.get(tensor.dtype, 0) + tensor.parameters
    by_dtype = [f"{dtype} {short_number(number)}" for dtype, number in numbers.items()]
    lines: list[Line] = []
    if not header.is_complete:
        words = f"the first {len(header.tensors):,} tensors: the header is {short_bytes(header.length)} long"
        lines += flow([Cell(words, "state")], width)
    else:
        total = f"{short_number(sum(numbers.values()))} parameters"
        lines += flow([counted(len(header.tensors), "tensor"), Cell(total, "accent")], width, ", ")
    lines += flow(by_dtype, width)
    return [*lines, *flow([Cell(f"{name}: {value}", "dim") for name, value in header.metadata.items()], width)]


def _tensor(name: str, dtype: str, shape: Sequence[int]) -> Pair:
    return Cell(name), Cell(f"{dtype} {' × '.join(map(str, shape))}".rstrip(), "dim")


def _parquet_facts(footer: Parquet, width: int) -> list[Line]:
    rows = counted(footer.rows, "row") if footer.rows is not None else ""
    many = sum(not column.depth for column in footer.columns)
    groups = counted(footer.row_groups, "row group") if footer.row_groups is not None else ""
    lines: list[Line] = []
    lines += flow([Cell(rows, "accent"), counted(many, "column"), groups], width, ", ")
    lines += flow([Cell(footer.written_by, "dim")], width)
    return lines


def _column_kind(column: ParquetColumn) -> str:
    return f"{column.kind}, repeated" if column.is_repeated else column.kind


def _gguf_facts(header: Gguf, width: int) -> list[Line]:
    lines: list[Line] = []
    lines += flow([f"GGUF version {header.version}", counted(header.tensors, "tensor")], width, ", ")
    if not header.is_complete:
        lines += flow([Cell("more metadata follow behind the part that was read", "state")], width)
    return lines


def _gguf_value(value: Value | Array) -> Cell:
    if isinstance(value, Array):
        return Cell(f"{value.length:,} × {value.kind}", "dim")
    if isinstance(value, str):
        text = " ".join(value[:_MAX_VALUE_LENGTH].split())
        return Cell(f"{text}…" if len(value) > _MAX_VALUE_LENGTH else text, "string")
    return Cell(str(value), "number")


def _pairs(pairs: Sequence[Pair], width: int) -> Iterator[Line]:
    """Yield pairs as two columns; if these are too wide, the second cell of each pair is below the first."""
    left = max((cell_width(name.text) for name, _ in pairs), default=0)
    right = max((cell_width(value.text) for _, value in pairs), default=0)
    for name, value in pairs:
        if left + _GAP + right <= width:
            yield name._replace(text=pad(name.text, left + _GAP)), value
        else:
            yield from wrap_cells([name], width)
            yield from ((Cell("  "), *part) for part in wrap_cells([value], max(1, width - 2)))
