"""Random grids: rows of words, blanks, wide and combined characters, in several styles."""

import random
from collections.abc import Iterable

from hubtui.terminal.cells import Cell, Grid, append_cells, sgr_style

STYLES = [
    sgr_style(),
    sgr_style("38;2;1;2;3"),
    sgr_style("38;5;252;48;2;18;18;18"),
    sgr_style("48;2;18;18;18"),
    sgr_style("1;38;5;120;48;5;24"),
    sgr_style("3;4;31"),
    sgr_style("7;38;5;200"),
    sgr_style("2;9;44"),
    sgr_style("38;5;252", "https://example.org/a"),
]
SURE = ["words", "日本", "e\u0301", "a", "   ", "         ", "x" * 12, "…", "한"]
UNSURE = ["👨\u200d👩\u200d👧", "❤\ufe0f", "🇫🇷", "☆", "👍🏽"]


def made_row(rng: random.Random, width: int, texts: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    ground = rng.choice(STYLES)
    while len(cells) < width:
        append_cells(cells, rng.choice(texts), rng.choice([ground, ground, rng.choice(STYLES)]))
    row = Grid(width, 1)
    row.draw(0, 0, cells)
    return list(row.rows[0])


def grid_of(rows: Iterable[Iterable[Cell]]) -> Grid:
    """A grid of these rows, which have the same width."""
    made = [tuple(row) for row in rows]
    grid = Grid(len(made[0]), len(made))
    grid.rows = made
    return grid


def made_grid(rng: random.Random, width: int, height: int, texts: list[str] = SURE) -> Grid:
    return grid_of([made_row(rng, width, texts) for _ in range(height)])


def altered(rng: random.Random, grid: Grid, texts: list[str] = SURE) -> Grid:
    """A grid that differs here and there, or has moved."""
    other = grid.copy()
    for _ in range(rng.randrange(6)):
        cells: list[Cell] = []
        append_cells(cells, rng.choice(texts), rng.choice(STYLES))
        other.draw(rng.randrange(grid.width), rng.randrange(grid.height), cells)
    for _ in range(rng.randrange(3)):
        other.rows[rng.randrange(grid.height)] = tuple(made_row(rng, grid.width, texts))
    if rng.random() < 0.4:
        by = rng.randrange(1, grid.height)
        other.rows = other.rows[by:] + other.rows[:by]
    return other
