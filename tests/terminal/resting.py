"""Whether programs have anything to do: one that waits for its turn on a busy machine has, though it writes nothing."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_AT_WORK = "RD"
"""The states of a thread that runs, waits for a processor, or waits for a disk."""


def all_rest(processes: Iterable[int]) -> bool:
    """Return whether no thread of these processes, of their children and of this one is at work.

    Where there is no /proc they are taken to rest.
    """
    return not any(_is_at_work(task) for task in _tasks(processes))


def _tasks(processes: Iterable[int]) -> Iterator[Path]:
    """The threads of all of them; the one that asks is left out."""
    own = threading.get_native_id()
    for process in ("self", *_with_children(processes)):
        with suppress(OSError):
            yield from (task for task in (_PROC / str(process) / "task").iterdir() if task.name != str(own))


def _with_children(processes: Iterable[int]) -> Iterator[int]:
    for process in processes:
        yield process
        with suppress(OSError):
            for task in (_PROC / str(process) / "task").iterdir():
                yield from _with_children(map(int, (task / "children").read_text().split()))


def _is_at_work(task: Path) -> bool:
    try:
        return (task / "stat").read_text().rpartition(")")[2].split()[0] in _AT_WORK
    except OSError:
        return False  # it has ended
