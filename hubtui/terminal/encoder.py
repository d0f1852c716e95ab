"""The bytes for the changes between two grids: all of one pen first, then the next."""

from collections import Counter
from operator import attrgetter
from typing import Final, NamedTuple

from hubtui.terminal.cells import Cell, Grid, Pen, Row, pen
from hubtui.terminal.diff import Changes, Scroll, Span, scrolled
from hubtui.terminal.moves import move
from hubtui.terminal.pens import LINK_END, change_pen, on_background
from hubtui.terminal.rows import Run, Wipe, plan_row

_LINE_FEEDS: Final = 4
_SPACES: Final = 4


_sure = attrgetter("sure")


class Trust(NamedTuple):
    """What the terminal can be trusted with: erasing to the pen's background, and scroll regions."""

    erase: bool = True
    scroll: bool = True


class Tip(NamedTuple):
    """The terminal's pen and cursor; None is unknown."""

    pen: Pen | None = None
    x: int | None = None
    y: int | None = None


class Encoded(NamedTuple):
    """What to send, and where pen and cursor are then."""

    text: str
    tip: Tip


class _Ground:
    """What is written on one background."""

    def __init__(self) -> None:
        self.wipes: list[Wipe] = []
        self.blanks: list[tuple[int, Run]] = []
        self.pens: dict[Pen, list[tuple[int, Run]]] = {}


class _Sheet:
    """The bytes so far, with pen and cursor."""

    def __init__(self, tip: Tip, after: Grid, trust: Trust) -> None:
        self.pen, self.x, self.y = tip
        self.after = after
        self.trust = trust
        self.parts: list[str] = []

    def go(self, x: int, y: int) -> None:
        if self.x != x or self.y != y:
            self.parts.append(move(self.x, self.y, x, y))
            self.x, self.y = x, y

    def use(self, wanted: Pen) -> None:
        if wanted is not self.pen:
            self.parts.append(change_pen(self.pen, wanted))
            self.pen = wanted

    def put(self, text: str, stop: int) -> None:
        """Write text that ends before column stop."""
        self.parts.append(text)
        # At the right edge terminals disagree about where the cursor is.
        self.x = stop if stop < self.after.width else None

    def write(self, y: int, run: Run) -> None:
        """Write a run with the pen in hand."""
        self.go(run.start, y)
        length = run.stop - run.start
        if run.blank and length > _SPACES - 1 and self.trust.erase:
            self.parts.append("\x1b[K" if run.stop == self.after.width else f"\x1b[{length}X")
        else:
            self.put("".join([cell.text for cell in self.after.rows[y][run.start : run.stop]]), run.stop)

    def wipe(self, wipe: Wipe) -> None:
        self.go(wipe.start, wipe.y)
        self.parts.append("\x1b[K" if wipe.to_end else f"\x1b[{wipe.stop - wipe.start}X")

    def done(self) -> Encoded:
        return Encoded("".join(self.parts), Tip(self.pen, self.x, self.y))


def encode(changes: Changes, before: Grid, tip: Tip, trust: Trust) -> Encoded:
    """The bytes that make the changes on a terminal that shows `before`.

    Pen and cursor are where `tip` says, and where the answer's tip says afterwards. A pen with a link is never
    left in hand.
    """
    after = changes.after
    sheet = _Sheet(tip, after, trust)
    if changes.scroll is not None:
        _scroll(sheet, changes.scroll)
        before = scrolled(before, changes.scroll)
    careful = {y for y, spans in changes.spans.items() if _unsure(before.rows[y], after.rows[y], spans)}
    grounds: dict[str, _Ground] = {}
    for y, spans in changes.spans.items():
        if y not in careful:
            _sort_row(sheet, grounds, y, spans)
    _write_grounds(sheet, grounds)
    for y in careful:
        _write_carefully(sheet, y, changes.spans[y][0].start)
    if sheet.pen is not None and sheet.pen.link:
        sheet.parts.append(LINK_END)
        sheet.pen = pen(sheet.pen.sgr)
    return sheet.done()


def clear(after: Grid, trust: Trust) -> tuple[Encoded, Grid]:
    """The bytes that empty the terminal, whatever was on it, and the grid that is on it then."""
    common = pen().blank
    if trust.erase:
        blanks = Counter(cell for row in after.rows for cell in row if cell.blank)
        common = max(blanks, key=blanks.__getitem__, default=common)
    text = change_pen(None, common.pen) + "\x1b[2J"
    return Encoded(text, Tip(common.pen)), Grid(after.width, after.height, common)


