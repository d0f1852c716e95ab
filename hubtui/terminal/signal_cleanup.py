"""End the program: give the terminal back, then let the kernel end the process if the app does not.

Every way out that is not an ordinary one begins here: a signal, the end of the terminal's input, a crash. An ordinary
one is guarded here. The last word is always the kernel's: its timer sends SIGALRM, which at its default action ends the
process without giving Python a turn. Shortly before, a thread tries to end it with the exit status that is meant.

This is imported before everything else, so it imports only what costs next to nothing.
"""

from __future__ import annotations

import _thread
import os
import signal
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

ENDING_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
HANG_UP = 128 + signal.SIGHUP
"""The exit status after a hang-up."""
GRACE_SECONDS = 0.35
"""How long the app may take to end once the terminal was given back."""
QUIT_SECONDS = 10.0
"""How long an ordinary end may take once there is nothing left to wait for; a busy machine is slow."""
_GIVE_BACK_SECONDS = 0.8
"""How long giving the terminal back may take; it waits for a slow terminal, a quarter of a second at most."""
_KERNEL_SECONDS = 0.5
"""How much later than the thread the kernel ends the process."""


class SignalCleanup:
    """The end of this process; there is one, `cleanup`.

    `restorers` give the terminal back. `save` writes queued work to disk. `stop_app` asks the app to end with an exit
    status; None while there is no app, and then the process ends at once.

    Use it as a context manager around code that takes the terminal or gives it back: a signal that arrives inside is
    acted upon when the block is left, so that nothing is done by halves.
    """

    def __init__(self) -> None:
        self.restorers: list[Callable[[], None]] = []
        self.save: Callable[[], None] = lambda: None
        self.last_words: Callable[[], None] = lambda: None
        """Called before the process is ended without the app: a crash must not go unsaid."""
        self.stop_app: Callable[[int], None] | None = None
        self.status: int | None = None
        """The exit status, once the end has begun."""
        self._previous: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}
        self._depth = 0
        self._is_given_back = False
        self._is_stopping = False
        self._at_once = False
        self._deadline = 0.0
        self._exit_status = 0
        self._has_thread = False

    @property
    def is_installed(self) -> bool:
        """Whether this process ends here; in a test's process nothing is timed or ended."""
        return bool(self._previous)

    def install(self) -> None:
        """Handle the signals that end programs; one that is ignored (nohup) stays ignored."""
        if self._previous:
            return
        for number in ENDING_SIGNALS:
            if (handler := signal.getsignal(number)) is not signal.SIG_IGN:
                self._previous[number] = handler
                signal.signal(number, self._signalled)

    def uninstall(self) -> None:
        """Handle those signals as before."""
        self.stop_app = None
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._previous.clear()

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth and self.status is not None and not self._is_stopping:
            self._finish()

    def end(self, status: int) -> None:
        """Give the terminal back at once and end with this exit status; called again, end without the app.

        May be called from a signal's handler. A second hang-up changes nothing: a shell and the kernel both send one.
        """
        if self.status is None:
            self.status = status
            self._let_kernel_end(_GIVE_BACK_SECONDS)
        elif status != HANG_UP:
            self._at_once = True
        if not self._depth:
            self._finish()

    def guard(self, seconds: float, status: int | None = None) -> None:
        """End the process in so many seconds at the latest, with this exit status or the one given last."""
        if status is not None:
            self._exit_status = status
        if self.status is None:
            self._end_within(seconds)

    def _signalled(self, number: int, _: FrameType | None) -> None:
        self.end(128 + number)

    def _finish(self) -> None:
        status = self._exit_status = self.status or 0
        self._depth += 1  # A signal that arrives meanwhile waits for this.
        self._is_given_back = True
        for restore in tuple(self.restorers):
            restore()
        if not self._is_stopping:
            self._end_within(GRACE_SECONDS)
        self.save()
        self._depth -= 1
        if self._at_once or self.stop_app is None:
            self.last_words()
            os._exit(status)
        if not self._is_stopping:
            self._is_stopping = True
            self.stop_app(status)

    def _end_within(self, seconds: float) -> None:
        self._let_kernel_end(seconds + _KERNEL_SECONDS)
        self._deadline = time.monotonic() + seconds
        if self.is_installed and not self._has_thread:
            self._has_thread = True
            try:
                # Not `threading`: its locks may be held by the code that a signal has interrupted.
                _thread.start_new_thread(self._exit_at_deadline, ())
            except RuntimeError:
                pass  # No thread is to be had: the kernel ends the process.

    def _exit_at_deadline(self) -> None:
        while (left := self._deadline - time.monotonic()) > 0:
            time.sleep(left)
        # An ordinary end that hangs may not have come to the terminal yet.
        signal.setitimer(signal.ITIMER_REAL, _GIVE_BACK_SECONDS)
        for restore in () if self._is_given_back else tuple(self.restorers):
            try:
                restore()
            except (OSError, RuntimeError, ValueError):
                continue  # What only the main thread may do: the process ends anyway.
        self.last_words()
        os._exit(self._exit_status)

    def _let_kernel_end(self, seconds: float) -> None:
        """Have the kernel end this process in so many seconds, whatever Python is doing then."""
        if not self.is_installed:
            return
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM,))
        signal.setitimer(signal.ITIMER_REAL, seconds)


cleanup = SignalCleanup()
