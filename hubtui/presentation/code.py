"""Lay out source code: highlighted, wrapped and with line numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines, in_pieces
from hubtui.text.width import cell_width, chop_cells

_MAX_LEXED_LINE = 4000
_ROLES = (
    ("Token.Comment", "comment"),
    ("Token.Keyword", "keyword"),
    ("Token.Literal.String", "string"),
    ("Token.Literal.Number", "number"),
    ("Token.Name.Tag", "keyword"),
    ("Token.Name.Function", "name"),
    ("Token.Name.Class", "name"),
    ("Token.Name.Decorator", "keyword"),
    ("Token.Name.Builtin", "keyword"),
    ("Token.Operator.Word", "keyword"),
    ("Token.Generic.Deleted", "failed"),
    ("Token.Generic.Inserted", "string"),
    ("Token.Generic.Heading", "heading"),
)


def code_lines(source: str, *, language: str = "", file_name: str = "") -> Iterator[list[Cell]]:
    """Yield the lines of a source text as highlighted cells, by its `language` or by `file_name`.

    The text stays plain if neither is known. Lines are not cut; tabs become blanks. A source with a line of thousands
    of characters also stays plain: some lexers take quadratic time.
    """
    source = source.expandtabs(4)
    lexer = _lexer(language, file_name) if max(map(len, source.split("\n"))) <= _MAX_LEXED_LINE else None
    if lexer is None:
        for line in source.split("\n"):
            yield [Cell(line)]
        return
    cells: list[Cell] = []
    for token, text in lexer.get_tokens(source):
        role = _role(str(token))
        first, *others = text.split("\n")
        if first:
            cells.append(Cell(first, role))
        for other in others:
            yield cells
            cells = [Cell(other, role)] if other else []
    if cells:
        yield cells


def _lexer(language: str, file_name: str) -> Any:
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.util import ClassNotFound

    options = {"stripnl": False, "ensurenl": False}
    try:
        if language:
            return get_lexer_by_name(language, **options)
        return get_lexer_for_filename(file_name, **options) if file_name else None
    except ClassNotFound:
        return None


def _role(token: str) -> str:
    return next((role for prefix, role in _ROLES if token.startswith(prefix)), "")


def pieces(file_name: str, text: str, width: int, first_number: int = 1) -> Iterator[Lines]:
    """Yield the file as pieces of about 100 lines, each at most `width` terminal cells wide.

    Line numbers begin with `first_number`.
    """
    return in_pieces(_numbered_lines(file_name, text.removesuffix("\n"), width, first_number))


def _numbered_lines(file_name: str, text: str, width: int, first_number: int) -> Iterator[Line]:
    digits = len(str(first_number + text.count("\n")))
    room = max(8, width - digits - 2)
    for number, cells in enumerate(code_lines(text, file_name=file_name), first_number):
        margin = Cell(f"{number:>{digits}}  ", "dim")
        for part in wrap_cells(cells, room):
            yield [margin, *part]
            margin = Cell(" " * (digits + 2))


def wrap_cells(cells: Sequence[Cell], width: int) -> Iterator[list[Cell]]:
    """Yield cells as lines of at most `width` terminal cells, broken anywhere; at least one line."""
    line: list[Cell] = []
    left = width
    for cell in cells:
        text = cell.text
        while text:
            taken = text[:left] if text.isascii() else _start(text, left)
            if not taken and left == width:
                taken = text[:1]  # wider than a whole line
            if taken:
                line.append(Cell(taken, cell.role))
                left = max(0, left - cell_width(taken))
                text = text[len(taken) :]
            if text:
                yield line
                line, left = [], width
    yield line


def _start(text: str, width: int) -> str:
    """Return the longest beginning of a text that fits into `width` cells; "" if not even one character does."""
    if width < 2:
        return ""
    head = text[: width + 1]
    return next(iter(chop_cells(head, width)), head)
