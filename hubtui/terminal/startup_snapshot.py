"""Show the snapshot of the last run's screen before anything else of this program is imported, and save it.

The snapshot stays until the driver takes the terminal over, or until something else is written there: then the terminal
is restored. It is shown only if nothing has changed that it depends on: arguments, environment, size, and the files
that were named when it was saved. Only modules that cost next to nothing are imported here.
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

    EncodedRows = tuple[tuple[tuple[str, str], ...], tuple[tuple[tuple[int, str | tuple[str, ...]], ...], ...]]
    FileState = tuple[int, ...] | None

_FORMAT = "2"
"""The version of the file format; files of another one are not found."""
_FOLDER = "snapshots"
_MOST_FILES = 16
_SALT_BYTES = _DIGEST = 32
_WRITE_SECONDS = 0.1
_NAMES = (
    *("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE", "LANG", "TZ", "HOME", "XDG_CACHE_HOME"),
    *("XDG_CONFIG_HOME", "XDG_STATE_HOME", "TRANSFORMERS_OFFLINE", "HUGGING_FACE_HUB_TOKEN"),
)
_PRESENT = ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY")
"""Only whether they are set matters: their values differ from window to window."""


class StartupSnapshot:
    """The snapshot of the last screen on the terminal: the bytes that draw it, its background, and its cells.

    `attributes` are those of the terminal before.
    """

    def __init__(self, text: str, is_light: bool, rows: EncodedRows) -> None:
        self.is_light = is_light
        self.rows = rows
        self.is_complete = False
        """Whether the terminal has taken all bytes."""
        self._text = text
        self.descriptor = modes.open_terminal()
        self.attributes = termios.tcgetattr(self.descriptor)
        self._handled = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}

    def enter(self) -> None:
        """Draw the snapshot. Keys are not echoed and wait for the app; ctrl+c and ctrl+z work."""
        raw = modes.raw(self.attributes)
        raw[modes.LOCAL] |= termios.ISIG
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, raw)
        except termios.error:
            return  # The terminal is gone; the driver will notice.
        self.is_complete = _write(self.descriptor, modes.SCREEN + modes.QUIET + self._text)

    def leave(self) -> None:
        """Restore the terminal."""
        _write(self.descriptor, modes.LEAVE + modes.LEAVE_SCREEN)
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self.attributes)
        except termios.error:
            pass  # The terminal is gone: there is nothing to restore.

    def drop_keys(self) -> None:
        """Drop the keys that were typed and not read."""
        try:
            termios.tcflush(self.descriptor, termios.TCIFLUSH)
        except termios.error:
            pass  # The terminal is gone, its keys with it.

    def handle_signals(self) -> None:
        """Handle the signals that end or stop a program; an ignored one (nohup) stays ignored."""
        for number, handler in self._handled.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, _signalled)
        cleanup.restorers.append(_remove_on_signal)
        cleanup.install()

    def release(self) -> None:
        """Leave the terminal to the caller; restore the signal handlers that nobody has replaced."""
        cleanup.restorers.remove(_remove_on_signal)
        for number, handler in self._handled.items():
            if signal.getsignal(number) is _signalled:
                signal.signal(number, handler)
        os.close(self.descriptor)


_shown: StartupSnapshot | None = None
_started: tuple[str, bytes] = "", b""
"""The cache folder, and a digest of arguments and environment."""


def show(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Show the snapshot that the last run with these arguments saved, if there is one and it is still valid."""
    global _started
    _started = cache_root(environ), _start_digest(arguments, environ)
    try:
        saved = _load(os.get_terminal_size(1))
    except OSError:
        return
    if saved is not None:
        _draw(*saved)


def _draw(text: str, is_light: bool, rows: EncodedRows) -> None:
    """Draw a snapshot, unless there is no terminal or this process is in the background."""
    global _shown
    try:
        snapshot = StartupSnapshot(text, is_light, rows)
        if os.tcgetpgrp(snapshot.descriptor) != os.getpgrp():
            os.close(snapshot.descriptor)
            return
    except (OSError, termios.error):
        return
    with cleanup:
        _shown = snapshot
        snapshot.handle_signals()
        snapshot.enter()


def is_light() -> bool | None:
    """Return whether the background of the snapshot on the terminal is light; None if there is no snapshot."""
    return None if _shown is None else _shown.is_light


