"""READMEs laid out to be read: from source to lines, piece by piece, the first ones at once."""

from collections.abc import Iterator
from typing import Any

from hubtui.presentation.markdown.blocks import Layout
from hubtui.presentation.markdown.front_matter import front_matter_lines, split_front_matter
from hubtui.presentation.markdown.sources import chunks, definitions
from hubtui.text.document import Lines

_NARROWEST = 12


def pieces(source: str, width: int) -> Iterator[Lines]:
    """A card in lines of at most `width` terminal cells. Each piece is little work: a thread that asks for them one by
    one holds nobody up.
    """
    from markdown_it import MarkdownIt

    width = max(_NARROWEST, width)
    facts, body = split_front_matter(source)
    if facts:
        yield front_matter_lines(facts, width)
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 30}).enable(["table", "strikethrough"])
    references: dict[str, Any] = definitions(body)
    layout = Layout(width)
    for chunk in chunks(body):
        tokens = parser.parse(chunk, {"references": dict(references)})
        yield from layout.pieces(tokens)
