"""The bytes that move the cursor."""

import itertools

import pytest

from hubtui.terminal.cursor_motion import move
from tests.terminal.emulator import Emulator


def test_every_move_arrives() -> None:
    places = [(0, 0), (1, 0), (5, 0), (19, 0), (0, 1), (7, 3), (12, 3), (0, 9), (19, 9), (3, 8)]
    for (x, y), (to_x, to_y) in itertools.product(places, places):
        terminal = Emulator(20, 10)
        terminal.write(f"\x1b[{y + 1};{x + 1}H" + move(x, y, to_x, to_y))
        assert terminal.cursor == (to_x, to_y), (x, y, to_x, to_y)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ((3, 3), (3, 3), ""),
        ((3, 3), (3, 4), "\n"),
        ((3, 3), (0, 4), "\n\r"),
        ((9, 3), (7, 3), "\b\b"),
        ((9, 3), (10, 3), "\x1b[C"),
        ((None, 3), (10, 3), "\x1b[11G"),
        ((None, None), (0, 0), "\x1b[H"),
        ((None, None), (0, 4), "\x1b[5H"),
        ((50, 30), (4, 2), "\x1b[3;5H"),
    ],
)
def test_the_shortest_way_is_taken(start: tuple[int | None, int | None], end: tuple[int, int], written: str) -> None:
    assert move(*start, *end) == written
