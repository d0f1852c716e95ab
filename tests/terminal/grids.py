"""Made grids: rows of words, blanks, wide and combined characters, in some pens."""

import random

from hubtui.terminal.cells import Cell, Grid, append_cells, pen

PENS = [
    pen(),
    pen("38;2;1;2;3"),
    pen("38;5;252;48;2;18;18;18"),
    pen("48;2;18;18;18"),
    pen("1;38;5;120;48;5;24"),
    pen("3;4;31"),
    pen("7;38;5;200"),
    pen("2;9;44"),
    pen("38;5;252", "https://example.org/a"),
]
SURE = ["words", "日本", "e\u0301", "a", "   ", "         ", "x" * 12, "…", "한"]
UNSURE = ["👨\u200d👩\u200d👧", "❤\ufe0f", "🇫🇷", "☆", "👍🏽"]


def made_row(rng: random.Random, width: int, texts: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    ground = rng.choice(PENS)
    while len(cells) < width:
        append_cells(cells, rng.choice(texts), rng.choice([ground, ground, rng.choice(PENS)]))
    row = Grid(width, 1)
    row.draw(0, 0, cells)
    return list(row.rows[0])


def made_grid(rng: random.Random, width: int, height: int, texts: list[str] = SURE) -> Grid:
    return Grid.of([made_row(rng, width, texts) for _ in range(height)])


def altered(rng: random.Random, grid: Grid, texts: list[str] = SURE) -> Grid:
    """A grid that differs here and there, or has moved."""
    other = grid.copy()
    for _ in range(rng.randrange(6)):
        cells: list[Cell] = []
        append_cells(cells, rng.choice(texts), rng.choice(PENS))
        other.draw(rng.randrange(grid.width), rng.randrange(grid.height), cells)
    for _ in range(rng.randrange(3)):
        other.rows[rng.randrange(grid.height)] = tuple(made_row(rng, grid.width, texts))
    if rng.random() < 0.4:
        by = rng.randrange(1, grid.height)
        other.rows = other.rows[by:] + other.rows[:by]
    return other
