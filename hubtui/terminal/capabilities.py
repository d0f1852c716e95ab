"""Detect from the environment what the terminal can do. Pure, and without importing Textual."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Colours = Literal["none", "16", "256", "truecolor"]

REMOTE_FRAMES: Final = 15
"""Frames per second on a connection that may be slow."""
_TMUX_SECONDS: Final = 1.0
_NO_ERASE: Final = ("screen", "vt100", "vt102", "vt220", "ansi", "cons25", "sun")
"""Terminals that erase to their default background instead of that of the style."""
_NO_REGION: Final = ("ansi", "sun", "cygwin")
_COLOUR_SYSTEMS: Final[dict[Colours, str]] = {"16": "standard", "256": "256", "truecolor": "truecolor"}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the terminal can do, according to the environment.

    `unusable` is the reason, in one line, why nothing can be drawn; "" if it can. In tmux `scroll` is valid only if
    `tmux_pane_is_full_width`. `light` guesses whether the background is light, for the first paint.
    """

    unusable: str = ""
    remote: bool = False
    tmux: bool = False
    screen: bool = False
    colours: Colours = "256"
    no_color: bool = False
    light: bool = False
    utf8: bool = True
    erase: bool = True
    scroll: bool = True

    def environment(self) -> dict[str, str]:
        """Return the variables that Textual reads when it is imported."""
        wanted = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "1"}
        if self.remote:
            wanted["TEXTUAL_FPS"] = str(REMOTE_FRAMES)
        wanted["TEXTUAL_COLOR_SYSTEM"] = _COLOUR_SYSTEMS.get(self.colours, "auto")
        return wanted

    @property
    def theme(self) -> str:
        """The theme to use if none is set."""
        if self.no_color or self.colours == "none":
            return "mono"
        return "ansi" if self.colours == "16" else "auto"


def detect(environ: Mapping[str, str], *, terminal: bool = True) -> Capabilities:
    """Return the capabilities of the terminal; `terminal` tells whether there is one."""
    term = environ.get("TERM", "")
    tmux = bool(environ.get("TMUX"))
    screen = not tmux and (bool(environ.get("STY")) or term.startswith("screen"))
    return Capabilities(
        unusable=_unusable(term, terminal),
        remote=bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")),
        tmux=tmux,
        screen=screen,
        colours=_colours(environ, term, screen),
        no_color=bool(environ.get("NO_COLOR")),
        light=_is_light(environ.get("COLORFGBG", "")),
        utf8=_utf8(environ),
        erase=not screen and not (term.startswith(_NO_ERASE) and not tmux),
        scroll=not term.startswith(_NO_REGION),
    )


def tmux_pane_is_full_width(ask: Callable[[], str] | None = None) -> bool:
    """Return whether the tmux pane has the whole width of its window; False if tmux does not answer.

    A scroll region in a narrower pane makes tmux draw all of it anew. This starts a process: not before the first
    paint, and again after each change of size.
    """
    try:
        pane, window = (ask or _ask_tmux)().split()
    except (OSError, ValueError):
        return False
    return pane == window


def _ask_tmux() -> str:
    import subprocess  # Only those in tmux pay for it.

    command = ["tmux", "display", "-p", "#{pane_width} #{window_width}"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_TMUX_SECONDS, check=True).stdout
    except subprocess.SubprocessError as error:
        raise OSError("tmux does not answer") from error


def _unusable(term: str, terminal: bool) -> str:
    if not terminal:
        return "there is no terminal to draw on"
    if term in ("dumb", "unknown"):
        return f"a terminal of type {term} cannot be drawn on (TERM={term})"
    return ""


def _colours(environ: Mapping[str, str], term: str, screen: bool) -> Colours:
    """Return how many colours the terminal has; GNU screen passes on 256 at most."""
    if term in ("", "dumb", "vt100", "vt102", "vt220"):
        return "none" if term != "" else "16"
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") and not screen:
        return "truecolor"
    if term.endswith("-direct"):
        return "truecolor"
    return "16" if term in ("linux", "xterm", "ansi", "cygwin", "screen") else "256"


def _is_light(foreground_background: str) -> bool:
    """Guess from COLORFGBG, which rxvt and Konsole set: the numbers of two of the 16 colours."""
    return foreground_background.rpartition(";")[2] in ("7", "9", "10", "11", "12", "13", "14", "15")


def _utf8(environ: Mapping[str, str]) -> bool:
    """Return whether the locale, the first of the three variables that is set, uses UTF-8."""
    said = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    # Python itself takes UTF-8 where the locale is C or not set.
    return said in ("", "C", "POSIX") or "utf-8" in said.lower() or "utf8" in said.lower()


def is_light_colour(colour: str) -> bool:
    """Return whether a colour as reported by terminals ("rgb:ffff/ffff/dddd", "#fff") is nearer to white than black."""
    if colour.startswith("#") and len(colour) > 1 and (len(colour) - 1) % 3 == 0:
        size = (len(colour) - 1) // 3
        parts = [colour[1 + place : 1 + place + size] for place in range(0, 3 * size, size)]
    else:
        parts = colour.partition(":")[2].split("/")[:3]
    try:
        red, green, blue = (int(part, 16) / ((1 << 4 * len(part)) - 1) for part in parts)
    except (ValueError, ZeroDivisionError):
        return False
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5
