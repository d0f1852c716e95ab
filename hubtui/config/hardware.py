"""Find the memory of this machine: of its GPUs, else the share that Apple silicon gives its GPU, else its RAM."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from hubtui.fit.hardware import Hardware, parse_nvidia_smi

_SECONDS = 3.0
# Metal gives a GPU about three quarters of the shared memory (`recommendedMaxWorkingSetSize`).
_APPLE_SHARE = 0.75
_NVIDIA_SMI = ("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
_CGROUP = Path("/sys/fs/cgroup/memory.max")


async def find_hardware() -> Hardware | None:
    """Return the devices of this machine that can run a model; None if nothing can be found out.

    A missing, broken or slow nvidia-smi is no error.
    """
    if gpus := parse_nvidia_smi(await _output_of(*_NVIDIA_SMI)):
        return gpus
    memory = _memory()
    if not memory:
        return None
    if sys.platform == "darwin" and os.uname().machine == "arm64":
        name = (await _output_of("sysctl", "-n", "machdep.cpu.brand_string")).strip() or "Apple silicon"
        return Hardware(f"{name}, shared memory", (int(memory * _APPLE_SHARE),))
    return Hardware("the RAM of this machine", (memory,), is_ram=True)


async def _output_of(*command: str) -> str:
    """Return the output of a program, "" if it is missing, fails or takes too long."""
    if shutil.which(command[0]) is None:
        return ""
    nothing, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=nothing, stdout=pipe, stderr=nothing)
    except OSError:
        return ""
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await process.communicate()
    except TimeoutError:
        return ""
    finally:
        await _end(process)  # also if hubtui quits meanwhile
    return output.decode("utf-8", "replace") if process.returncode == 0 else ""


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _memory() -> int:
    """Return the bytes of RAM, or the limit of a container; 0 if unknown."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0
    with suppress(OSError, ValueError):
        memory = min(memory, int(_CGROUP.read_text()))
    return max(0, memory)
