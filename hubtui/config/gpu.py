"""The memory of this machine's GPUs: as nvidia-smi tells it, or as the setting `vram` does."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

_SECONDS = 3.0
_UNITS = {"": 10**9, "gb": 10**9, "gib": 2**30, "g": 2**30, "mb": 10**6, "mib": 2**20, "tb": 10**12}
_VRAM = re.compile(r"(?:(\d{1,3})\s*[x×*]\s*)?(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]{0,3})", re.IGNORECASE)
VRAM_FORMS = '"24GB" or "2x80GB"'


@dataclass(frozen=True, slots=True)
class Gpus:
    """What there is in words, and the bytes of all of them together."""

    words: str
    memory: int


def vram_setting(text: str) -> Gpus:
    """The setting `vram`.

    Raises:
        ValueError: it is none; its text says what it may be.
    """
    match = _VRAM.fullmatch(text.strip())
    if not match or match[3].lower() not in _UNITS:
        raise ValueError(f"vram = {text!r} is no size of memory: write {VRAM_FORMS}")
    memory = int(int(match[1] or 1) * float(match[2]) * _UNITS[match[3].lower()])
    return Gpus(f"{text.strip()} (vram)", memory)


async def find_gpus() -> Gpus | None:
    """The GPUs that nvidia-smi knows; None where there are none, or no such program."""
    arguments = ("--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
    try:
        process = await asyncio.create_subprocess_exec(
            "nvidia-smi",
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return None
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return None
    return gpus_of(output.decode("utf-8", "replace"))


def gpus_of(output: str) -> Gpus | None:
    """What nvidia-smi printed: a line a GPU, its name and MiB."""
    found: list[tuple[str, int]] = []
    for line in output.splitlines():
        name, _, size = line.rpartition(",")
        if name and size.strip().isdigit():
            found.append((name.strip(), int(size) << 20))
    if not found:
        return None
    names = {name for name, _ in found}
    name = names.pop() if len(names) == 1 else "GPUs"
    return Gpus(f"{len(found)} × {name}" if len(found) > 1 else name, sum(size for _, size in found))
