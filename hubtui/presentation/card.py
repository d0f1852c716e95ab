"""The beginning of a README as plain lines: what a reader sees, without the means by which it was set."""

from collections.abc import Iterator

from hubtui.presentation.lines import BLANK, Line, wrap
from hubtui.presentation.markup import without_front_matter, without_markup, without_markup_in_line
from hubtui.text.columns import Cell
from hubtui.text.width import fit

_STARTS = ("#", "-", "*", "+", ">", "|")
_MOST_LINES = 2000


def card_lines(source: str, width: int) -> list[Line]:
    """A card in lines of at most `width` cells: headings in the role "accent", code in "dim" and cut, text wrapped."""
    lines: list[Line] = []
    for line in _laid_out(without_front_matter(source), max(2, width)):
        if line != BLANK or (lines and lines[-1] != BLANK):
            lines.append(line)
        if len(lines) >= _MOST_LINES:
            break
    while lines and lines[-1] == BLANK:
        lines.pop()
    return lines


def _laid_out(source: str, width: int) -> Iterator[Line]:
    for is_code, text in _blocks(source):
        if is_code:
            yield from ((Cell(fit(line.expandtabs(4), width), "dim"),) for line in text)
        else:
            yield from _text(without_markup("\n".join(text)).split("\n"), width)
        yield BLANK


def _blocks(source: str) -> Iterator[tuple[bool, list[str]]]:
    """Text and fenced code by turns, as lines."""
    block: list[str] = []
    fence = ""
    for line in source.split("\n"):
        mark = line.strip()[:3]
        if mark not in ("```", "~~~") or (fence and mark != fence):
            block.append(line)
            continue
        yield bool(fence), block
        block, fence = [], "" if fence else mark
    yield bool(fence), block


def _text(source: list[str], width: int) -> Iterator[Line]:
    paragraph: list[str] = []
    for raw in _with_headings(source):
        line = raw.strip()
        if paragraph and (not line or _begins_anew(line)):
            yield from _paragraph(" ".join(paragraph), width)
            paragraph = []
        if not line or _is_table_rule(line):
            if not line:
                yield BLANK
        elif line.startswith(("#", "|")):
            yield from _single(without_markup_in_line(line), width)
        else:
            paragraph.append(line if paragraph else _indent(raw) + line)
    if paragraph:
        yield from _paragraph(" ".join(paragraph), width)


def _with_headings(lines: list[str]) -> Iterator[str]:
    """Headings that are underlined get their marks in front, rules become blank lines."""
    held: str | None = None
    for line in lines:
        stripped = line.strip()
        if len(stripped) >= 3 and not stripped.strip("=-*_ "):
            if held and held.strip() and stripped[0] in "=-" and not _begins_anew(held.strip()):
                held = f"{'#' if stripped[0] == '=' else '##'} {held.strip()}"
            else:
                yield from [] if held is None else [held]
                held = ""
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _begins_anew(line: str) -> bool:
    if line.startswith(_STARTS):
        return line[0] in "#>|" or line[1:2] == " "
    number, dot, _ = line[:4].partition(".")
    return bool(dot) and number.isdecimal()


def _is_table_rule(line: str) -> bool:
    return line.startswith("|") and not line.strip("|-: ")


def _indent(line: str) -> str:
    return " " * min(8, len(line) - len(line.lstrip())) if _begins_anew(line.strip()) else ""


def _single(line: str, width: int) -> Iterator[Line]:
    if line.startswith("#"):
        yield BLANK
        yield from ((Cell(piece, "accent"),) for piece in wrap(line, width))
    elif line:
        yield (Cell(fit(line, width)),)


def _paragraph(paragraph: str, width: int) -> Iterator[Line]:
    line = without_markup_in_line(paragraph)
    indent = " " * min(len(line) - len(line.lstrip()), max(0, width // 2 - 1))
    hanging = indent + ("  " if _begins_anew(line.strip()) and line.lstrip()[0] in "-*+>" else "")
    for number, piece in enumerate(wrap(line, width - len(indent), hanging[len(indent) :])):
        if piece.strip():
            yield (Cell((indent if number or indent else "") + piece),)
