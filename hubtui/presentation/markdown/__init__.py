"""Lay out Markdown cards to be read, piece by piece, so that the first lines are there at once.

source.py cuts the Markdown into chunks, parser.py parses each into a tree of HTML elements, tree.py converts that to
blocks, and layout.py lays these out in lines.
"""

from collections.abc import Iterable, Iterator

from hubtui.presentation.markdown.front_matter import front_matter_lines
from hubtui.presentation.markdown.inline import LaidLine
from hubtui.presentation.markdown.layout import MAX_LINE_LENGTH, lay_out_blocks
from hubtui.presentation.markdown.nodes import Block
from hubtui.presentation.markdown.tree import blocks_of
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Lines, Link
from hubtui.text.front_matter import split_front_matter

_MIN_WIDTH = 12
_LINES_A_PIECE = 60


def pieces(source: str, width: int, *, facts: bool = True) -> Iterator[Lines]:
    """Yield a card in pieces of lines of at most `width` terminal cells.

    Each piece is little work, so that other threads are not held up. With `facts` the front matter is included, and
    prose is in the middle of a wide screen; tables and code may be as wide as the rest of it.
    """
    margin = max(0, (width - MAX_LINE_LENGTH) // 2) if facts else 0
    width = max(_MIN_WIDTH, width - margin)
    front, body = split_front_matter(source)
    if front and facts:
        yield _indented(front_matter_lines(front, min(width, MAX_LINE_LENGTH)), margin)
    for piece in _in_pieces(_laid_out(body, width)):
        yield _indented(piece, margin)


def _indented(piece: Lines, margin: int) -> Lines:
    if margin:
        piece.lines = [[Cell(" " * margin), *line] if line else line for line in piece.lines]
        piece.links = [link._replace(start=link.start + margin, end=link.end + margin) for link in piece.links]
    return piece


def blocks(source: str) -> Iterator[list[Block]]:
    """Yield the blocks of a text without front matter, chunk by chunk."""
    from hubtui.presentation.markdown.parser import parse  # imports the parsers, in the thread that lays out

    yield from map(blocks_of, parse(source))


def _laid_out(source: str, width: int) -> Iterator[LaidLine]:
    is_first = True
    for found in blocks(source):
        if found and not is_first:
            yield LaidLine([], [])
        is_first = is_first and not found
        yield from lay_out_blocks(found, width)


def _in_pieces(lines: Iterable[LaidLine]) -> Iterator[Lines]:
    piece = Lines()
    for line in lines:
        number = len(piece)
        piece.lines.append(line.cells)
        piece.links += (Link(number, *link) for link in line.links)
        piece.headings += (Heading(number, level, title) for level, title in line.headings)
        piece.anchors |= {anchor: number for anchor in line.anchors if anchor not in piece.anchors}
        if len(piece) >= _LINES_A_PIECE:
            yield piece
            piece = Lines()
    yield piece
