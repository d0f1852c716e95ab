"""The changes between two grids."""

import random
from collections.abc import Callable

from hubtui.terminal.cells import Grid, append_cells, sgr_style
from hubtui.terminal.diff import Changes, Scroll, diff, is_useful, scrolled, shortest_changes
from tests.terminal.grids import SURE, UNSURE, altered, made_grid


def grid_of(*lines: str) -> Grid:
    grid = Grid(max(map(len, lines)), len(lines))
    for y, line in enumerate(lines):
        cells: list = []
        append_cells(cells, line, sgr_style())
        grid.draw(0, y, cells)
    return grid


def apply(changes: Changes, grid: Grid) -> Grid:
    """Return the grid after the changes."""
    made = scrolled(grid, changes.scroll) if changes.scroll else grid.copy()
    for y, spans in changes.spans.items():
        for start, stop in spans:
            row = made.rows[y]
            made.rows[y] = row[:start] + changes.after.rows[y][start:stop] + row[stop:]
    return made


def test_applying_the_changes_makes_the_other_grid(runs: Callable[[int], int]) -> None:
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for number in range(runs(10_000)):
        old = made_grid(rng, rng.randrange(1, 50), rng.randrange(2, 9), SURE + UNSURE)
        new = altered(rng, old, SURE + UNSURE)
        scroll = Scroll(rng.randrange(9), rng.randrange(9), rng.randrange(-9, 9))
        where = f"seed {seed}, run {number}"
        assert apply(diff(old, new), old).rows == new.rows, where
        assert apply(shortest_changes(old, new, [scroll]), old).rows == new.rows, where
        if is_useful(scroll, new):
            assert apply(diff(old, new, scroll), old).rows == new.rows, where


def test_equal_grids_have_no_changes() -> None:
    assert diff(grid_of("one", "two"), grid_of("one", "two")).spans == {}


def test_only_what_changed_is_in_the_changes() -> None:
    changes = diff(grid_of("one two", "three"), grid_of("one six", "three"))
    assert {y: [tuple(span) for span in spans] for y, spans in changes.spans.items()} == {0: [(4, 7)]}


def test_a_wide_cell_changes_as_a_whole() -> None:
    old, new = grid_of("日x "), grid_of("字x ")
    assert [tuple(span) for span in diff(old, new).spans[0]] == [(0, 2)]


def test_rows_that_a_scroll_brings_in_are_written_completely() -> None:
    old = grid_of(*(f"line {number}" for number in range(9)))
    new = scrolled(old, Scroll(0, 9, 2))
    new.rows[7:] = grid_of("      ", "      ").rows
    changes = diff(old, new, Scroll(0, 9, 2))
    assert {y: [tuple(span) for span in spans] for y, spans in changes.spans.items()} == {7: [(0, 6)], 8: [(0, 6)]}


def test_a_right_hint_is_taken_and_a_wrong_one_is_not() -> None:
    old = grid_of(*(f"quite a long line {number}" for number in range(20)))
    new = grid_of(*(f"quite a long line {number}" for number in range(1, 21)))
    assert shortest_changes(old, new, [Scroll(0, 20, 1)]).scroll == Scroll(0, 20, 1)
    assert shortest_changes(old, new, [Scroll(0, 20, -7)]).scroll is None
    assert shortest_changes(old, old, [Scroll(0, 20, 1)]).scroll is None


def test_a_scroll_beyond_the_grid_is_not_possible() -> None:
    grid = grid_of("a", "b", "c")
    assert not any(
        is_useful(scroll, grid) for scroll in [Scroll(0, 4, 1), Scroll(2, 1, 1), Scroll(0, 3, 3), Scroll(0, 3, 0)]
    )
