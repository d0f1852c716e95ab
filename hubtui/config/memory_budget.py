"""The memory that models must fit into, the length of the context and the reserve; saved between runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubtui.config.json_file import read_json_object, write_json_entry
from hubtui.fit.hardware import Hardware

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget

MIN_TOKENS, MAX_TOKENS = 1, 100_000_000
MAX_RESERVE = 90
_MAX_HOSTS = 20
_CHOSEN, _FOUND = "chosen", "found"


class MemoryBudget:
    """The memory budget: as chosen in the program, else as configured, else as found on this machine."""

    def __init__(self, configured: Hardware | None = None, file: Path | None = None, overrides: bool = False) -> None:
        """Load what was chosen and found in earlier runs from `file`.

        `configured` is the memory of the settings or an argument; if it `overrides`, nothing else is used.
        """
        self.configured = configured
        self.has_searched = False
        """Whether this run has looked for the hardware of this machine."""
        self._file = file
        self._overrides = overrides
        self._listeners: list[Callable[[], None]] = []
        saved = read_json_object(file) if file is not None else {}
        chosen, found = saved.get(_CHOSEN), saved.get(_FOUND)
        self._chosen: dict[str, Any] = chosen if isinstance(chosen, dict) else {}
        # Several machines may share the home folder, so what was found is saved for each host.
        self._found: Any = found.get(_host()) if isinstance(found, dict) else None
        self.tokens = _int_between(self._chosen.get("tokens"), MIN_TOKENS, MAX_TOKENS)
        self.reserve = _int_between(self._chosen.get("reserve"), 0, MAX_RESERVE)

    @cached_property
    def chosen(self) -> Hardware | None:
        """The hardware that the user chose in the program, or None."""
        return _from_json(self._chosen.get("hardware"))

    @cached_property
    def found(self) -> Hardware | None:
        """The hardware of this machine as it was last found, or None."""
        return _from_json(self._found)

    @property
    def hardware(self) -> Hardware | None:
        """The devices whose memory counts; None while they are not known."""
        if self._overrides:
            return self.configured
        return self.chosen or self.configured or self.found

    @cached_property
    def budget(self) -> Budget | None:
        """The memory of these devices as a budget; None while they are not known."""
        hardware = self.hardware
        if hardware is None:
            return None
        budget = hardware.budget()
        tokens = budget.tokens if self.tokens is None else self.tokens
        reserve = budget.reserve if self.reserve is None else self.reserve / 100
        return hardware.budget(tokens, reserve)

    @property
    def is_of_interest(self) -> bool:
        """Whether listings show by default how models fit: for a GPU, or if the user set the memory."""
        if not self._found and not self._chosen and self.configured is None:
            return False
        hardware = self.hardware
        return hardware is not None and not hardware.is_ram

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever the budget changes. Return a function that stops this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    async def detect(self) -> None:
        """Look for the hardware of this machine, once a run, unless an argument overrides it."""
        if self.has_searched or self._overrides:
            return
        from hubtui.config.hardware import find_hardware

        found = await find_hardware()
        self.has_searched = True
        if found != self.found:
            self._found = _to_json(found)
            self._keep(_FOUND, self._found_elsewhere() | {_host(): self._found})
            self._changed()
        elif found is None:
            self._changed()  # some listeners wait for the search to end

    def choose(self, hardware: Hardware | None, tokens: int, reserve: int) -> str:
        """Use this hardware (None: as configured or found), context length and reserve (in percent).

        Return an error line if the choice cannot be saved for the next run, else "".
        """
        self.tokens, self.reserve, self._overrides = tokens, reserve, False
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
        """Return what other machines with the same home folder found, at most the last 20."""
        saved = read_json_object(self._file).get(_FOUND) if self._file is not None else None
        return dict(list(saved.items())[-_MAX_HOSTS:]) if isinstance(saved, dict) else {}

    def _keep(self, name: str, part: dict[str, Any]) -> str:
        return write_json_entry(self._file, name, part) if self._file is not None else ""


def _host() -> str:
    return os.uname().nodename


def _to_json(hardware: Hardware | None) -> dict[str, Any] | None:
    if hardware is None:
        return None
    return {"words": hardware.words, "sizes": list(hardware.sizes), "is_ram": hardware.is_ram}


def _from_json(saved: Any) -> Hardware | None:
    if not isinstance(saved, dict):
        return None
    words, sizes = saved.get("words"), saved.get("sizes")
    if not isinstance(words, str) or not isinstance(sizes, list):
        return None
    sizes = [size for size in sizes if type(size) is int and 0 < size < 10**18]
    return Hardware(words, tuple(sizes), saved.get("is_ram") is True) if sizes else None


def _int_between(value: Any, least: int, most: int) -> int | None:
    return value if type(value) is int and least <= value <= most else None
