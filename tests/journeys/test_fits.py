"""Which models fit into the memory: in the list, as a filter, on a model's page, and after that memory was changed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from hubtui.cache.store import Store
from hubtui.config import hardware
from hubtui.config.memory_budget import MemoryBudget
from hubtui.config.views import View
from hubtui.fit.dtypes import named_parameters
from hubtui.fit.hardware import Hardware, parse_memory
from hubtui.fit.model import base_of
from hubtui.hub.answers import Page
from hubtui.hub.client import HubClient
from hubtui.hub.listings import ListingPage
from hubtui.hub.models.rows import ModelRow
from hubtui.hub.query import ListingQuery
from hubtui.presentation.choice import Choice, to_json
from hubtui.resources.saved_view.view_news import count_new
from tests.demo_hub import DemoHub
from tests.journeys.user import User, at, browsing, requests_of, settled, start, using


def memory(text: str) -> MemoryBudget:
    return MemoryBudget(parse_memory(text), overrides=True)


def listings(user: User) -> list[str]:
    return [path for path in requests_of(user) if path.startswith("/api/models?")]


def line_of(user: User, text: str) -> str:
    """Return the first line that begins with a text, but for marks and blanks."""
    return next((line for line in user.lines if line.strip(" ▌").startswith(text)), "")


async def test_the_filter_fills_the_page_and_says_what_it_left_out(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, memory=memory("24GB")) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        assert "too large" in line_of(user, "deepseek-ai/DeepSeek-R1 ")
        before = len(listings(user))
        await user.press("f", *"fits", "enter")
        await user.sees("looked at")
        await settled(user)
        assert "unknown hidden" in user.lines[1]
        assert 1 <= len(listings(user)) - before <= 10
        listing: Any = user.app.screen
        assert len(user.rows) >= listing.rows.page_lines
        assert "deepseek-ai/DeepSeek-R1" not in user.rows
        assert "Qwen/Qwen3-8B" in user.rows
        after = len(listings(user))
        await user.pilot.pause(0.3)
        assert len(listings(user)) == after, "nothing is asked for while nobody looks further"


async def test_a_gguf_listing_names_the_best_quant_that_fits(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, memory=memory("24GB"), filters=("tag:gguf",), size=(160, 45)) as user:
        await user.until(lambda: len(user.rows) >= 50, "rows")
        listing: Any = user.app.screen
        row = next(row for row in listing.model.items if 7e9 < (row.parameter_total or 0) < 9e9)
        assert f"fits {row.quants[-1]}" in line_of(user, row.id) or row.id not in user.screen
        assert any("fits Q" in line for line in user.lines)


async def test_another_memory_judges_the_rows_anew(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, memory=memory("24GB")) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        assert "fits " in line_of(user, "Qwen/Qwen3-8B ")
        await user.press("M")
        await user.sees("What models have to fit into")
        await user.press("right", "tab", *"2GB", "enter")
        await user.loses("What models have to fit into")
        assert "too large" in line_of(user, "Qwen/Qwen3-8B ")
        assert MemoryBudget().budget is None


async def test_what_cannot_be_a_size_is_said_beside_the_field(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, memory=memory("24GB")) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        await user.press("M")
        await user.sees("What models have to fit into")
        await user.press("right", "tab", *"lots", "enter")
        await user.sees("'lots' is not a size of memory: write \"24GB\"")
        await user.press(*["backspace"] * 4, "x")
        await user.sees("a whole number of tokens")
        await user.press("escape")
        await user.loses("What models have to fit into")
        assert "fits " in line_of(user, "Qwen/Qwen3-8B ")


async def test_the_hardware_that_is_kept_at_the_hub_can_be_chosen(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, memory=memory("2GB")) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        await user.sees("ada · write")
        assert not any("overview" in path for path in requests_of(user))
        await user.press("M", "right", "right")
        await user.sees("a model fits if its weights and the context take at most 101 GB")
        await user.press("enter")
        await user.loses("What models have to fit into")
        assert "fits " in line_of(user, "Qwen/Qwen3-8B ")


async def test_a_gpu_that_is_found_late_brings_its_column(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    is_found = asyncio.Event()

    async def find() -> Hardware:
        await is_found.wait()
        return Hardware("NVIDIA L4", (24 << 30,))

    monkeypatch.setattr(hardware, "find_hardware", find)
    async with browsing(demo.endpoint, filters=("fits:now",)) as user:
        await user.sees("Looking for the memory of this machine…")
        assert listings(user) == []
        is_found.set()
        await user.sees("looked at")
        assert "deepseek-ai/DeepSeek-R1" not in user.rows


async def test_rows_that_were_kept_of_another_memory_are_not_shown(demo: DemoHub, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")

    async def connect(record: Any) -> HubClient:
        return HubClient(demo.endpoint, None, on_exchange=record)

    how = start(endpoint=demo.endpoint, logged_in=False, filters=("fits:now",), memory=memory("24GB"))
    async with using(connect, how._replace(store=store)) as user:
        await user.until(lambda: "Qwen/Qwen3-8B" in user.rows, "rows")

    async def never(_: Any) -> HubClient:
        await asyncio.Event().wait()
        raise AssertionError

    async with using(never, how._replace(store=store, memory=memory("2GB"))) as user:
        await user.sees("Loading models…")
        assert "Qwen/Qwen3-8B" not in user.screen


async def test_why_files_cannot_be_had_stays_in_view(demo: DemoHub) -> None:
    hub = HubClient(demo.endpoint, demo.token)
    query = ListingQuery("model", expand=("disabled",), limit=1000)
    disabled = next(row.id for row in (await hub.get(ListingPage(query))).rows if row.disabled)
    await hub.aclose()
    async with at(demo, disabled) as user:
        await user.press("5")
        await user.sees("disabled by the Hub: ")
        user.app.frame.memory.choose(parse_memory("4GB"), 8192, 10)
        await user.pilot.pause()
        assert "disabled by the Hub: " in user.screen


async def test_the_page_of_a_model_judges_its_files_and_fewer_bits(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        user.app.frame.memory.choose(parse_memory("12GB"), 8192, 10)
        await user.press("5")
        await user.sees("at 4 bits")
        assert "too large" in line_of(user, "safetensors ")
        assert "fits" in line_of(user, "at 8 bits")
        await user.press("M")
        await user.sees("What models have to fit into")
        await user.press(*["backspace"] * 4, *"2x12GB", "enter")
        await user.loses("What models have to fit into")
        await user.until(lambda: "fits on 2 GPUs together" in line_of(user, "safetensors "), "the new verdict")


async def test_an_adapter_is_judged_with_its_base(demo: DemoHub) -> None:
    hub = HubClient(demo.endpoint, demo.token)
    query = ListingQuery("model", filters=("lora",), expand=("disabled", "gated", "tags"), limit=1000)
    rows = [row for row in (await hub.get(ListingPage(query))).rows if not row.disabled]
    await hub.aclose()
    adapter, base = next((row.id, base_of(row.tags)) for row in rows if named_parameters(base_of(row.tags)) == 8e9)
    async with at(demo, adapter) as user:
        user.app.frame.memory.choose(parse_memory("24GB"), 8192, 10)
        await user.press("5")
        await user.until(lambda: "fits" in line_of(user, f"with {base[:12]}"), "the verdict with its base")
        user.app.frame.memory.choose(parse_memory("4GB"), 8192, 10)
        await user.until(lambda: "too large" in line_of(user, f"with {base[:12]}"), "the new verdict")


async def test_of_a_view_of_what_fits_only_that_counts_as_new() -> None:
    rows = [
        ModelRow(f"a/{size}", parameters={"BF16": size * 10**9}, created_at="2026-11-02T00:00:00.000Z")
        for size in (3, 8, 70)
    ]

    class Answering:
        async def get(self, *_: object, **options: object) -> Page[Any]:
            return Page([*rows], None)

    view = View("mine", "models", to_json(Choice("model", filters=("fits:now",))), "2026-11-01T00:00:00Z")
    worker: Any = Answering()
    assert await count_new(worker, view, parse_memory("24GB").budget()) == 2
    everything = view._replace(choice=to_json(Choice("model")))
    assert await count_new(worker, everything, parse_memory("24GB").budget()) == 3
