"""The picture of a terminal, frame by frame."""

import random

from hubtui.terminal.cells import append_cells, pen
from hubtui.terminal.picture import Hint, Picture
from tests.terminal.emulator import Emulator


def say(picture: Picture, y: int, text: str) -> None:
    cells: list = []
    append_cells(cells, text.ljust(20), pen())
    picture.draw(0, y, cells)


def test_the_first_frame_clears_and_the_next_says_only_what_changed() -> None:
    picture = Picture(20, 5)
    say(picture, 1, "hello")
    first = picture.frame()
    assert "\x1b[2J" in first
    assert "hello" in first
    say(picture, 1, "hellO")
    assert picture.frame().endswith("O")
    assert picture.frame() == ""


def test_forgetting_sends_everything_again() -> None:
    picture = Picture(20, 5)
    say(picture, 1, "hello")
    first = picture.frame()
    picture.forget()
    assert picture.frame() == first


def test_a_terminal_that_was_set_up_again_is_unknown() -> None:
    picture = Picture(20, 5)
    say(picture, 1, "hello")
    picture.frame(1)
    assert picture.frame(1) == ""
    assert "hello" in picture.frame(2)


def test_another_size_begins_anew() -> None:
    picture = Picture(20, 5)
    say(picture, 1, "hello")
    picture.frame()
    picture.resize(30, 4)
    assert "\x1b[2J" in picture.frame()
    assert "hello" not in picture.frame()


def test_the_cursor_is_left_where_it_is_wanted() -> None:
    picture, terminal = Picture(20, 5), Emulator(20, 5)
    say(picture, 1, "hello")
    terminal.write(picture.frame(0, (3, 2)))
    assert terminal.cursor == (3, 2)
    assert picture.frame(0, (3, 2)) == ""


def test_wrong_hints_never_show() -> None:
    rng = random.Random(1)
    picture, terminal = Picture(20, 12), Emulator(20, 12)
    for _ in range(200):
        shift = rng.randrange(50)
        for y in range(2, 10):
            say(picture, y, f"line {y + shift}")
        for _ in range(rng.randrange(3)):
            picture.hint(Hint(rng.randrange(-2, 12), rng.randrange(14), rng.randrange(-20, 20)))
        terminal.write(picture.frame())
        assert terminal.lines()[2:10] == [f"line {y + shift}" for y in range(2, 10)]


def test_hints_of_frames_that_were_left_out_add_up() -> None:
    picture = Picture(20, 12)
    for y in range(12):
        say(picture, y, f"quite a long line {y}")
    picture.frame()
    for _ in range(3):
        picture.hint(Hint(0, 12, 1))
    for y in range(12):
        say(picture, y, f"quite a long line {y + 3}")
    assert "\x1b[12H\n\n\n\x1b[r" in picture.frame()
