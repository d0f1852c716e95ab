"""Find the parts of a text that match a search, to highlight them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hubtui.text.columns import Cell

Span = tuple[int, int]
"""The indexes of the first character and of the one after the last."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Finds the words of a search in texts, ignoring case.

    `names_only` says that the search applies only to ids and paths. With `is_fuzzy` it finds what `text.fuzzy.rank`
    matched: the words as one phrase, else each of them, else similar words.
    """

    words: tuple[str, ...] = ()
    names_only: bool = False
    is_fuzzy: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    def spans(self, text: str) -> list[Span]:
        """Return the spans of the matches in `text`, in order and without overlaps."""
        if not self.is_fuzzy:
            return _spans(self.words, text)
        return _spans((" ".join(self.words),), text) or _spans(self.words, text) or self._alike(text)

    def _alike(self, text: str) -> list[Span]:
        from hubtui.text.fuzzy import words_like  # not needed for the start

        return merge_spans(span for word in self.words for span in words_like(word, text))


NO_MATCHES: Final = Matches()


def highlighted(cell: Cell, matches: Matches) -> Iterable[Cell]:
    """Return a cell split into parts; the parts that match have the role "match"."""
    spans = matches.spans(cell.text) if matches else ()
    return cut_at((cell,), spans, "match") if spans else (cell,)


def cut_at(cells: Sequence[Cell], spans: Sequence[Span], role: str) -> Iterator[Cell]:
    """Yield the cells with the characters in `spans` in another role. Spans count the characters of the whole line."""
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


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, with those that overlap or touch merged."""
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
        folded = text  # folding changed the length ("ß"), so its indexes would be wrong
    return merge_spans(span for word in words if word for span in _places(word.casefold(), folded))


def _places(word: str, text: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))
