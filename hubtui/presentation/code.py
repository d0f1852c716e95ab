"""Syntax highlighting: source text as cells with roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hubtui.text.columns import Cell

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
