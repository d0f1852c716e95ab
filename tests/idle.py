"""Let Textual's pilot wait until the app is really at rest.

As it is, the pilot looks whether the process uses the processor. On a busy machine a process that gets no turn uses
none and is taken for one at rest, though keys wait in its queue.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, process_time
from typing import Any

from textual import app, pilot

_LOOK_SECONDS = 0.008
_AT_REST_SECONDS = 0.0004
"""So much processor time may be used in `_LOOK_SECONDS`: more is a thread at work."""
_JOB_SECONDS = 0.002
_jobs: dict[Future[Any], float] = {}
"""What threads have to do, and since when."""
_USED = 0.5
"""So much of that time a process that has its turn uses, if it has something to do without a pause."""
_PATIENCE = 30
"""So many times longer it may take on a busy machine."""
_ROUNDS = 3
"""For so many rounds of the event loop in a row nothing may be ready to run."""


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Return when neither the event loop nor a thread has anything to do, at the latest after `max_sleep` seconds.

    On a busy machine these are seconds in which this process had its turn.
    """
    is_over = _clock(max_sleep)
    while True:
        await _loop_at_rest(is_over)
        if any(begun > monotonic() - max_sleep for begun in tuple(_jobs.values())):
            await asyncio.sleep(_JOB_SECONDS)
            continue
        used = process_time()
        await asyncio.sleep(_LOOK_SECONDS)
        if process_time() - used < _AT_REST_SECONDS or is_over():
            break
    await _loop_at_rest(is_over)


def _clock(seconds: float) -> Callable[[], bool]:
    """Return whether so many seconds are over, of the wall and of the processor."""
    soonest, latest, used = monotonic() + seconds, monotonic() + _PATIENCE * seconds, process_time() + _USED * seconds
    return lambda: monotonic() > soonest and (process_time() > used or monotonic() > latest)


async def _loop_at_rest(is_over: Callable[[], bool]) -> None:
    loop: Any = asyncio.get_running_loop()
    quiet = 0
    while quiet < _ROUNDS and not is_over():
        await asyncio.sleep(0)
        quiet = 0 if loop._ready else quiet + 1


def _submit_noted(submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
    def submit_noted(*args: Any, **kwargs: Any) -> Future[Any]:
        job = submit(*args, **kwargs)
        _jobs[job] = monotonic()
        job.add_done_callback(_jobs.pop)
        return job

    return submit_noted


def install() -> None:
    """Use it in Textual's app and pilot, for the whole run, and note the jobs of threads."""
    app.wait_for_idle = pilot.wait_for_idle = wait_for_idle
    ThreadPoolExecutor.submit = _submit_noted(ThreadPoolExecutor.submit)  # type: ignore[method-assign,assignment]
