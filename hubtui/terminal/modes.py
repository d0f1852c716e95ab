"""The modes that hubtui sets on a terminal, and the bytes that take every one of them back."""

from __future__ import annotations

import os
import termios

TYPE_CHECKING = False  # the first picture stands before anything is imported that can wait
if TYPE_CHECKING:
    from typing import Any, Final

SCREEN: Final = "\x1b[?1049h"
"""The alternate screen. Where it is on already, some terminals clear it."""

QUIET: Final = "\x1b[?25l\x1b[?7l"
"""No cursor, no wrapping."""

ENTER: Final = QUIET + "\x1b[?1004h\x1b[?2004h"
"""The same, with focus reports and bracketed paste."""

KEYS: Final = "\x1b[>5u"
"""Kitty's keyboard protocol: unambiguous escape codes (1) that tell the key of the base layout as well (4).

Letters still come as text: after a lost connection the shell can be typed at.
"""

KEYS_OF_OTHER_LAYOUT: Final = "\x1b[=29u"
"""The same with escape codes for letters (8), and the text that they type (16)."""

MOUSE: Final = "\x1b[?1016l\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"
"""Positions in cells, whatever an earlier program left on."""

SIZES: Final = "\x1b[?2048h"
"""Tell the size of the terminal in band, now and when it changes."""

QUERIES: Final = "\x1b[?2026$p\x1b[?2048$p"
"""Whether the terminal has synchronised output and reports its size in band; each is answered once."""

LEAVE: Final = (
    "\x1b[?2026l\x1b[r\x1b]8;;\x1b\\\x1b[m"
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[?2048l\x1b[?2004l\x1b[?1004l\x1b[?7h"
)
LEAVE_KEYS: Final = "\x1b[<u"
LEAVE_SCREEN: Final = "\x1b[?1049l\x1b[?25h"

_INPUT, _OUTPUT, LOCAL, _CONTROL = 0, 1, 3, 6


def raw(attributes: list[Any]) -> list[Any]:
    """The terminal attributes (of termios.tcgetattr) for keys as they come and bytes as they are written."""
    made = list(attributes)
    made[LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    if not os.environ.get("TEXTUAL_ALLOW_SIGNALS"):
        made[LOCAL] &= ~termios.ISIG
    made[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    made[_OUTPUT] &= ~termios.OPOST
    made[_CONTROL] = list(made[_CONTROL])
    made[_CONTROL][termios.VMIN] = 1
    return made


def open_terminal() -> int:
    """A file descriptor of its own on the terminal that this process is used from; OSError where there is none.

    Standard streams may be redirected: any of them that is the terminal names it, else the controlling one is taken.
    """
    names = [os.ttyname(stream) for stream in (2, 1, 0) if _is_terminal(stream)]
    for name in (*names, "/dev/tty"):
        try:
            return os.open(name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            failure = error
    raise failure


def terminal_size() -> tuple[int, int] | None:
    """Columns and rows of the terminal that there is to draw on, whatever is redirected; None where there is none."""
    try:
        descriptor = open_terminal()
    except OSError:
        return None
    try:
        return os.get_terminal_size(descriptor)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _is_terminal(stream: int) -> bool:
    try:
        return os.isatty(stream)
    except OSError:
        return False
