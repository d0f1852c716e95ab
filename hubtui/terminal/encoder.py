"""Encode the changes between two grids as bytes for the terminal: all runs of one style, then the next style."""

from collections import Counter
from itertools import repeat
from operator import attrgetter, is_
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Grid, Row, SgrStyle, sgr_style
from hubtui.terminal.cursor_motion import move
from hubtui.terminal.diff import Changes, Scroll, Span, scrolled
from hubtui.terminal.rows import Run, plan_row
from hubtui.terminal.style_changes import LINK_END, change_style, on_background

_LINE_FEEDS: Final = 4
_SPACES: Final = 4


_sure = attrgetter("sure")


class Trust(NamedTuple):
    """What the terminal does correctly: erase to the background of the style, and scroll regions."""

    erase: bool = True
    scroll: bool = True


class CursorState(NamedTuple):
    """The current style and the position of the terminal's cursor; None if unknown."""

    style: SgrStyle | None = None
    x: int | None = None
    y: int | None = None


class Encoded(NamedTuple):
    """The bytes to send, and the state of the cursor after them."""

    text: str
    cursor: CursorState


class _Background:
    """The blanks and the other runs with one background."""

    def __init__(self) -> None:
        self.blanks: list[tuple[int, Run]] = []
        self.styles: dict[SgrStyle, list[tuple[int, Run]]] = {}


class _Writer:
    """Collects the bytes, and keeps track of style and cursor."""

    def __init__(self, cursor: CursorState, after: Grid, trust: Trust) -> None:
        self.style, self.x, self.y = cursor
        self.after = after
        self.trust = trust
        self.parts: list[str] = []

    def go(self, x: int, y: int) -> None:
        """Move the cursor."""
        if self.x != x or self.y != y:
            self.parts.append(move(self.x, self.y, x, y))
            self.x, self.y = x, y

    def use(self, wanted: SgrStyle) -> None:
        """Change the style."""
        if wanted is not self.style:
            self.parts.append(change_style(self.style, wanted))
            self.style = wanted

    def put(self, text: str, stop: int) -> None:
        """Write text that ends before column `stop`."""
        self.parts.append(text)
        # Terminals disagree about the position of the cursor after the last column.
        self.x = stop if stop < self.after.width else None

    def write(self, y: int, run: Run) -> None:
        """Write a run in the current style, or erase it if it is blank."""
        self.go(run.start, y)
        length = run.stop - run.start
        row = self.after.rows[y]
        if run.blank and length >= _SPACES and self.trust.erase:
            only_blanks_follow = all(map(is_, row[run.stop :], repeat(run.style.blank)))
            self.parts.append("\x1b[K" if only_blanks_follow else f"\x1b[{length}X")
        else:
            self.put("".join([cell.text for cell in row[run.start : run.stop]]), run.stop)

    def done(self) -> Encoded:
        """Return the bytes and the state of the cursor after them."""
        return Encoded("".join(self.parts), CursorState(self.style, self.x, self.y))


def encode(changes: Changes, before: Grid, cursor: CursorState, trust: Trust) -> Encoded:
    """Return the bytes that make the changes on a terminal that shows `before` and whose cursor is `cursor`.

    The current style never has a link afterwards.
    """
    after = changes.after
    writer = _Writer(cursor, after, trust)
    if changes.scroll is not None:
        _scroll(writer, changes.scroll)
        before = scrolled(before, changes.scroll)
    careful = {y for y, spans in changes.spans.items() if _unsure(before.rows[y], after.rows[y], spans)}
    grounds: dict[str, _Background] = {}
    for y, spans in changes.spans.items():
        if y not in careful:
            _sort_row(writer, grounds, y, spans)
    _write_grounds(writer, grounds)
    for y in careful:
        _write_carefully(writer, y, changes.spans[y][0].start)
    if writer.style is not None and writer.style.link:
        writer.parts.append(LINK_END)
        writer.style = sgr_style(writer.style.sgr)
    return writer.done()


def clear(after: Grid, trust: Trust) -> tuple[Encoded, Grid]:
    """Return the bytes that clear the terminal, and the grid that it shows then."""
    common = sgr_style().blank
    if trust.erase:
        blanks = Counter(cell for row in after.rows for cell in row if cell.blank)
        common = max(blanks, key=blanks.__getitem__, default=common)
    text = change_style(None, common.style) + "\x1b[2J"
    return Encoded(text, CursorState(common.style)), Grid(after.width, after.height, common)


