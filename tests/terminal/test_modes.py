"""Every mode that is set is reset."""

import re
import subprocess
import sys
import termios

from hubtui.terminal import modes
from tests.terminal.session import Session

EVERY_MODE = modes.ENTER + modes.MOUSE + "\x1b[?2026h"


def test_leaving_resets_every_mode() -> None:
    state = {7, 25}
    for number, on in re.findall(r"\x1b\[\?(\d+)([hl])", EVERY_MODE + modes.LEAVE + modes.LEAVE_SCREEN):
        state = state | {int(number)} if on == "h" else state - {int(number)}
    assert state == {7, 25}


def test_leaving_resets_style_link_and_scroll_region_before_the_screen() -> None:
    for ended in ("\x1b[m", "\x1b]8;;\x1b\\", "\x1b[r"):
        assert ended in modes.LEAVE
    assert "?1049" not in modes.LEAVE


def test_raw_does_not_change_the_original_attributes() -> None:
    before = [termios.ICRNL, termios.OPOST, 0, termios.ECHO | termios.ICANON, 0, 0, [b"\x00"] * 32]
    made = modes.raw(before)
    assert not made[1] & termios.OPOST
    assert not made[3] & (termios.ECHO | termios.ICANON)
    assert before[1] & termios.OPOST
    assert before[6][termios.VMIN] == b"\x00"


def test_the_terminal_is_found_by_any_stream_or_without_one() -> None:
    asks = [
        sys.executable,
        "-c",
        "import sys; from hubtui.terminal.modes import terminal_size; sys.exit(terminal_size() is not None)",
    ]
    nothing = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    assert subprocess.run(asks, **nothing, start_new_session=True, check=False).returncode == 0
    for shown in nothing:
        with Session(asks, **{name: where for name, where in nothing.items() if name != shown}) as session:
            assert session.end() == 1
