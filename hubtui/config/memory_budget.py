"""The memory that models are judged by, the length of the context and the reserve, kept between runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.config.kept_json import read_kept, write_kept

if TYPE_CHECKING:
    from hubtui.fit.hardware import Hardware
    from hubtui.fit.verdict import Budget

LEAST_TOKENS, MOST_TOKENS = 1, 100_000_000
MOST_RESERVE = 90
_MOST_HOSTS = 20
_CHOSEN, _FOUND = "chosen", "found"


class MemoryBudget:
    """What a user has chosen in the program, else what the settings say, else what this machine has."""

    def __init__(self, told: Hardware | None = None, file: Path | None = None, tells_all: bool = False) -> None:
        """`told` is what the settings say; if it `tells_all`, as an argument does, nothing else is used.

        `file` keeps what was chosen and what was found the last time.
        """
        self.told = told
        self.is_searched = False
        """Whether this machine was looked at in this run."""
        self._file = file
        self._tells_all = tells_all
        self._listeners: list[Callable[[], None]] = []
        kept = read_kept(file) if file is not None else {}
        chosen, found = kept.get(_CHOSEN), kept.get(_FOUND)
        self._chosen: dict[str, Any] = chosen if isinstance(chosen, dict) else {}
        # A home that several machines share is not the place to know which GPUs this one has.
        self._found: Any = found.get(_host()) if isinstance(found, dict) else None
        self.tokens = _whole(self._chosen.get("tokens"), LEAST_TOKENS, MOST_TOKENS)
        self.reserve = _whole(self._chosen.get("reserve"), 0, MOST_RESERVE)

    @cached_property
    def chosen(self) -> Hardware | None:
        """What the user has chosen in the program."""
        return _from_json(self._chosen.get("hardware"))

    @cached_property
    def found(self) -> Hardware | None:
        """What this machine has, as far as it was looked at."""
        return _from_json(self._found)

    @property
    def hardware(self) -> Hardware | None:
        """The devices whose memory counts, None while they are not known."""
        if self._tells_all:
            return self.told
        return self.chosen or self.told or self.found

    @cached_property
    def budget(self) -> Budget | None:
        """Their memory as a budget, None while it is not known."""
        hardware = self.hardware
        if hardware is None:
            return None
        budget = hardware.budget()
        tokens = budget.tokens if self.tokens is None else self.tokens
        reserve = budget.reserve if self.reserve is None else self.reserve / 100
        return hardware.budget(tokens, reserve)

    @property
    def is_of_interest(self) -> bool:
        """Whether listings show how models fit without being asked: for a GPU, or what the user has named."""
        if not self._found and not self._chosen and self.told is None:
            return False
        hardware = self.hardware
        return hardware is not None and not hardware.is_ram

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever the budget is another one. Return a function that ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def find(self) -> None:
        """Look at this machine, once a run, unless somebody has said what to count."""
        if self.is_searched or self._tells_all:
            return
        from hubtui.config.hardware import find_hardware

        found = await find_hardware()
        self.is_searched = True
        if found != self.found:
            self._found = _to_json(found)
            self._keep(_FOUND, self._found_elsewhere() | {_host(): self._found})
            self._changed()
        elif found is None:
            self._changed()  # who waits for it waits no longer

    def choose(self, hardware: Hardware | None, tokens: int, reserve: int) -> str:
        """Count this hardware (None: what was told or found), so many tokens and so many percent in reserve.

        Return why that cannot be kept for the next run, "" if it is.
        """
        self.tokens, self.reserve, self._tells_all = tokens, reserve, False
        self._chosen = {"hardware": _to_json(hardware), "tokens": tokens, "reserve": reserve}
        problem = self._keep(_CHOSEN, self._chosen)
        self._changed()
        return problem

    def _changed(self) -> None:
        for name in ("chosen", "found", "budget"):
            self.__dict__.pop(name, None)
        for listener in tuple(self._listeners):
            listener()

    def _found_elsewhere(self) -> dict[str, Any]:
        """Return what other machines with the same home have found, some of the last."""
        kept = read_kept(self._file).get(_FOUND) if self._file is not None else None
        return dict(list(kept.items())[-_MOST_HOSTS:]) if isinstance(kept, dict) else {}

    def _keep(self, name: str, part: dict[str, Any]) -> str:
        return write_kept(self._file, name, part) if self._file is not None else ""


def _host() -> str:
    return os.uname().nodename


def _to_json(hardware: Hardware | None) -> dict[str, Any] | None:
    if hardware is None:
        return None
    return {"words": hardware.words, "sizes": list(hardware.sizes), "is_ram": hardware.is_ram}


def _from_json(kept: Any) -> Hardware | None:
    from hubtui.fit.hardware import Hardware

    if not isinstance(kept, dict) or not isinstance(kept.get("words"), str) or not isinstance(kept.get("sizes"), list):
        return None
    sizes = [size for size in kept["sizes"] if type(size) is int and 0 < size < 10**18]
    return Hardware(kept["words"], tuple(sizes), kept.get("is_ram") is True) if sizes else None


def _whole(value: Any, least: int, most: int) -> int | None:
    return value if type(value) is int and least <= value <= most else None
