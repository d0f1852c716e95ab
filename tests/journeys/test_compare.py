"""Comparing marked repos: the page fills in, is whole at 80 columns, and says what cannot be had."""

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from hubtui.pages.compare.screen import CompareScreen
from tests.demo_hub import DemoHub
from tests.journeys.user import User, browsing, requests_of, settled

MODELS = (
    "Qwen/Qwen3-8B",
    "meta-llama/Llama-3.1-8B-Instruct",
    "openai/gpt-oss-20b",
    "black-forest-labs/FLUX.1-dev",
    "deepseek-ai/DeepSeek-R1",
)


@asynccontextmanager
async def comparing(
    demo: DemoHub, names: tuple[str, ...], tab: str = "models", size: tuple[int, int] = (80, 24), token: str = ""
) -> AsyncIterator[tuple[User, Any]]:
    """On the page that compares these repos, with all answers there."""
    async with browsing(demo.endpoint, token or None, tab=tab, size=size) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await settled(user)
        listing: Any = user.app.screen
        listing.shown.marking.take(names or user.rows[:3])
        await user.press("=")
        await user.until(lambda: isinstance(user.app.screen, CompareScreen), "the comparison")
        await settled(user)
        await user.pilot.pause(0.2)
        yield user, user.app.screen


def values_of(screen: Any, key: str) -> list[str]:
    """The texts of a line."""
    return next([value.text for value in line.values] for line in screen._view.table.lines if line.key == key)


async def test_six_models_of_which_some_are_gated_or_gone_are_whole_at_80_columns(demo: DemoHub) -> None:
    async with comparing(demo, (*MODELS, "nobody/nothing")) as (user, screen):
        await user.until(lambda: values_of(screen, "parameters")[5] != "…", "all answers")
        assert values_of(screen, "context")[1] == "gated"
        assert values_of(screen, "licence")[5] == "not found, or private"
        seen: set[str] = set()
        for _ in range(6):
            assert all(len(line) <= 80 for line in user.lines)
            assert "Parameters" in user.screen
            seen |= {one for one in values_of(screen, "parameters") if f" {one} " in user.screen}
            await user.press("right")
        assert seen >= set(values_of(screen, "parameters")[:5])
        await user.press("home", *["down"] * 9)
        await user.sees("Context (tokens) of nobody/nothing")
        await user.sees("r asks again")


async def test_the_rows_are_there_before_any_answer(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: len(user.rows) > 3, "rows")
        await settled(user)
        listing: Any = user.app.screen
        listing.shown.marking.take(user.rows[:2])
        get, may_go = user.app.session.worker.get, asyncio.Event()

        async def late(request: Any, *args: Any, **options: Any) -> Any:
            await may_go.wait()
            return await get(request, *args, **options)

        monkeypatch.setattr(user.app.session.worker, "get", late)
        await user.press("=")
        screen = user.app.screen
        assert "…" not in values_of(screen, "likes")
        assert values_of(screen, "downloads_all_time") == ["…", "…"]
        may_go.set()
        await user.until(lambda: "…" not in values_of(screen, "downloads_all_time"), "the answers")


async def test_equal_lines_are_hidden_and_the_copies_hold_the_table(demo: DemoHub) -> None:
    async with comparing(demo, MODELS[:3], size=(160, 45)) as (user, screen):
        await user.sees("Visibility")
        await user.press("=")
        await user.loses("Visibility")
        await user.sees("hidden")
        await user.press("=")
        await user.press("y", "j")
        await user.until(lambda: user.app._clipboard.startswith("["), "the copy")
        assert [repo["id"] for repo in json.loads(user.app._clipboard)] == list(MODELS[:3])
        if len(user.app.screen_stack) > 2:
            await user.press("escape")
        await user.press("y", "c")
        await user.until(lambda: user.app._clipboard.startswith("fact,"), "the copy")
        assert len(list(csv.reader(io.StringIO(user.app._clipboard)))) == len(screen._view.table.shown) + 1


async def test_enter_opens_the_repo_of_the_column_and_back_asks_for_nothing_again(demo: DemoHub) -> None:
    async with comparing(demo, MODELS[:2]) as (user, screen):
        await user.press("right", "enter")
        await user.sees("Llama-3.1-8B-Instruct   main")
        await settled(user)
        asked = len(requests_of(user))
        await user.press("escape")
        await user.until(lambda: user.app.screen is screen, "the comparison")
        await user.press("escape", "L")
        await user.sees("Compare models")
        await settled(user)
        assert len(requests_of(user)) == asked
        assert "…" not in values_of(user.app.screen, "quants")


@pytest.mark.parametrize(("tab", "keys"), [("datasets", ("rows", "splits", "columns")), ("spaces", ("sdk", "stage"))])
async def test_datasets_and_spaces_are_compared(demo: DemoHub, tab: str, keys: tuple[str, ...]) -> None:
    async with comparing(demo, (), tab=tab, size=(120, 40)) as (_, screen):
        for key in keys:
            assert set(values_of(screen, key)) - {"…", "–"}, key
        assert all("…" not in [value.text for value in line.values] for line in screen._view.table.lines)


async def test_too_few_and_mixed_rows_are_told_in_a_line(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("=")
        await user.sees("mark 2 to 6 rows with space")
        await user.press("space")
        await user.press("2")
        await user.until(lambda: user.app.current_mode == "datasets" and bool(user.rows), "the datasets")
        await user.press("space", "=")
        await user.sees("marked are 1 model, 1 dataset")


async def test_r_asks_again_for_what_failed(demo: DemoHub) -> None:
    async with comparing(demo, (*MODELS[:1], "nobody/nothing")) as (user, screen):
        assert values_of(screen, "likes")[1] == "not found, or private"
        before = len(requests_of(user))
        await user.press("r")
        await user.until(lambda: len(requests_of(user)) > before, "another request")
        await settled(user)
        assert len(requests_of(user)) == before + 1, "what is known is not asked for again"
