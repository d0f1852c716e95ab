"""From the parser's tokens to lines: headings, paragraphs, lists, quotes, code and tables, one inside the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.presentation.code import code_lines
from hubtui.presentation.code_document import wrap_cells
from hubtui.presentation.markdown.inline import Laid, Run, lay_out, runs_of
from hubtui.presentation.markdown.tables import Row, table_lines
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Lines, Link
from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINES_A_PIECE = 60
_LONGEST_LINE = 100
"""Of text that is read, in terminal cells; code and tables take all the width that there is."""
_RULES = {1: "━", 2: "─"}
_BULLETS = "•◦▪"


@dataclass(slots=True)
class _Inside:
    """A quote or a list item that lines stand in: what its first line begins with, and what the others do."""

    first: Cell | None
    rest: Cell


class Layout:
    """Lays a card out for a width, chunk by chunk; between two blocks stands one blank line."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._piece = Lines()
        self._inside: list[_Inside] = []
        self._lists: list[int | None] = []
        self._needs_blank = False

    def pieces(self, tokens: Sequence[Token]) -> Iterator[Lines]:
        """The lines of a chunk's tokens."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "table_open":
                end = next(p for p in range(position, len(tokens)) if tokens[p].type == "table_close")
                yield from self._table(tokens[position:end])
                position = end
            elif token.type in ("fence", "code_block"):
                yield from self._code(token)
            else:
                self._token(token, tokens[position - 1] if position else None)
            position += 1
            if len(self._piece) >= _LINES_A_PIECE:
                yield self._taken()
        self._inside.clear()
        self._lists.clear()
        yield self._taken()

    def _taken(self) -> Lines:
        piece, self._piece = self._piece, Lines()
        return piece

    @property
    def _room(self) -> int:
        # What stands before a line never takes more than half of it.
        return self._width - sum(cell_width(inside.rest.text) for inside in self._inside)

    @property
    def _reading_room(self) -> int:
        return min(self._room, _LONGEST_LINE)

    def _token(self, token: Token, before: Token | None) -> None:
        kind = token.type
        if kind == "inline":
            if before is not None and before.type == "heading_open":
                self._heading(token, int(before.tag[1:]))
            else:
                self._paragraph(token, hidden=before is not None and before.hidden)
        elif kind == "blockquote_open":
            self._enter(Cell("│ ", "quote"), Cell("│ ", "quote"))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            self._lists.append(None if kind[0] == "b" else int(start) if start is not None else 1)
        elif kind == "list_item_open":
            self._item()
        elif kind in ("list_item_close", "blockquote_close"):
            self._leave_inside()
        elif kind.endswith("list_close"):
            self._lists.pop()
            self._needs_blank = self._needs_blank or not self._lists
        elif kind == "hr":
            self._block([Laid([Cell("─" * self._room, "rule")], [])])

    def _enter(self, first: Cell, rest: Cell) -> None:
        if sum(cell_width(inside.rest.text) for inside in self._inside) + cell_width(rest.text) > self._width // 2:
            # Too deep for the width: what is deeper stands as far out as this.
            first, rest = Cell(""), Cell("")
        self._inside.append(_Inside(first, rest))

    def _leave_inside(self) -> None:
        inside = self._inside.pop()
        if inside.first is not None and inside.first.text.strip() not in ("", "│"):
            # An item without anything in it is there all the same.
            self._inside.append(inside)
            self._emit(Laid([], []))
            self._inside.pop()

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            bullet = _BULLETS[min(len(self._lists), len(_BULLETS)) - 1] + " "
        else:
            bullet = f"{number}. "
            self._lists[-1] = number + 1
        self._enter(Cell(bullet, "accent"), Cell(" " * cell_width(bullet)))

    def _heading(self, token: Token, level: int) -> None:
        runs = runs_of(token.children, "heading")
        title = " ".join("".join(run.text for run in runs).split())
        lines = lay_out(runs, self._reading_room)
        if level in _RULES:
            longest = max(sum(cell_width(cell.text) for cell in line.cells) for line in lines)
            lines.append(Laid([Cell(_RULES[level] * max(1, longest), "rule")], []))
        self._blank()
        self._piece.headings.append(Heading(len(self._piece), level, title))
        for line in lines:
            self._emit(line)
        self._needs_blank = True

    def _paragraph(self, token: Token, hidden: bool) -> None:
        runs = _with_task(runs_of(token.children))
        if not any(run.text.strip() for run in runs):
            return
        # The items of a tight list stand line below line.
        self._block(lay_out(runs, self._reading_room), tight=hidden)

    def _block(self, lines: Sequence[Laid], tight: bool = False) -> None:
        self._blank()
        for line in lines:
            self._emit(line)
        self._needs_blank = not tight

    def _blank(self) -> None:
        if self._needs_blank:
            self._needs_blank = False
            quoted = [inside.rest for inside in self._inside if inside.first is None]
            self._piece.lines.append([cell for cell in quoted if cell.text.strip()])

    def _emit(self, laid: Laid) -> None:
        before: list[Cell] = []
        for inside in self._inside:
            before.append(inside.rest if inside.first is None else inside.first)
            inside.first = None
        indent = sum(cell_width(cell.text) for cell in before)
        number = len(self._piece)
        self._piece.lines.append([*(cell for cell in before if cell.text), *laid.cells])
        self._piece.links += (Link(number, start + indent, end + indent, href) for start, end, href in laid.links)

    def _code(self, token: Token) -> Iterator[Lines]:
        language = clean_line(token.info).strip().split(" ")[0] if token.info else ""
        self._blank()
        room = self._room - 2
        for cells in code_lines(token.content.rstrip("\n"), language=language):
            clean = [Cell(clean_line(cell.text), cell.role) for cell in cells]
            for part in wrap_cells(clean, room):
                self._emit(Laid([Cell("  "), *part], []))
            if len(self._piece) >= _LINES_A_PIECE:
                yield self._taken()
        self._needs_blank = True

    def _table(self, tokens: Sequence[Token]) -> Iterator[Lines]:
        head: Row = []
        rows: list[Row] = []
        rights: list[bool] = []
        row: Row = head
        for token in tokens:
            if token.type == "tr_open" and head:
                row = []
                rows.append(row)
            elif token.type == "th_open":
                rights.append("right" in str(token.attrGet("style") or ""))
            elif token.type == "inline":
                row.append([run if run.text != "\n" else Run(" ") for run in runs_of(token.children)])
        self._blank()
        for line in table_lines(head, rows, rights, self._room):
            self._emit(line)
            if len(self._piece) >= _LINES_A_PIECE:
                yield self._taken()
        self._needs_blank = True


def _with_task(runs: list[Run]) -> list[Run]:
    """The box of a task as a box."""
    text = runs[0].text if runs else ""
    if text[:4].lower() in ("[ ] ", "[x] "):
        return [Run("☐ " if text[1] == " " else "☑ ", "accent"), Run(text[4:], runs[0].role, runs[0].href), *runs[1:]]
    return runs
