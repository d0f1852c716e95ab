"""Finds the memory that models have to fit into, from the arguments and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.config.memory_budget import MemoryBudget
from hubtui.config.paths import memory_file
from hubtui.config.usage_error import UsageError
from hubtui.fit.hardware import parse_memory

if TYPE_CHECKING:
    import argparse

    from hubtui.config.settings import Settings
    from hubtui.fit.verdict import Budget


def memory_of(options: argparse.Namespace, settings: Settings) -> MemoryBudget:
    """Return the memory budget, without looking at the hardware of this machine.

    Raises:
        UsageError: the argument is no amount of memory.
    """
    if not options.vram:
        return MemoryBudget(settings.vram, memory_file())

    try:
        return MemoryBudget(parse_memory(options.vram), memory_file(), overrides=True)
    except ValueError as error:
        raise UsageError(f"argument --vram: {error}") from None


async def budget_of(memory: MemoryBudget) -> Budget:
    """Return the budget; look at the hardware of this machine if that is needed.

    Raises:
        UsageError: the amount of memory cannot be found.
    """
    if memory.budget is None:
        await memory.detect()
    if memory.budget is None:
        raise UsageError("the memory of this machine is not known: give --vram 24GB")
    return memory.budget
