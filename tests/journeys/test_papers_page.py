"""The page of a paper: its sections, and what can be done with it."""

import json
import urllib.request

import pytest

from tests.demo_hub import DemoHub
from tests.journeys.user import at


def first_paper(demo: DemoHub) -> str:
    with urllib.request.urlopen(f"{demo.endpoint}/api/daily_papers?limit=1") as answer:
        return str(json.load(answer)[0]["paper"]["id"])


async def test_a_section_of_a_paper_is_shown_again_at_the_line_where_it_was_left(demo: DemoHub) -> None:
    async with at(demo, f"papers/{first_paper(demo)}", size=(80, 12)) as user:
        await user.sees("arXiv")
        await user.press("end")
        await user.sees("authors at the Hub")
        await user.press("]")
        await user.sees("hidden")
        await user.press("1")
        await user.sees("authors at the Hub")
        await user.press("r")
        await user.sees("authors at the Hub")


async def test_the_number_of_a_paper_is_copied_from_its_page(demo: DemoHub) -> None:
    paper = first_paper(demo)
    async with at(demo, f"papers/{paper}") as user:
        await user.sees("models that cite it")
        await user.press("y", "y")
        await user.until(lambda: user.app.clipboard == paper, "the number")


async def test_the_models_that_cite_a_paper_are_a_key_away(demo: DemoHub) -> None:
    paper = first_paper(demo)
    async with at(demo, f"papers/{paper}") as user:
        await user.sees("repos that cite it")
        await user.press("R", "enter")
        await user.sees(f"arxiv:{paper} ×")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_list_over_a_tab_is_a_page_with_a_way_back(demo: DemoHub, size: tuple[int, int]) -> None:
    paper = first_paper(demo)
    async with at(demo, f"papers/{paper}", size=size) as user:
        await user.sees("repos that cite it")
        await user.press("R", "j", "enter")
        await user.sees(f"arxiv:{paper} ×")
        top = user.screen.splitlines()[0]
        assert top.startswith(" ‹ Back   Datasets")
        assert "Mine" not in top
        await user.press("escape", "escape")
        await user.until(lambda: len(user.app.screen_stack) == 1, "the tab")
        await user.sees("Mine")
        assert "‹ Back" not in user.screen.splitlines()[0]
