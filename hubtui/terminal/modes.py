"""The terminal modes that hubtui sets, the bytes that reset them, and how the terminal is opened."""

from __future__ import annotations

import errno
import os
import signal
import termios

TYPE_CHECKING = False  # imported before the startup snapshot is shown
if TYPE_CHECKING:
    from typing import Any, Final

SCREEN: Final = "\x1b[?1049h"
"""The alternate screen. Some terminals clear it if it is already on."""

QUIET: Final = "\x1b[?25l\x1b[?7l"
"""Hide the cursor, and do not wrap lines."""

ENTER: Final = QUIET + "\x1b[?1004h\x1b[?2004h"
"""The same, plus focus reports and bracketed paste."""

KEYS: Final = "\x1b[>5u"
"""The keyboard protocol of kitty: unambiguous escape codes (1) with the key of the base layout (4).

Letters are still sent as text, so that a shell is usable after a lost connection.
"""

KEYS_OF_OTHER_LAYOUT: Final = "\x1b[=29u"
"""The same, plus escape codes for letters (8) with the text that they type (16)."""

MOUSE: Final = "\x1b[?1016l\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h"
"""Mouse reports with positions in cells, even if an earlier program has set another mode."""

QUERY: Final = "\x1b[?2026$p"
"""Ask whether the terminal has synchronised output."""

BACKGROUND_QUERY: Final = "\x1b]11;?\x1b\\"
"""Ask for the background colour."""

LEAVE: Final = (
    "\x1b[?2026l\x1b[r\x1b]8;;\x1b\\\x1b[m\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?1004l\x1b[?7h"
)
LEAVE_KEYS: Final = "\x1b[<u"
LEAVE_SCREEN: Final = "\x1b[?1049l\x1b[?25h"

_INPUT, _OUTPUT, LOCAL, _CONTROL = 0, 1, 3, 6


def raw(attributes: list[Any]) -> list[Any]:
    """Return terminal attributes (as of termios.tcgetattr) for unprocessed input and output."""
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
    """Open the terminal that this process is used from, and return the file descriptor.

    Standard streams may be redirected: take the first one that is a terminal, or else the controlling terminal.

    Raises:
        OSError: there is none.
    """
    names = [os.ttyname(stream) for stream in (2, 1, 0) if _is_terminal(stream)]
    for name in (*names, "/dev/tty"):
        try:
            return os.open(name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            failure = error
    raise failure


def terminal_size() -> tuple[int, int] | None:
    """Return the columns and rows of the terminal, whatever is redirected; None if there is no terminal."""
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


def is_in_foreground(fileno: int) -> bool:
    """Return whether the terminal can be set up now; a background process is stopped by the attempt."""
    for number in (signal.SIGTTOU, signal.SIGTTIN):
        signal.signal(number, lambda *_: os.kill(os.getpid(), signal.SIGSTOP))
    try:
        termios.tcsetattr(fileno, termios.TCSANOW, termios.tcgetattr(fileno))
    except termios.error as error:
        if error.args[0] != errno.EINTR:
            raise
        return False
    finally:
        for number in (signal.SIGTTOU, signal.SIGTTIN):
            signal.signal(number, signal.SIG_DFL)
    return True
