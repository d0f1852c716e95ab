"""From a model to its quants by method, and from a quant back to its base."""

from typing import Any

import pytest

from hubtui.browser.screen import BrowserScreen
from hubtui.presentation.quants import METHODS, method_of_row
from hubtui.resources.repos.screen import RepoScreen
from tests.demo_hub import DemoHub
from tests.journeys.screens import name_of
from tests.journeys.user import User, at, browsing, settled

BASE = "Qwen/Qwen3-8B"


def ids(user: User) -> list[str]:
    screen: Any = user.app.screen
    return [screen.shown.view.id_at(index) for index in range(len(screen.shown.view))]


async def at_quants(user: User) -> None:
    await user.until(lambda: name_of(user.app.screen) == "QuantsList", "the quants")
    await settled(user)
    await user.until(lambda: len(ids(user)) > 5, "rows")


async def test_from_a_row_to_its_quants_and_from_a_quant_to_its_base(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(80, 24), text=BASE) as user:
        await user.until(lambda: user.rows[:1] == [BASE], "the model")
        await user.press("Q")
        await at_quants(user)
        await user.sees(f"Quants of {BASE}")
        await user.sees("GGUF")
        await user.sees("AWQ")
        screen: Any = user.app.screen
        groups = [METHODS.index(method_of_row(row)) for row in screen.shown.view.items]
        assert groups == sorted(groups)
        assert len(set(groups)) > 3
        quant = ids(user)[0]
        await user.press("enter")
        await user.until(lambda: isinstance(user.app.screen, RepoScreen), "its page")
        await user.sees(quant.rpartition("/")[2])
        await user.press("Q")
        await user.sees(f"{BASE}   main")


@pytest.mark.parametrize("keys", [("Q",), ("6", "end", "enter")])
async def test_from_the_page_of_a_model_to_its_quants(demo: DemoHub, keys: tuple[str, ...]) -> None:
    async with at(demo, BASE, token=None) as user:
        await user.sees("4.1M")
        await settled(user)
        for key in keys:
            await user.press(key)
            await settled(user)
        await at_quants(user)


async def test_keys_go_from_method_to_method_and_words_filter_by_it(demo: DemoHub) -> None:
    async with at(demo, BASE, token=None, size=(160, 45)) as user:
        await settled(user)
        await user.press("Q")
        await at_quants(user)
        screen: Any = user.app.screen
        assert isinstance(screen, BrowserScreen)
        assert method_of_row(screen.shown.item) == "GGUF"
        await user.press("]")
        assert method_of_row(screen.shown.item) == "AWQ"
        await user.press("[", "[")
        assert method_of_row(screen.shown.item) not in ("GGUF", "AWQ")
        await user.press("/")
        await user.type("awq")
        await user.press("enter")
        await user.until(lambda: {method_of_row(item) for item in screen.shown.view.items} == {"AWQ"}, "one method")
        await user.press("Q")
        await user.sees(f"{BASE}   main")


async def test_what_has_no_quants_says_so(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, tab="datasets") as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("Q")
        await user.sees("only models have quants")
    async with at(demo, "ada/qwen3-1.7b-reviews") as user:
        await settled(user)
        await user.press("Q")
        await user.sees("the Hub knows no quants of")


async def test_quants_are_saved_as_a_view(demo: DemoHub) -> None:
    async with at(demo, BASE, token=None) as user:
        await settled(user)
        await user.press("Q")
        await at_quants(user)
        before = ids(user)
        await user.press("V")
        await user.type("my quants")
        await user.press("enter")
        await user.press("escape")
        await user.press("g", "v")
        await user.sees("my quants")
        await user.press("enter")
        await at_quants(user)
        await user.until(lambda: ids(user) == before, "the same rows")
