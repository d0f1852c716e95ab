"""Copy text to the clipboard of the user's own machine.

A terminal never tells whether the text has arrived, so the user is told how it was sent.
"""

import asyncio
import base64
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from hubtui.config.child_environment import child_environment

Way = Literal["tmux", "osc52", "wrapped", "local", "show"]

_SECONDS: Final = 2.0
_KNOWN_TERMS: Final = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour")
"""Terminals that take text for the clipboard with their default settings."""
_DEAF_TERMS: Final = ("linux", "vt100", "vt102", "vt220", "vt52", "ansi", "cons25", "sun", "dumb")
"""Terminals that have no sequence for it and may print unknown sequences."""
_WORDS: Final[Mapping[Way, str]] = {
    "tmux": "handed to tmux for the terminal's clipboard",
    "osc52": "sent to the terminal's clipboard",
    "wrapped": "sent through tmux or screen to the terminal's clipboard",
    "local": "copied",
    "show": "not sent: select it here",
}


class Sent(NamedTuple):
    """How a text was sent, in words; `in_doubt` if it may not have arrived."""

    words: str
    in_doubt: bool


def ways_of(environ: Mapping[str, str], setting: str = "auto") -> tuple[tuple[Way, ...], bool]:
    """Return the ways to try in order, and whether to show the text as well because it may not arrive."""
    if setting != "auto":
        return ((setting,), setting == "show")  # type: ignore[return-value]  # the settings admit no others
    if environ.get("TMUX"):
        return ("tmux", "wrapped"), False
    if environ.get("STY"):
        return ("wrapped",), True
    remote = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    display = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")) or sys.platform == "darwin"
    term = environ.get("TERM", "")
    if display and not remote:
        return ("local", "osc52"), False
    if term.startswith(_DEAF_TERMS):
        return ("show",), True
    return ("osc52",), not term.startswith(_KNOWN_TERMS)


async def send(text: str, environ: Mapping[str, str], write: Callable[[str], object], setting: str = "auto") -> Sent:
    """Send a text to the clipboard; `write` writes to the terminal."""
    ways, in_doubt = ways_of(environ, setting)
    for way in ways:
        if way == "tmux" and not await _run(("tmux", "load-buffer", "-w", "-"), text):
            continue
        # In another process: it may wait for a display, and it must not see the token.
        if way == "local" and not await _run((sys.executable, "-m", "pyperclip", "--copy"), text):
            continue
        if way in ("osc52", "wrapped"):
            write(osc52(text, wrapped_for=_multiplexer(environ) if way == "wrapped" else ""))
        # The second way may not work.
        return Sent(_WORDS[way], in_doubt or way != ways[0])
    return Sent(_WORDS["show"], True)


def osc52(text: str, wrapped_for: str = "") -> str:
    """Return the sequence that asks a terminal to take a text, wrapped so that "tmux" or "screen" passes it on."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\x07"
    if wrapped_for == "tmux":
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    return f"\x1bP{sequence}\x1b\\" if wrapped_for == "screen" else sequence


def _multiplexer(environ: Mapping[str, str]) -> str:
    return "screen" if environ.get("STY") and not environ.get("TMUX") else "tmux"


async def _run(command: Sequence[str], text: str) -> bool:
    """Run a program with the text as its input; return whether it succeeded."""
    null = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=null, stderr=null, env=child_environment()
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(_SECONDS):
            await process.communicate(text.encode("utf-8", "replace"))
    except TimeoutError:
        process.kill()
        await process.wait()
        return False
    return process.returncode == 0
