"""End the program: restore the terminal, then let the kernel end the process if the app does not end.

A signal, the end of the terminal's input and a crash come here; an ordinary end is guarded. In every case the kernel
runs a timer: its SIGALRM has the default action, which ends the process without running any Python code. Shortly
before, a thread tries to end the process with the right exit status.

This is imported before everything else, so it imports only modules that cost next to nothing.
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
"""How long the app may take to end after the terminal was restored."""
QUIT_SECONDS = 10.0
"""How long an ordinary end may take after all work is done; a busy machine is slow."""
_GIVE_BACK_SECONDS = 0.8
"""How long restoring the terminal may take; for a slow terminal it waits a quarter of a second at most."""
_KERNEL_SECONDS = 0.5
"""How long after the thread the kernel ends the process."""
_WAKE = signal.SIGURG
"""Interrupts what the main thread waits for; nothing else in this program uses it."""
_WAKE_SECONDS = 0.02
"""How long the main thread may take to handle a signal before it is interrupted again; doubled each time."""


class SignalCleanup:
    """Ends this process; the only instance is `cleanup`.

    `restorers` restore the terminal. `save` writes queued work to disk. `stop_app` asks the app to end with an exit
    status; if it is None there is no app, and the process ends at once.

    Use it as a context manager around code that sets up or restores the terminal: a signal inside takes effect when the
    block is left, so that the block is never interrupted half-way.
    """

    def __init__(self) -> None:
        self.restorers: list[Callable[[], None]] = []
        self.save: Callable[[], None] = lambda: None
        self.last_words: Callable[[], None] = lambda: None
        """Called before the process ends without the app, to report a crash."""
        self.stop_app: Callable[[int], None] | None = None
        self.status: int | None = None
        """The exit status, as soon as the process is ending."""
        self._previous: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}
        self._depth = 0
        self._is_given_back = False
        self._is_stopping = False
        self._at_once = False
        self._deadline = 0.0
        self._exit_status = 0
        self._has_thread = False
        self._waker: _Waker | None = None

    @property
    def is_installed(self) -> bool:
        """Whether signals are handled here; if not, as in a test process, nothing is timed or ended."""
        return bool(self._previous)

    def install(self) -> None:
        """Handle the signals that end programs; a signal that is ignored (nohup) stays ignored."""
        if self._previous:
            return
        for number in ENDING_SIGNALS:
            if (handler := signal.getsignal(number)) is not signal.SIG_IGN:
                self._previous[number] = handler
                signal.signal(number, self._signalled)
        self._waker = _Waker()

    def uninstall(self) -> None:
        """Restore the previous handlers."""
        self.stop_app = None
        if self._waker is not None:
            self._waker.stop()
            self._waker = None
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
        """Restore the terminal and end with this exit status; at the second call end without the app.

        May be called from a signal handler. A second hang-up changes nothing: a shell and the kernel both send one.
        """
        if self.status is None:
            self.status = status
            self._let_kernel_end(_GIVE_BACK_SECONDS)
        elif status != HANG_UP:
            self._at_once = True
        if not self._depth:
            self._finish()

    def guard(self, seconds: float, status: int | None = None) -> None:
        """End the process after `seconds` at the latest, with this exit status or the last one given."""
        if status is not None:
            self._exit_status = status
        if self.status is None:
            self._end_within(seconds)

    def _signalled(self, number: int, _: FrameType | None) -> None:
        self.end(128 + number)

    def _finish(self) -> None:
        status = self._exit_status = self.status or 0
        self._depth += 1  # A signal that arrives meanwhile waits.
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
                # Not `threading`: the code that the signal has interrupted may hold its locks.
                _thread.start_new_thread(self._exit_at_deadline, ())
            except RuntimeError:
                pass  # There are too many threads: the kernel ends the process.

    def _exit_at_deadline(self) -> None:
        while (left := self._deadline - time.monotonic()) > 0:
            time.sleep(left)
        # An ordinary end that hangs may not have restored the terminal yet.
        signal.setitimer(signal.ITIMER_REAL, _GIVE_BACK_SECONDS)
        for restore in () if self._is_given_back else tuple(self.restorers):
            try:
                restore()
            except (OSError, RuntimeError, ValueError):
                continue  # Only the main thread may do that; the process ends anyway.
        self.last_words()
        os._exit(self._exit_status)

    def _let_kernel_end(self, seconds: float) -> None:
        """Have the kernel end this process after `seconds`, whatever Python does then."""
        if not self.is_installed:
            return
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM,))
        signal.setitimer(signal.ITIMER_REAL, seconds)


class _Waker:
    """Makes the main thread run the handler of every signal at once.

    Python runs a handler between two of its instructions. A signal that arrives after the last instruction before a
    system call does not interrupt the call, and its handler waits until the call returns: in an idle program for ever.
    So a thread that is told of each signal interrupts the main thread until it has run its handlers.
    """

    def __init__(self) -> None:
        self._main = _thread.get_ident()
        self._has_handled = True
        self._before = signal.signal(_WAKE, self._woken)
        numbers, self._written = os.pipe()
        os.set_blocking(self._written, False)
        try:
            _thread.start_new_thread(self._run, (numbers,))
        except RuntimeError:  # There are too many threads.
            os.close(numbers)
        else:
            signal.set_wakeup_fd(self._written, warn_on_full_buffer=False)

    def stop(self) -> None:
        """End the thread."""
        signal.set_wakeup_fd(-1)
        signal.signal(_WAKE, self._before)
        self._has_handled = True
        os.close(self._written)

    def _woken(self, *_: object) -> None:
        self._has_handled = True

    def _run(self, numbers: int) -> None:
        while number := os.read(numbers, 1):
            if number[0] == _WAKE:
                continue
            self._has_handled = False
            seconds = _WAKE_SECONDS
            while not self._has_handled:
                signal.pthread_kill(self._main, _WAKE)
                time.sleep(seconds)
                seconds *= 2
        os.close(numbers)


cleanup = SignalCleanup()
