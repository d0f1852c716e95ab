"""The picture that the last run left stands on the terminal before anything else of this program is imported.

It stays until the driver takes the terminal over, or until something else is to be said there: then the terminal is
given back as it was. It is shown where nothing has changed that it depends on: arguments, environment, size, and the
files that were named when it was kept. Only what costs next to nothing is imported here.
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import sys
import termios
import time

from hubtui import __version__
from hubtui.terminal import modes
from hubtui.terminal.signal_cleanup import cleanup
from hubtui.text.digest import blake2b

TYPE_CHECKING = False  # typing itself would cost more than all of this
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType

    Packed = tuple[tuple[tuple[str, str], ...], tuple[tuple[tuple[int, str | tuple[str, ...]], ...], ...]]
    FileState = tuple[int, ...] | None

_FORM = "1"
"""Of what is kept; another one is not found."""
_FOLDER = "pictures"
_MOST = 16
_SALT_BYTES = _DIGEST = 32
_WRITE_SECONDS = 0.1
_NAMES = (
    *("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE", "LANG", "TZ", "HOME", "XDG_CACHE_HOME"),
    *("XDG_CONFIG_HOME", "XDG_STATE_HOME", "TRANSFORMERS_OFFLINE", "HUGGING_FACE_HUB_TOKEN"),
)
_PRESENT = ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY")
"""Their values are others in each window and for each line."""


class Standing:
    """A picture on the terminal: its cells, whether it is on a light ground, whether the last run was left so, and the
    attributes that the terminal had.
    """

    def __init__(self, text: str, is_light: bool, cells: Packed, was_left: bool) -> None:
        self.is_light = is_light
        self.cells = cells
        self.was_left = was_left
        self.is_whole = False
        """Whether the terminal has taken all of it."""
        self._text = text
        self.descriptor = modes.open_terminal()
        self.attributes = termios.tcgetattr(self.descriptor)
        self._handled = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}

    def enter(self) -> None:
        """Draw it; what is typed meanwhile is not seen, and waits for the app. Ctrl+c and ctrl+z work."""
        raw = modes.raw(self.attributes)
        raw[modes.LOCAL] |= termios.ISIG
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, raw)
        except termios.error:
            return  # The terminal is gone; whoever takes it over will see.
        self.is_whole = _write(self.descriptor, modes.SCREEN + modes.QUIET + self._text)

    def leave(self) -> None:
        """The terminal is as it was."""
        _write(self.descriptor, modes.LEAVE + modes.LEAVE_SCREEN)
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self.attributes)
        except termios.error:
            pass  # The terminal is gone: there is nothing to give back.

    def forget_keys(self) -> None:
        """What was typed and not read is gone."""
        try:
            termios.tcflush(self.descriptor, termios.TCIFLUSH)
        except termios.error:
            pass  # The terminal is gone, its keys with it.

    def handle_signals(self) -> None:
        """Handle the signals that end or stop a program; an ignored one (nohup) stays ignored."""
        for number, handler in self._handled.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, _signalled)
        cleanup.restorers.append(_give_back_on_signal)
        cleanup.install()

    def release(self) -> None:
        """Leave the terminal to somebody else; restore the handlers that nobody has replaced."""
        cleanup.restorers.remove(_give_back_on_signal)
        for number, handler in self._handled.items():
            if signal.getsignal(number) is _signalled:
                signal.signal(number, handler)
        os.close(self.descriptor)


_standing: Standing | None = None
_started: tuple[str, bytes] = "", b""
"""The folder of what was seen, and a digest of what tells one way of starting from another."""


def show(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Put the picture on the terminal that a run with these arguments left, if there is one and it still holds."""
    global _started
    _started = cache_root(environ), _told(arguments, environ)
    try:
        told = _kept(os.get_terminal_size(1))
    except OSError:
        return
    if told is not None:
        stand(*told, was_left=True)


def stand(text: str, is_light: bool, cells: Packed, *, was_left: bool = False) -> None:
    """Put a picture on the terminal: the bytes that draw it, whether on a light ground, its cells, and whether it is
    what the last run left.
    """
    global _standing
    try:
        standing = Standing(text, is_light, cells, was_left)
        if os.tcgetpgrp(standing.descriptor) != os.getpgrp():
            os.close(standing.descriptor)
            return
    except (OSError, termios.error):
        return
    with cleanup:
        _standing = standing
        standing.handle_signals()
        standing.enter()


