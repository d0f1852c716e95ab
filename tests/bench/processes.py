"""CPU, memory and wake-ups of a process and all that came from it, as the Linux kernel tells of them."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_SWITCHES = re.compile(r"^voluntary_ctxt_switches:\s+(\d+)", re.MULTILINE)


class CpuAndMemory(NamedTuple):
    """CPU seconds since the start, bytes resident, and how often a thread woke up."""

    cpu: float
    resident: int
    wake_ups: int


def look(root: int) -> CpuAndMemory:
    """What a process and its children have used so far."""
    found = family(root)
    return CpuAndMemory(
        sum(_cpu(pid) for pid in found), sum(resident(pid) for pid in found), sum(_wake_ups(pid) for pid in found)
    )


def cpu_seconds(root: int) -> float:
    """CPU of a process and of the children that it has now."""
    return sum(_cpu(pid) for pid in family(root))


def family(root: int) -> list[int]:
    """A process and all that came from it."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError):
                waiting += [int(child) for child in children.read_text().split()]
    return found


def _cpu(pid: int) -> float:
    # The clock of another process: exact, threads that ended included.
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def resident(pid: int) -> int:
    """Bytes of memory of one process."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except OSError:
        return 0


def _wake_ups(pid: int) -> int:
    count = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        with suppress(OSError):
            found = _SWITCHES.search(status.read_text())
            count += int(found[1]) if found else 0
    return count
