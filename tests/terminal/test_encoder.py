"""The encoder: a terminal that gets the bytes shows the grid."""

import random
import re
from collections.abc import Callable
from unicodedata import normalize

import pytest

from hubtui.terminal.cells import Grid, append_cells, sgr_style
from hubtui.terminal.diff import Scroll, diff, scrolled, shortest_changes
from hubtui.terminal.encoder import CursorState, Trust, clear, encode
from tests.terminal.emulator import Emulator, differences
from tests.terminal.grammar import strangers
from tests.terminal.grids import SURE, UNSURE, altered, made_grid

TRUSTS = [Trust(), Trust(erase=False), Trust(scroll=False), Trust(False, False)]


def plainly(grid: Grid) -> Emulator:
    """The grid written cell by cell, each where it belongs."""
    terminal = Emulator(grid.width, grid.height)
    for y, row in enumerate(grid.rows):
        for x, cell in enumerate(row):
            if cell.text:
                terminal.write(f"\x1b[{y + 1};{x + 1}H\x1b[0;{cell.style.sgr}m{cell.text}".replace(";m", "m"))
    return terminal


@pytest.mark.parametrize("trust", TRUSTS)
def test_frame_after_frame_the_terminal_shows_the_grid(trust: Trust, runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for number in range(runs(1000)):
        grid = made_grid(rng, rng.randrange(2, 60), rng.randrange(2, 8))
        terminal = Emulator(grid.width, grid.height)
        emptied, shown = clear(grid, trust)
        written, cursor = emptied
        terminal.write(written)
        for _ in range(4):
            hint = Scroll(0, grid.height, rng.randrange(-3, 4))
            update = encode(shortest_changes(shown, grid, [hint] if trust.scroll else []), shown, cursor, trust)
            terminal.write(update.text)
            where = f"seed {seed}, run {number}: {update.text!a}"
            assert not differences(plainly(grid), terminal), where
            assert strangers(update.text.encode()) == [], where
            cursor, shown, grid = update.cursor, grid, altered(rng, grid)


def test_the_cursor_state_is_that_of_the_terminal(runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for number in range(runs(1000)):
        old = made_grid(rng, 30, 6, SURE)
        new = altered(rng, old)
        terminal = Emulator(30, 6)
        update = encode(diff(old, new), old, CursorState(), Trust())
        terminal.write(update.text)
        x, y = terminal.cursor
        assert update.cursor.y in (y, None), f"seed {seed}, run {number}"
        assert update.cursor.x in (x, None), f"seed {seed}, run {number}"
        assert update.cursor.style is None or not update.cursor.style.link


@pytest.mark.parametrize("drawn", [1, 2, 3])
@pytest.mark.parametrize("trust", TRUSTS)
def test_columns_are_right_whatever_the_width_of_a_cluster(drawn: int, trust: Trust) -> None:
    """What stands behind an uncertain cluster is written after it, at its own place."""
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for number in range(30):
        old, new = made_grid(rng, 40, 3), made_grid(rng, 40, 3, [*SURE, *UNSURE])
        terminal = plainly(old)
        text = encode(diff(old, new), old, CursorState(), trust).text
        for cluster in UNSURE:
            text = text.replace(cluster, "#" * drawn)
        terminal.write(text)
        for shown, row in zip(terminal.picture(), new.rows, strict=True):
            for x, cell in enumerate(row):
                if cell.sure and cell.width == 1:
                    assert shown[x].text == normalize("NFC", cell.text), f"seed {seed}, grid {number}, column {x}"


def test_terminals_without_erase_and_scroll_get_neither() -> None:
    rng = random.Random(3)
    for _ in range(100):
        old = made_grid(rng, 60, 6)
        new = altered(rng, old)
        text = encode(shortest_changes(old, new, []), old, CursorState(), Trust(False, False)).text
        assert not re.search(r"\x1b\[\d*[KX]|\x1b\[\d+;\d+r", text)


def test_a_scrolled_list_takes_few_bytes() -> None:
    rng = random.Random(4)
    old = made_grid(rng, 120, 30)
    new = scrolled(old, Scroll(3, 29, 1))
    new.rows[28] = made_grid(rng, 120, 1).rows[0]
    with_hint = encode(shortest_changes(old, new, [Scroll(3, 29, 1)]), old, CursorState(sgr_style()), Trust()).text
    without = encode(shortest_changes(old, new, []), old, CursorState(sgr_style()), Trust()).text
    assert len(with_hint) * 8 < len(without)


def test_text_between_two_changed_blanks_keeps_its_colours() -> None:
    old, new = Grid(9, 1), Grid(9, 1)
    for grid, text in ((old, "a…b"), (new, " … ")):
        cells: list = []
        append_cells(cells, text, sgr_style())
        grid.draw(3, 0, cells)
    terminal = plainly(old)
    # The style in hand has the background of the blanks and another foreground.
    terminal.write("\x1b[0;31m" + encode(diff(old, new), old, CursorState(sgr_style("31")), Trust()).text)
    assert not differences(plainly(new), terminal)


def test_without_changes_nothing_is_written() -> None:
    grid = made_grid(random.Random(5), 40, 5)
    assert encode(diff(grid, grid), grid, CursorState(sgr_style("31"), 3, 2), Trust()).text == ""


def test_a_style_is_written_once_in_a_frame_with_one_background() -> None:
    old, new = Grid(40, 10), Grid(40, 10)
    for y in range(10):
        cells: list = []
        append_cells(cells, "red", sgr_style("31"))
        append_cells(cells, "green", sgr_style("32"))
        new.draw(5, y, cells)
    text = encode(diff(old, new), old, CursorState(sgr_style()), Trust()).text
    assert text.count("31m") == text.count("32m") == 1