def _scroll(writer: _Writer, scroll: Scroll) -> None:
    """Scroll a region of the terminal; the position of the cursor is unknown afterwards."""
    top, bottom, rows = scroll
    writer.parts.append(f"\x1b[{top + 1};{bottom}r")
    if abs(rows) > _LINE_FEEDS:
        writer.parts.append(f"\x1b[{abs(rows)}{'S' if rows > 0 else 'T'}")
    elif rows > 0:
        writer.parts.append(f"\x1b[{bottom}H" + "\n" * rows)
    else:
        writer.parts.append(f"\x1b[{top + 1}H" + "\x1bM" * -rows)
    writer.parts.append("\x1b[r")
    writer.x = writer.y = None


def _unsure(old: Row, new: Row, spans: list[Span]) -> bool:
    """Return whether a row has or gets a cell whose width differs between terminals."""
    return not all(all(map(_sure, row[start:stop])) for start, stop in spans for row in (old, new))


def _key(wanted: SgrStyle) -> str:
    """Return the key of the group that a style belongs to: its background, marked for styles that paint on blanks."""
    return wanted.background if wanted.plain else f"{wanted.background}!"


def _sort_row(writer: _Writer, grounds: dict[str, _Background], y: int, spans: list[Span]) -> None:
    """Sort the erases and runs of a row into the groups of their backgrounds."""
    erase, runs = plan_row(writer.after.rows[y], spans, writer.trust.erase)
    if erase is not None:
        background = erase.style.background
        if all(_key(run.style) == background for run in runs):
            grounds.setdefault(background, _Background()).blanks.append((y, erase))
        else:
            # Words with another background may be written before this background has its turn.
            writer.use(on_background(writer.style, background))
            writer.write(y, erase)
    beside: Run | None = None
    for run in runs:
        ground = grounds.setdefault(_key(run.style), _Background())
        if not run.blank:
            ground.styles.setdefault(run.style, []).append((y, run))
        elif beside is not None and beside.stop == run.start and _key(beside.style) == run.style.background:
            ground.styles[beside.style].append((y, run))
        else:
            ground.blanks.append((y, run))
        beside = run if not run.blank else None


def _write_grounds(writer: _Writer, grounds: dict[str, _Background]) -> None:
    """Write each group; next is always the style that takes the fewest bytes to change to."""
    while grounds:
        key = _key(writer.style) if writer.style is not None else ""
        if key not in grounds:
            key = min(grounds, key=lambda one: _distance(writer, one, grounds[one]))
        ground = grounds.pop(key)
        writer.use(_nearest(writer, ground) if ground.styles else on_background(writer.style, key))
        for y, run in ground.blanks:
            writer.write(y, run)
        while ground.styles:
            wanted = _nearest(writer, ground)
            writer.use(wanted)
            for y, run in ground.styles.pop(wanted):
                writer.write(y, run)


def _nearest(writer: _Writer, ground: _Background) -> SgrStyle:
    return min(ground.styles, key=lambda wanted: len(change_style(writer.style, wanted)))


def _distance(writer: _Writer, key: str, ground: _Background) -> int:
    wanted = _nearest(writer, ground) if ground.styles else on_background(writer.style, key)
    return len(change_style(writer.style, wanted))


def _write_carefully(writer: _Writer, y: int, start: int) -> None:
    """Write a row from left to right, so that its columns are right whatever width the terminal gives its clusters."""
    row = writer.after.rows[y]
    x = start
    while x < len(row):
        cell = row[x]
        if cell.sure:
            writer.go(x, y)
            writer.use(cell.style)
            writer.put(cell.text, x + cell.width)
        else:
            _write_unsure(writer, cell, x, y)
        x += max(1, cell.width)


def _write_unsure(writer: _Writer, cell: Cell, x: int, y: int) -> None:
    """Write blanks, for terminals that draw the cell narrower, then the cell; the cursor is unknown afterwards."""
    writer.go(x, y)
    writer.use(cell.style)
    writer.parts.append(" " * cell.width)
    writer.x = None
    writer.go(x, y)
    writer.parts.append(cell.text)
    writer.x = writer.y = None
