"""Cards and papers: read, searched, and their links followed."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest

from hubtui.hub.client import HubClient
from hubtui.hub.files import CardText
from hubtui.text.sanitize import clean_text
from tests.demo_hub import DemoHub
from tests.journeys.user import at, browsing, settled
from tests.presentation.markdown.nasty import CARDS


async def test_the_nastiest_cards_are_shown_and_scrolled_to_their_end(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch, runs: Callable[[int], int]
) -> None:
    for name in random.sample(list(CARDS), max(2, runs(len(CARDS)))):
        source = clean_text(CARDS[name].expandtabs(4))

        async def send(self: CardText, hub: HubClient, source: str = source) -> str:
            return source

        monkeypatch.setattr(CardText, "send", send)
        async with at(demo, "Qwen/Qwen3-8B", size=(80, 24)) as user:
            reader: Any = None
            await user.until(lambda: user.app.screen.section is not None, "the card")
            reader = user.app.screen.section.reader
            await user.until(lambda reader=reader: "Loading" not in user.screen, name)
            await user.press("space", "d", "G", "b", "tab", "/", "x", "enter", "n")
            async with asyncio.timeout(90):
                while not reader.is_at_the_end:  # a match that is found late takes it away again
                    await user.press("G")


async def test_links_of_a_card_lead_to_pages_of_ours(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.sees("Highlights")
        page: Any = user.app.screen
        page.page.routes.follow(f"{demo.endpoint}/datasets/openai/gsm8k")
        await user.sees("openai/gsm8k")
        await user.press("q")
        page.page.routes.follow("https://arxiv.org/abs/2505.09388")
        await user.sees("models that cite it")
        await user.press("q")
        page.page.routes.follow(f"{demo.endpoint}/Qwen")
        await user.sees("Qwen · organisation")


async def test_find_marks_and_walks_through_matches(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.press("3")
        await user.sees("Repo")
        await user.press("/", *"qwen3", "enter", "n")
        await user.sees("lines")
        await user.press("N", "escape", "escape")
        await user.sees("trending")


async def test_papers_are_found_read_and_lead_to_what_cites_them(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.press("4")
        await user.sees("Technical Report")
        await user.press("/", *"qwen3 technical".replace(" ", "_").split("_")[0], "enter")
        await user.sees("best match")
        await settled(user)
        await user.press("enter")
        await user.sees("models that cite it")
        await user.press("tab", "enter")
        await user.sees("arxiv:")
        async with asyncio.timeout(90):
            while "best match" not in user.screen:
                await user.press("escape")
                await settled(user)