def take_over() -> StartupSnapshot | None:
    """Return the snapshot on the terminal; from now on the caller restores the terminal."""
    global _shown
    with cleanup:
        snapshot, _shown = _shown, None
        if snapshot is not None:
            snapshot.release()
    return snapshot


def remove() -> None:
    """Remove the snapshot and restore the terminal, if a snapshot is shown."""
    with cleanup:
        if _shown is not None:
            _shown.leave()
            take_over()


def save(
    size: tuple[int, int], depends: Sequence[tuple[str, FileState]], text: str, is_light: bool, rows: EncodedRows
) -> None:
    """Save a snapshot for the next run with the same arguments and environment on a terminal of this size.

    It is valid while the files in `depends` are in these states. Errors are ignored: then there is no snapshot.
    """
    from contextlib import suppress
    from pathlib import Path

    from hubtui.config.atomic_write import write_atomically

    with suppress(OSError):
        place, salt = Path(_started[0], _FOLDER), _salt()
        content = marshal.dumps((tuple(depends), text, is_light, rows))
        place.mkdir(exist_ok=True, mode=0o700)
        write_atomically(place / _name(size, salt), _digest(content, salt) + content)
        for old in sorted(place.iterdir(), key=lambda file: file.stat().st_mtime)[:-_MOST_FILES]:
            old.unlink()


def delete_all() -> None:
    """Delete all snapshots."""
    from shutil import rmtree

    if _started[0]:
        rmtree(os.path.join(_started[0], _FOLDER), ignore_errors=True)


def cache_root(environ: Mapping[str, str]) -> str:
    """Return the same folder as `config.paths.cache_folder`, without its imports."""
    given = environ.get("XDG_CACHE_HOME", "")
    given = given if os.path.isabs(given) else ""
    user = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    return os.path.join(given or os.path.expanduser(user), "hubtui")


def file_state(path: str) -> FileState:
    """Return a value that changes whenever somebody writes the file; None if there is no file."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _load(size: tuple[int, int]) -> tuple[str, bool, EncodedRows] | None:
    """Return the bytes, whether the background is light, and the cells of the saved snapshot; None if it is not valid.

    Raises:
        OSError: there is none.
    """
    salt = _salt()
    content = _read(os.path.join(_started[0], _FOLDER, _name(size, salt)))
    digest, content = content[:_DIGEST], content[_DIGEST:]
    if _digest(content, salt) != digest:
        return None
    # Signed with a secret of this user, so this program has written it.
    depends, text, is_light, rows = marshal.loads(content)
    return (text, is_light, rows) if all(file_state(path) == state for path, state in depends) else None


def _salt() -> bytes:
    """Return the secret of this cache folder, which is made with the folder of the first account.

    Raises:
        OSError: there is none yet.
    """
    salt = _read(os.path.join(_started[0], "salt"))
    if len(salt) != _SALT_BYTES:
        raise OSError("no salt")
    return salt


def _start_digest(arguments: Sequence[str], environ: Mapping[str, str]) -> bytes:
    """Return a digest of everything that decides what a run shows first, secrets included."""
    hub = sorted(name for name in environ if name.startswith(("HF_", "TEXTUAL")))
    variables = [f"{name}={environ.get(name)}" for name in (*_NAMES, *hub)]
    variables += [f"{name} {bool(environ.get(name))}" for name in _PRESENT]
    everything = "\0".join([_FORMAT, __version__, sys.version, *variables, "", *arguments])
    return blake2b(everything.encode("utf-8", "surrogateescape")).digest()


def _name(size: tuple[int, int], salt: bytes) -> str:
    return blake2b(f"{size[0]}x{size[1]} ".encode() + _started[1], key=salt, digest_size=16).hexdigest()


def _digest(content: bytes, salt: bytes) -> bytes:
    return blake2b(content, key=salt, digest_size=_DIGEST).digest()


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _write(descriptor: int, text: str) -> bool:
    """Write to the terminal; return whether it has taken everything in a short time."""
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
    if _shown is None or cleanup.status is not None:
        return
    if number == signal.SIGTSTP:
        _shown.leave()
        os.kill(os.getpid(), signal.SIGSTOP)
    else:
        _shown.enter()


def _remove_on_signal() -> None:
    # Keys that were typed ahead are not meant for the shell.
    if _shown is not None:
        _shown.drop_keys()
    remove()
