"""Whether programs have anything to do: one that waits for its turn on a busy machine has, though it writes nothing."""

import os
import threading
from collections.abc import Iterable
from contextlib import suppress

_AT_WORK = (b"R", b"D")
"""The states of a thread that runs, waits for a processor, or waits for a disk."""
_MOST = 4096


def all_rest(processes: Iterable[int]) -> bool:
    """Return whether no thread of these processes, of their children and of this one is at work.

    Where there is no /proc they are taken to rest.
    """
    own = str(threading.get_native_id())
    if any(_is_at_work(f"/proc/self/task/{task}") for task in _tasks("self") if task != own):
        return False
    return not any(_works(str(process)) for process in processes)


def _works(process: str) -> bool:
    """Return whether a thread of a process or of its children is at work."""
    for task in _tasks(process):
        folder = f"/proc/{process}/task/{task}"
        if _is_at_work(folder) or any(_works(child.decode()) for child in _read(f"{folder}/children").split()):
            return True
    return False


def _tasks(process: str) -> list[str]:
    with suppress(OSError), os.scandir(f"/proc/{process}/task") as tasks:
        return [task.name for task in tasks]
    return []


def _is_at_work(folder: str) -> bool:
    # Behind the name of the program, which may hold anything: ") R …".
    return _read(f"{folder}/stat").rpartition(b")")[2][1:2] in _AT_WORK


def _read(path: str) -> bytes:
    """Return the contents of a file, empty if it is there no more; many are read in each wait, so no object is made."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(file, _MOST)
    except OSError:
        return b""
    finally:
        os.close(file)
