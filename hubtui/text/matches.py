"""Where a text matches what was searched for: spans of characters, to be drawn apart from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hubtui.text.columns import Cell

Span = tuple[int, int]
"""The first character, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Finds words in texts, in any case.

    With `names_only` it is meant for ids and paths alone. With `is_fuzzy` it finds what `text.fuzzy.rank` has matched:
    the words one after the other, else each of them, else words that are like them.
    """

    words: tuple[str, ...] = ()
    names_only: bool = False
    is_fuzzy: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    def spans(self, text: str) -> list[Span]:
        """Return where words stand in `text`, in order and without overlaps."""
        if not self.is_fuzzy:
            return _spans(self.words, text)
        return _spans((" ".join(self.words),), text) or _spans(self.words, text) or self._alike(text)

    def _alike(self, text: str) -> list[Span]:
        from hubtui.text.fuzzy import words_like  # rapidfuzz is imported once something is searched

        return joined(span for word in self.words for span in words_like(word, text))


NO_MATCHES: Final = Matches()


def highlighted(cell: Cell, matches: Matches) -> Iterable[Cell]:
    """Return the parts of a cell: what matches has the role "match"."""
    spans = matches.spans(cell.text) if matches else ()
    return cut_at((cell,), spans, "match") if spans else (cell,)


def cut_at(cells: Sequence[Cell], spans: Sequence[Span], role: str) -> Iterator[Cell]:
    """Yield the cells with what lies in `spans` (of characters of the whole line, in order) in another role."""
    position = 0
    for cell in cells:
        end = position + len(cell.text)
        here = position
        for start, stop in spans:
            low, high = max(start, here), min(stop, end)
            if low < high:
                if here < low:
                    yield Cell(cell.text[here - position : low - position], cell.role)
                yield Cell(cell.text[low - position : high - position], role)
                here = high
        if here < end:
            yield Cell(cell.text[here - position :], cell.role)
        position = end


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order; those that overlap or touch are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _spans(words: Iterable[str], text: str) -> list[Span]:
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text  # a text that grows when its case is folded ("ß") has no such places
    return joined(span for word in words if word for span in _places(word.casefold(), folded))


def _places(word: str, text: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))
