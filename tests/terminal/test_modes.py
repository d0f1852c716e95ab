"""What is set is taken back."""

import re
import termios

from hubtui.terminal import modes

EVERY_MODE = modes.ENTER + modes.MOUSE + "\x1b[?2048h\x1b[?1016h\x1b[?2026h"


def test_leaving_takes_every_mode_back() -> None:
    state = {7, 25}
    for number, on in re.findall(r"\x1b\[\?(\d+)([hl])", EVERY_MODE + modes.LEAVE + modes.LEAVE_SCREEN):
        state = state | {int(number)} if on == "h" else state - {int(number)}
    assert state == {7, 25}


def test_leaving_ends_pen_link_and_region_before_the_screen_changes_back() -> None:
    for ended in ("\x1b[m", "\x1b]8;;\x1b\\", "\x1b[r"):
        assert ended in modes.LEAVE
    assert "?1049" not in modes.LEAVE


def test_raw_leaves_the_original_attributes_alone() -> None:
    before = [termios.ICRNL, termios.OPOST, 0, termios.ECHO | termios.ICANON, 0, 0, [b"\x00"] * 32]
    made = modes.raw(before)
    assert not made[1] & termios.OPOST
    assert not made[3] & (termios.ECHO | termios.ICANON)
    assert before[1] & termios.OPOST
    assert before[6][termios.VMIN] == b"\x00"
