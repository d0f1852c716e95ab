"""Decide whether a size fits into a memory budget.

Source: the reserve is that of vLLM, which leaves a tenth of a GPU to activations and the runtime
(`gpu_memory_utilization` 0.9 in its `CacheConfig`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from hubtui.fit.context import DEFAULT_TOKENS
from hubtui.fit.dtypes import Size

DEFAULT_RESERVE = 0.10


class Verdict(StrEnum):
    """Whether a model fits, in words for the user. TIGHT means that it fits only without the reserve."""

    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too large"
    UNKNOWN = "unknown"


class Budget(NamedTuple):
    """The memory that a model may take.

    `memory` are the bytes of all devices together, `largest` those of the largest device. `reserve` is the share left
    to activations and the runtime, `tokens` the length of the context.
    """

    memory: int
    largest: int = 0
    devices: int = 1
    tokens: int = DEFAULT_TOKENS
    reserve: float = DEFAULT_RESERVE

    @property
    def usable(self) -> int:
        """The bytes for weights and context."""
        return int(self.memory * (1 - self.reserve))


def judge(size: Size | None, cache: int, budget: Budget) -> Verdict:
    """Return the verdict on weights of this size with a context of `cache` bytes.

    It is unknown if the two bounds of the size have different verdicts.
    """
    if size is None or size.high <= 0:
        return Verdict.UNKNOWN
    low, high = _judge(size.low + cache, budget), _judge(size.high + cache, budget)
    return low if low is high else Verdict.UNKNOWN


def needs_several(size: Size, cache: int, budget: Budget) -> bool:
    """Return whether weights and context fit only if they are spread over several devices."""
    return budget.devices > 1 and size.high + cache > budget.largest * (1 - budget.reserve)


def _judge(needed: int, budget: Budget) -> Verdict:
    if needed <= budget.usable:
        return Verdict.FITS
    return Verdict.TIGHT if needed <= budget.memory else Verdict.TOO_LARGE