def _scroll(sheet: _Sheet, scroll: Scroll) -> None:
    """Let the terminal move a band; it leaves the cursor nobody knows where."""
    top, bottom, rows = scroll
    sheet.parts.append(f"\x1b[{top + 1};{bottom}r")
    if abs(rows) > _LINE_FEEDS:
        sheet.parts.append(f"\x1b[{abs(rows)}{'S' if rows > 0 else 'T'}")
    elif rows > 0:
        sheet.parts.append(f"\x1b[{bottom}H" + "\n" * rows)
    else:
        sheet.parts.append(f"\x1b[{top + 1}H" + "\x1bM" * -rows)
    sheet.parts.append("\x1b[r")
    sheet.x = sheet.y = None


def _unsure(old: Row, new: Row, spans: list[Span]) -> bool:
    """Whether a row writes, or writes over, what terminals disagree about."""
    return not all(all(map(_sure, row[start:stop])) for start, stop in spans for row in (old, new))


def _key(wanted: Pen) -> str:
    """Plain pens of one background share it; the others neither erase nor write blanks for anyone."""
    return wanted.background if wanted.plain else f"{wanted.background}!"


def _sort_row(sheet: _Sheet, grounds: dict[str, _Ground], y: int, spans: list[Span]) -> None:
    """Put what a row needs where its pen will come by."""
    plan = plan_row(y, sheet.after.rows[y], spans, sheet.trust.erase)
    if plan.wipe is not None:
        background = plan.wipe.blank.pen.background
        if all(_key(run.pen) == background for run in plan.runs):
            grounds.setdefault(background, _Ground()).wipes.append(plan.wipe)
        else:
            # Words on another background may be written before this background has its turn.
            sheet.use(on_background(sheet.pen, background))
            sheet.wipe(plan.wipe)
    beside: Run | None = None
    for run in plan.runs:
        ground = grounds.setdefault(_key(run.pen), _Ground())
        if not run.blank:
            ground.pens.setdefault(run.pen, []).append((y, run))
        elif beside is not None and beside.stop == run.start and _key(beside.pen) == run.pen.background:
            ground.pens[beside.pen].append((y, run))
        else:
            ground.blanks.append((y, run))
        beside = run if not run.blank else None


def _write_grounds(sheet: _Sheet, grounds: dict[str, _Ground]) -> None:
    """Each background in turn, the nearest pen next."""
    while grounds:
        key = _key(sheet.pen) if sheet.pen is not None else ""
        if key not in grounds:
            key = min(grounds, key=lambda one: _distance(sheet, one, grounds[one]))
        ground = grounds.pop(key)
        sheet.use(_nearest(sheet, ground) if ground.pens else on_background(sheet.pen, key))
        for wipe in ground.wipes:
            sheet.wipe(wipe)
        for y, run in ground.blanks:
            sheet.write(y, run)
        while ground.pens:
            wanted = _nearest(sheet, ground)
            sheet.use(wanted)
            for y, run in ground.pens.pop(wanted):
                sheet.write(y, run)


def _nearest(sheet: _Sheet, ground: _Ground) -> Pen:
    return min(ground.pens, key=lambda wanted: len(change_pen(sheet.pen, wanted)))


def _distance(sheet: _Sheet, key: str, ground: _Ground) -> int:
    wanted = _nearest(sheet, ground) if ground.pens else on_background(sheet.pen, key)
    return len(change_pen(sheet.pen, wanted))


def _write_carefully(sheet: _Sheet, y: int, start: int) -> None:
    """Write a row in order to its end, so that columns hold whatever width a terminal gives its clusters."""
    row = sheet.after.rows[y]
    x = start
    while x < len(row):
        cell = row[x]
        if cell.sure:
            sheet.go(x, y)
            sheet.use(cell.pen)
            sheet.put(cell.text, x + cell.width)
        else:
            _write_unsure(sheet, cell, x, y)
        x += max(1, cell.width)


def _write_unsure(sheet: _Sheet, cell: Cell, x: int, y: int) -> None:
    """Blanks first, for terminals that draw it narrower; the cursor is nowhere known after it."""
    sheet.go(x, y)
    sheet.use(cell.pen)
    sheet.parts.append(" " * cell.width)
    sheet.x = None
    sheet.go(x, y)
    sheet.parts.append(cell.text)
    sheet.x = sheet.y = None