def is_light() -> bool | None:
    """Whether the picture that stands is on a light ground; None where none stands."""
    return None if _standing is None else _standing.is_light


def take_over() -> Standing | None:
    """The picture that stands, which is the caller's from now on, the way back to what the terminal was included."""
    global _standing
    with cleanup:
        standing, _standing = _standing, None
        if standing is not None:
            standing.release()
    return standing


def give_back() -> None:
    """Something else is to be on the terminal, or nothing: the picture goes."""
    with cleanup:
        if _standing is not None:
            _standing.leave()
            take_over()


def keep(
    size: tuple[int, int], depends: Sequence[tuple[str, FileState]], text: str, is_light: bool, cells: Packed
) -> None:
    """Keep the bytes that draw a picture, and its cells, for the next run that is started as this one was on a terminal
    of this size, while the files that it `depends` on are in these states. Where it cannot be kept nothing is shown.
    """
    from contextlib import suppress
    from pathlib import Path

    from hubtui.config.whole_file import write_whole

    with suppress(OSError):
        place, salt = Path(_started[0], _FOLDER), _salt()
        content = marshal.dumps((tuple(depends), text, is_light, cells))
        place.mkdir(exist_ok=True, mode=0o700)
        write_whole(place / _name(size, salt), _digest(content, salt) + content)
        for old in sorted(place.iterdir(), key=lambda file: file.stat().st_mtime)[:-_MOST]:
            old.unlink()


def drop() -> None:
    """No picture is kept any more."""
    from shutil import rmtree

    if _started[0]:
        rmtree(os.path.join(_started[0], _FOLDER), ignore_errors=True)


def cache_root(environ: Mapping[str, str]) -> str:
    """The folder that `config.paths.cache_folder` names, without what that needs."""
    given = environ.get("XDG_CACHE_HOME", "")
    given = given if os.path.isabs(given) else ""
    user = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    return os.path.join(given or os.path.expanduser(user), "hubtui")


def state_of(path: str) -> FileState:
    """What is another one as soon as somebody has written the file."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _kept(size: tuple[int, int]) -> tuple[str, bool, Packed] | None:
    """The bytes, the ground and the cells; OSError where there are none."""
    salt = _salt()
    content = _read(os.path.join(_started[0], _FOLDER, _name(size, salt)))
    digest, content = content[:_DIGEST], content[_DIGEST:]
    if _digest(content, salt) != digest:
        return None
    # Written with this user's own secret, so by this program.
    depends, text, is_light, cells = marshal.loads(content)
    return (text, is_light, cells) if all(state_of(path) == state for path, state in depends) else None


def _salt() -> bytes:
    """This machine's own secret, made with the first account's folder; OSError where there is none yet."""
    salt = _read(os.path.join(_started[0], "salt"))
    if len(salt) != _SALT_BYTES:
        raise OSError("no salt")
    return salt


def _told(arguments: Sequence[str], environ: Mapping[str, str]) -> bytes:
    hub = sorted(name for name in environ if name.startswith(("HF_", "TEXTUAL")))
    told = [f"{name}={environ.get(name)}" for name in (*_NAMES, *hub)]
    told += [f"{name} {bool(environ.get(name))}" for name in _PRESENT]
    everything = "\0".join([_FORM, __version__, sys.version, *told, "", *arguments])
    return blake2b(everything.encode("utf-8", "surrogateescape")).digest()


def _name(size: tuple[int, int], salt: bytes) -> str:
    return blake2b(f"{size[0]}x{size[1]} ".encode() + _started[1], key=salt, digest_size=16).hexdigest()


def _digest(content: bytes, salt: bytes) -> bytes:
    return blake2b(content, key=salt, digest_size=_DIGEST).digest()


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _write(descriptor: int, text: str) -> bool:
    """Whether a terminal took it, in a time that nobody minds."""
    data = text.encode("utf-8", "replace")
    until = time.monotonic() + _WRITE_SECONDS
    while data:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            if not select.select([], [descriptor], [], max(0.0, until - time.monotonic()))[1]:
                return False
        except OSError:
            return False
    return True


def _signalled(number: int, _: FrameType | None) -> None:
    if _standing is None or cleanup.status is not None:
        return
    if number == signal.SIGTSTP:
        _standing.leave()
        os.kill(os.getpid(), signal.SIGSTOP)
    else:
        _standing.enter()


def _give_back_on_signal() -> None:
    # Keys that were typed ahead are not meant for the shell.
    if _standing is not None:
        _standing.forget_keys()
    give_back()
