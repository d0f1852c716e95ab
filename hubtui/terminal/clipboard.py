"""The ways to the clipboard of the user's own machine, and which of them to take.

No way through the terminal tells whether the text arrived: what is said is by which way it was sent.
"""

import asyncio
import base64
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from hubtui.config.children import child_environment

Way = Literal["tmux", "osc52", "wrapped", "local", "show"]

_SECONDS: Final = 2.0
_KNOWN_TERMS: Final = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour")
"""Terminals that take a text for the clipboard as they come."""
_DEAF_TERMS: Final = ("linux", "vt100", "vt102", "vt220", "vt52", "ansi", "cons25", "sun", "dumb")
"""Terminals that have no sequence for it, and may print what they do not know."""
_WORDS: Final[Mapping[Way, str]] = {
    "tmux": "handed to tmux for the terminal's clipboard",
    "osc52": "sent to the terminal's clipboard",
    "wrapped": "sent through tmux or screen to the terminal's clipboard",
    "local": "copied",
    "show": "not sent: select it here",
}


class Sent(NamedTuple):
    """By which way a text went, in words; `in_doubt` where it may well not have arrived."""

    words: str
    in_doubt: bool


def ways_of(environ: Mapping[str, str], setting: str = "auto") -> tuple[tuple[Way, ...], bool]:
    """The ways to try, one after the other, and whether the text is shown as well, for want of knowing better."""
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
        # A process of its own: it may wait for a display, and it must not see the token.
        if way == "local" and not await _run((sys.executable, "-m", "pyperclip", "--copy"), text):
            continue
        if way in ("osc52", "wrapped"):
            write(osc52(text, wrapped_for=_multiplexer(environ) if way == "wrapped" else ""))
        # What was meant to be the second way may not be one.
        return Sent(_WORDS[way], in_doubt or way != ways[0])
    return Sent(_WORDS["show"], True)


def osc52(text: str, wrapped_for: str = "") -> str:
    """The sequence that asks a terminal to take a text, wrapped so that "tmux" or "screen" passes it on."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\x07"
    if wrapped_for == "tmux":
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    return f"\x1bP{sequence}\x1b\\" if wrapped_for == "screen" else sequence


def _multiplexer(environ: Mapping[str, str]) -> str:
    return "screen" if environ.get("STY") and not environ.get("TMUX") else "tmux"


async def _run(command: Sequence[str], text: str) -> bool:
    """Whether a program took the text."""
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
