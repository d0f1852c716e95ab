"""Words with their roles and links, and how they are laid out in lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from hubtui.text.columns import Cell
from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width, chop_cells

if TYPE_CHECKING:
    from markdown_it.token import Token

_URL = re.compile(r"https?://[^\s<>\"'`\[\](){}]{3,2000}")
_TRAILING = ".,;:!?*_~"


class Run(NamedTuple):
    """Text of one role, perhaps with a link; a hard break is "\\n" alone."""

    text: str
    role: str = ""
    href: str = ""


class Laid(NamedTuple):
    """A line: its cells, and (start, end, target) of the links in it, in terminal cells."""

    cells: list[Cell]
    links: list[tuple[int, int, str]]


def runs_of(tokens: Iterable[Token] | None, role: str = "") -> list[Run]:
    """The runs of an inline token's children."""
    runs: list[Run] = []
    roles, hrefs = [role], [""]
    for token in tokens or ():
        kind = token.type
        if kind == "text":
            runs += _text(token.content, roles[-1], hrefs[-1])
        elif kind == "code_inline":
            runs.append(Run(clean_line(token.content), "code", hrefs[-1]))
        elif kind == "softbreak":
            runs.append(Run(" ", roles[-1], hrefs[-1]))
        elif kind == "hardbreak":
            runs.append(Run("\n"))
        elif kind == "image":
            runs.append(_image(token, hrefs[-1]))
        elif kind == "link_open":
            hrefs.append(clean_line(str(token.attrGet("href") or "")))
            roles.append("link")
        elif kind in _OPENS:
            # A link in bold is still a link.
            roles.append(roles[-1] if roles[-1] in ("link", "heading") else _OPENS[kind])
        elif kind.endswith("_close"):
            roles = roles[:-1] or [role]
            if kind == "link_close":
                hrefs = hrefs[:-1] or [""]
        elif token.content:
            runs += _text(token.content, roles[-1], hrefs[-1])
    return runs


_OPENS = {"strong_open": "strong", "em_open": "emphasis", "s_open": "dim"}


def _text(text: str, role: str, href: str) -> Iterator[Run]:
    text = clean_line(text)
    if href or "://" not in text:
        yield Run(text, role, href)
        return
    position = 0
    for match in _URL.finditer(text):
        url = match[0].rstrip(_TRAILING)
        yield Run(text[position : match.start()], role)
        yield Run(url, "link", url)
        position = match.start() + len(url)
    yield Run(text[position:], role)


def _image(token: Token, href: str) -> Run:
    alt = clean_line("".join(child.content for child in token.children or ()) or token.content).strip()
    source = clean_line(str(token.attrGet("src") or ""))
    name = alt or source.rsplit("/", 1)[-1].partition("?")[0] or "image"
    return Run(f"[{name}]", "link", href) if href else Run(f"[image: {name}]", "dim", source)


def lay_out(runs: Iterable[Run], width: int) -> list[Laid]:
    """The runs in lines of at most `width` terminal cells, broken between words; at least one line."""
    lines: list[list[Run]] = [[]]
    left = width
    for word, glue in _words(runs, width):
        needed = sum(cell_width(run.text) for run in word)
        if word and word[0].text == "\n":
            lines.append([])
            left = width
            continue
        if (lines[-1] and glue is not None and needed + 1 > left) or (lines[-1] and glue is None and needed > left):
            lines.append([])
            left = width
        elif lines[-1] and glue is not None:
            lines[-1].append(glue)
            left -= 1
        lines[-1] += word
        left -= needed
    return [_laid(line) for line in lines]


def _words(runs: Iterable[Run], width: int) -> Iterator[tuple[list[Run], Run | None]]:
    """Words, and the blank before each (None: it is a part of one too long for a line)."""
    word: list[Run] = []
    glue = Run(" ")
    for run in runs:
        if run.text == "\n":
            if word:
                yield from _fitting(word, glue, width)
            yield [run], None
            word, glue = [], Run(" ")
            continue
        parts = run.text.split(" ")
        for number, part in enumerate(parts):
            if number and word:
                yield from _fitting(word, glue, width)
                word = []
            if number:
                # A blank within a link belongs to it; one between two roles to neither.
                glue = Run(" ", run.role, run.href) if number < len(parts) - 1 or part else Run(" ")
                if number == 1 and not parts[0]:
                    glue = Run(" ")
            if part:
                word.append(Run(part, run.role, run.href))
    if word:
        yield from _fitting(word, glue, width)


def _fitting(word: list[Run], glue: Run, width: int) -> Iterator[tuple[list[Run], Run | None]]:
    if sum(cell_width(run.text) for run in word) <= width:
        yield word, glue
        return
    before: Run | None = glue
    for run in word:
        for piece in chop_cells(run.text, width):
            yield [Run(piece, run.role, run.href)], before
            before = None


def _laid(line: list[Run]) -> Laid:
    cells: list[Cell] = []
    links: list[tuple[int, int, str]] = []
    column = 0
    for run in line:
        end = column + cell_width(run.text)
        if cells and cells[-1].role == run.role:
            cells[-1] = Cell(cells[-1].text + run.text, run.role)
        else:
            cells.append(Cell(run.text, run.role))
        if run.href:
            if links and links[-1][1] == column and links[-1][2] == run.href:
                links[-1] = (links[-1][0], end, run.href)
            else:
                links.append((column, end, run.href))
        column = end
    return Laid(cells, links)
