"""The bytes that change one SGR style to another."""

import itertools

from hubtui.terminal.cells import sgr_style
from hubtui.terminal.style_changes import change_style, on_background
from tests.terminal.emulator import Emulator

SAID = ["", "31", "1;31", "2;38;5;9", "1;2;38;2;1;2;30", "3;4;9;44", "7;31;44", "4", "9;48;2;1;2;30", "1"]


def test_every_change_of_pen_ends_in_the_wanted_pen() -> None:
    for one, other in itertools.product(SAID, SAID):
        changed, fresh = Emulator(4, 1), Emulator(4, 1)
        changed.write(change_style(None, sgr_style(one)) + change_style(sgr_style(one), sgr_style(other)) + "x")
        fresh.write(f"\x1b[0;{other}m".replace(";m", "m") + "x")
        assert changed.picture() == fresh.picture(), (one, other)


def test_only_differences_are_sent() -> None:
    assert change_style(sgr_style("1;31;48;5;233"), sgr_style("1;32;48;5;233")) == "\x1b[32m"
    assert change_style(sgr_style("31;44"), sgr_style("31")) == "\x1b[49m"
    assert change_style(sgr_style("31"), sgr_style("31")) == ""
    assert change_style(sgr_style("1;31;44"), sgr_style()) == "\x1b[m"


def test_a_link_is_opened_and_closed() -> None:
    linked = sgr_style("31", "https://example.org")
    assert change_style(sgr_style("31"), linked) == "\x1b]8;;https://example.org\x1b\\"
    assert change_style(linked, sgr_style("31")) == "\x1b]8;;\x1b\\"


def test_the_nearest_pen_on_a_background_keeps_the_rest() -> None:
    assert on_background(sgr_style("1;31;44"), "45") is sgr_style("1;31;45")
    assert on_background(sgr_style("7;31"), "45") is sgr_style("45")
    assert on_background(None, "45") is sgr_style("45")
