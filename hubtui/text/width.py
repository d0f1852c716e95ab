"""Measure and cut text in terminal cells, exactly as Textual does (rich.cells).

Texts are measured as they are drawn: sanitized, which can change their width.
"""

from rich.cells import cell_len, split_graphemes
from rich.cells import chop_cells as _chop

from hubtui.text.sanitize import clean_line

ELLIPSIS = "…"
_JOINER = "\u200d"


def cell_width(text: str) -> int:
    """Return how many terminal cells the text takes."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(clean_line(text))


def chop_cells(text: str, width: int) -> list[str]:
    """Return the sanitized text in pieces of at most `width` terminal cells."""
    return _chop(clean_line(text), width)


def fit(text: str, width: int) -> str:
    """Return the sanitized text, or its beginning and an ellipsis, in at most `width` terminal cells."""
    if len(text) <= width and text.isascii() and text.isprintable():
        return text
    if width <= 0:
        return ""
    # A terminal cell rarely takes more than four characters, so only the beginning of a long text is measured.
    head = clean_line(text[: 8 * width + 32])
    if cell_width(head) <= width:
        whole = clean_line(text)
        if len(head) == len(whole) or cell_width(whole) <= width:
            return whole
        head = whole
    return _beginning(head, width - 1) + ELLIPSIS


def fit_middle(text: str, width: int) -> str:
    """Return the text, or its beginning and end around an ellipsis, in at most `width` terminal cells.

    For ids, paths and other names that differ at their end: "unsloth/Qwen3-2…-GGUF".
    """
    if cell_width(text) <= width or width < 5:
        return fit(text, width)
    tail_width = (width - 1) // 2
    graphemes = [text[start:end] for start, end, _ in split_graphemes(text)[0]]
    tail = ""
    while graphemes and cell_width(graphemes[-1] + tail) <= tail_width:
        tail = graphemes.pop() + tail
    return _beginning(text, width - 1 - cell_width(tail)) + ELLIPSIS + tail


def pad(text: str, width: int, right: bool = False) -> str:
    """Return the text at exactly `width` terminal cells: cut, or padded with blanks after it (before it if `right`)."""
    # A joiner at the end would combine with the blank after it.
    text = fit(text, width).rstrip(_JOINER)
    blanks = " " * (width - cell_width(text))
    return blanks + text if right else text + blanks


def _beginning(text: str, width: int) -> str:
    if text.isascii():
        return text[:width]
    taken = 0
    for start, _, size in split_graphemes(text)[0]:
        if taken + size > width:
            return text[:start]
        taken += size
    return text
