"""The screen buffer, frame by frame."""

import random

from hubtui.terminal.cells import append_cells, sgr_style
from hubtui.terminal.diff import Scroll
from hubtui.terminal.screen_buffer import ScreenBuffer
from tests.terminal.emulator import Emulator


def say(buffer: ScreenBuffer, y: int, text: str) -> None:
    cells: list = []
    append_cells(cells, text.ljust(20), sgr_style())
    buffer.draw(0, y, cells)


def test_the_first_frame_clears_and_the_next_says_only_what_changed() -> None:
    buffer = ScreenBuffer(20, 5)
    say(buffer, 1, "hello")
    first = buffer.frame()
    assert "\x1b[2J" in first
    assert "hello" in first
    say(buffer, 1, "hellO")
    assert buffer.frame().endswith("O")
    assert buffer.frame() == ""


def test_forgetting_sends_everything_again() -> None:
    buffer = ScreenBuffer(20, 5)
    say(buffer, 1, "hello")
    first = buffer.frame()
    buffer.forget()
    assert buffer.frame() == first


def test_a_terminal_that_was_set_up_again_is_unknown() -> None:
    buffer = ScreenBuffer(20, 5)
    say(buffer, 1, "hello")
    buffer.frame(1)
    assert buffer.frame(1) == ""
    assert "hello" in buffer.frame(2)


def test_another_size_begins_anew() -> None:
    buffer = ScreenBuffer(20, 5)
    say(buffer, 1, "hello")
    buffer.frame()
    buffer.resize(30, 4)
    assert "\x1b[2J" in buffer.frame()
    assert "hello" not in buffer.frame()


def test_the_cursor_is_left_where_it_is_wanted() -> None:
    buffer, terminal = ScreenBuffer(20, 5), Emulator(20, 5)
    say(buffer, 1, "hello")
    terminal.write(buffer.frame(0, (3, 2)))
    assert terminal.cursor == (3, 2)
    assert buffer.frame(0, (3, 2)) == ""


def test_wrong_hints_never_show() -> None:
    rng = random.Random(1)
    buffer, terminal = ScreenBuffer(20, 12), Emulator(20, 12)
    for _ in range(200):
        shift = rng.randrange(50)
        for y in range(2, 10):
            say(buffer, y, f"line {y + shift}")
        for _ in range(rng.randrange(3)):
            buffer.hint(Scroll(rng.randrange(-2, 12), rng.randrange(14), rng.randrange(-20, 20)))
        terminal.write(buffer.frame())
        assert terminal.lines()[2:10] == [f"line {y + shift}" for y in range(2, 10)]


def test_hints_of_frames_that_were_left_out_add_up() -> None:
    buffer = ScreenBuffer(20, 12)
    for y in range(12):
        say(buffer, y, f"quite a long line {y}")
    buffer.frame()
    for _ in range(3):
        buffer.hint(Scroll(0, 12, 1))
    for y in range(12):
        say(buffer, y, f"quite a long line {y + 3}")
    assert "\x1b[12H\n\n\n\x1b[r" in buffer.frame()
