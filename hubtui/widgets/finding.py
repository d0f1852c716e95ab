"""Searching a document for a text, in short slices of time so that keys are handled in between."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from hubtui.text.columns import Cell
from hubtui.text.document import Document
from hubtui.text.humanize import counted
from hubtui.text.matches import cut_at
from hubtui.text.width import cell_width

_SLICE_SECONDS = 0.008
_LOOKS_AT_THE_CLOCK = 32


class Finding:
    """The lines of a document that contain `text`. Case is ignored, unless `text` has a capital letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folds = text == text.casefold()
        self._wanted = text.casefold() if self._folds else text
        self.lines: list[int] = []
        self.is_over = False

    async def search(self, document: Document, on_slice: Callable[[], None]) -> None:
        """Search all lines; call `on_slice` after each slice of some milliseconds."""
        found: list[int] = []
        self.lines, self.is_over = found, False
        until = time.monotonic() + _SLICE_SECONDS
        for index in range(len(document)):
            if self._holds(document.text(index)):
                found.append(index)
            if index % _LOOKS_AT_THE_CLOCK == 0 and time.monotonic() > until:
                on_slice()
                await asyncio.sleep(0)
                until = time.monotonic() + _SLICE_SECONDS
        self.is_over = True
        on_slice()

    def next_after(self, line: int) -> int | None:
        """Return the next line with a match after `line`; after the last one, the first; None without matches."""
        if not self.lines:
            return None
        place = bisect_right(self.lines, line)
        return self.lines[place] if place < len(self.lines) else self.lines[0]

    def last_before(self, line: int) -> int | None:
        """Return the previous line with a match before `line`; before the first one, the last; None without matches."""
        if not self.lines:
            return None
        return self.lines[bisect_left(self.lines, line) - 1]

    def words(self, line: int | None) -> str:
        """Return the number of matches as text, with the place of `line` among them: "3 of 41 lines"."""
        more = "" if self.is_over else " so far"
        if line is None or line not in self.lines[max(0, bisect_left(self.lines, line)) :][:1]:
            return f"{counted(len(self.lines), 'line')}{more}"
        return f"{bisect_left(self.lines, line) + 1:,} of {len(self.lines):,} lines{more}"

    def marked(self, cells: Sequence[Cell]) -> list[Cell]:
        """Return the cells of a line, with the matches in the role "found"."""
        text = "".join(cell.text for cell in cells)
        spans = list(self._spans(text))
        return list(cut_at(cells, spans, "found")) if spans else list(cells)

    def _holds(self, text: str) -> bool:
        return self._wanted in (text.casefold() if self._folds else text)

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        # Folding the case of a letter like "ß" makes the text longer: then its case is not ignored.
        folded = text.casefold() if self._folds else text
        if len(folded) != len(text):
            folded = text
        start = folded.find(self._wanted)
        while start >= 0:
            yield start, start + len(self._wanted)
            start = folded.find(self._wanted, start + len(self._wanted))


async def in_slices(work: Iterator[None]) -> None:
    """Run a generator to its end, and let the event loop go on after each slice of some milliseconds."""
    until = time.monotonic() + _SLICE_SECONDS
    for _ in work:
        if time.monotonic() > until:
            await asyncio.sleep(0)
            until = time.monotonic() + _SLICE_SECONDS


def characters_of(cells: Sequence[Cell], start: int, end: int) -> tuple[int, int]:
    """Return the characters, from and to before an index, in the terminal cells from `start` to before `end`."""
    text = "".join(cell.text for cell in cells)
    if text.isascii():
        return start, end
    places, width = [], 0
    for character in text:
        places.append(width)
        width += cell_width(character)
    places.append(width)
    first = next((index for index, place in enumerate(places) if place >= start), len(text))
    last = next((index for index, place in enumerate(places) if place >= end), len(text))
    return first, last
