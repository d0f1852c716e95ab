"""The dialog for the memory that models have to fit into, the context length and the reserve."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from hubtui.config.memory_budget import MAX_RESERVE, MAX_TOKENS, MIN_TOKENS, MemoryBudget
from hubtui.dialogs.form import Form
from hubtui.fit.context import DEFAULT_TOKENS
from hubtui.fit.hardware import MEMORY_FORMS, Hardware, parse_memory
from hubtui.fit.verdict import DEFAULT_RESERVE
from hubtui.pages.work import start_work
from hubtui.text.humanize import short_bytes
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field

HERE, HUB, WRITTEN = "here", "hub", "written"


class MemoryForm(Form):
    """Sets and saves the memory that decides whether a model fits.

    `ask_hub` returns the hardware of the account's profile at the Hub, or a text that says why there is none; it is
    None if nobody is logged in. `kept` is called with a problem of saving, or with "" if there is none.
    """

    def __init__(
        self, memory: MemoryBudget, ask_hub: Callable[[], Awaitable[Hardware | str]] | None, kept: Callable[[str], None]
    ) -> None:
        super().__init__("What models have to fit into", "Use")
        self._memory = memory
        self._ask_hub = ask_hub
        self._kept = kept
        self._at_hub: Hardware | str | None = None
        options = [Option(HERE, "this machine"), Option(WRITTEN, "as written below")]
        if ask_hub is not None:
            options.append(Option(HUB, "my hardware at the Hub"))
        self._source = ChoiceField(options, WRITTEN if memory.chosen is not None else HERE, id="source")
        self._written = Field(_as_text(memory.chosen), MEMORY_FORMS, id="memory")
        self._tokens = Field(str(memory.tokens or DEFAULT_TOKENS), "tokens", id="tokens")
        reserve = round(DEFAULT_RESERVE * 100) if memory.reserve is None else memory.reserve
        self._reserve = Field(str(reserve), "percent", id="reserve")

    def on_mount(self) -> None:
        """Look for the hardware of this machine, if that has not been done yet."""
        super().on_mount()
        start_work(self, self._find, "memory")

    async def _find(self) -> None:
        await self._memory.detect()
        self.check()

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the source of the memory, the memory, the context length and the reserve."""
        yield "source", "Memory of", self._source
        yield "memory", "Memory", self._written
        yield "tokens", "Context", self._tokens
        yield "reserve", "Reserve", self._reserve

    @property
    def begins_at(self) -> str:  # type: ignore[override]
        """The field that a user changes most often."""
        return "memory" if self._source.value == WRITTEN else "source"

    def hidden(self) -> Sequence[str]:
        """Hide the memory field unless the memory is typed by hand."""
        return () if self._source.value == WRITTEN else ("memory",)

    def field_changed(self, name: str) -> None:
        """Ask the Hub when its hardware is chosen as the source."""
        if name == "source" and self._source.value == HUB and self._at_hub is None:
            start_work(self, self._ask, "hub")

    async def _ask(self) -> None:
        if self._ask_hub is not None:
            self._at_hub = await self._ask_hub()
            self.check()

    @property
    def is_complete(self) -> bool:
        """Whether the chosen source has hardware, or is this machine."""
        return self._source.value == HERE or isinstance(self._hardware, Hardware)

    @property
    def _hardware(self) -> Hardware | str | None:
        """The chosen hardware, a text that says why there is none, or None while that is not known."""
        if self._source.value == HUB:
            return self._at_hub
        if self._source.value == HERE:
            return self._memory.configured or self._memory.found
        try:
            return parse_memory(self._written.value)
        except ValueError as error:
            return str(error)

    def problems(self) -> Mapping[str, str]:
        """Return what is wrong with each field."""
        found = {}
        if self._source.value == WRITTEN and isinstance(words := self._hardware, str):
            found["memory"] = words if self._written.value.strip() else ""
        if _whole(self._tokens.value, MIN_TOKENS, MAX_TOKENS) is None:
            found["tokens"] = f"a whole number of tokens, at most {MAX_TOKENS:,}"
        if _whole(self._reserve.value, 0, MAX_RESERVE) is None:
            found["reserve"] = f"a whole number of percent from 0 to {MAX_RESERVE}"
        return found

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return how much memory that is, and how much of it a model may take."""
        hardware = self._hardware
        if isinstance(hardware, str):
            return () if self._source.value == WRITTEN else ((hardware, "failed"),)
        if hardware is None:
            return (
                ("Asking the Hub…" if self._source.value == HUB else "Looking for the memory of this machine…", "dim"),
            )
        reserve = _whole(self._reserve.value, 0, MAX_RESERVE)
        free = short_bytes(hardware.memory * (100 - (reserve or 0)) // 100)
        largest = f", the largest {short_bytes(max(hardware.sizes))}" if len(hardware.sizes) > 1 else ""
        return (
            (f"{hardware.words or 'as written'}: {short_bytes(hardware.memory)}{largest}", ""),
            (f"a model fits if its weights and the context take at most {free}", "dim"),
        )

    def send(self) -> None:
        """Save the values and close the form."""
        tokens = _whole(self._tokens.value, MIN_TOKENS, MAX_TOKENS)
        reserve = _whole(self._reserve.value, 0, MAX_RESERVE)
        hardware = self._hardware
        if tokens is None or reserve is None or isinstance(hardware, str):
            return
        problem = self._memory.choose(None if self._source.value == HERE else hardware, tokens, reserve)
        self.answer(None)
        self._kept(problem)


def _as_text(hardware: Hardware | None) -> str:
    """Return hardware as a user would write it."""
    if hardware is None:
        return ""
    counts = {size: hardware.sizes.count(size) for size in hardware.sizes}
    return "+".join(f"{many}x{size / 1e9:g}GB" if many > 1 else f"{size / 1e9:g}GB" for size, many in counts.items())


def _whole(text: str, least: int, most: int) -> int | None:
    """Return the whole number that `text` means, or None if it is none or not from `least` to `most`.

    "8,192" and "8k" (8 times 1024) are numbers too.
    """
    text = text.strip().lower().replace(",", "").replace("_", "").replace(" ", "")
    factor = 1024 if text.endswith("k") else 1
    digits = text.removesuffix("k")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        return None
    number = int(digits) * factor
    return number if least <= number <= most else None
