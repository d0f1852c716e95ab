"""A target opens on the place that it names: that file, that revision, those rows."""

from tests.demo_hub import DemoHub
from tests.journeys.user import at


async def test_a_file_its_revision_and_back_to_the_repo(demo: DemoHub) -> None:
    async with at(demo, "hf://Qwen/Qwen3-8B@refs/pr/1/config.json") as user:
        await user.sees("config.json   refs/pr/1")
        await user.press("escape")
        await user.sees("Qwen/Qwen3-8B   refs/pr/1")


async def test_the_rows_of_a_split(demo: DemoHub) -> None:
    url = f"{demo.endpoint}/datasets/openai/gsm8k/viewer/default/test"
    async with at(demo, url) as user:
        await user.sees("default / test")
        await user.sees("text string")
        await user.press("down", "right")
        await user.loses("text string")
        await user.press("left", "enter")
        await user.sees("row 2 of")
        await user.press("escape")
        await user.sees("text string")
        assert user.app.screen._list.cursor == 1
        await user.press("escape")
        await user.sees("Rows")


async def test_a_bare_arxiv_id_is_a_paper(demo: DemoHub) -> None:
    async with at(demo, "arxiv:2505.09388") as user:
        await user.sees("2505.09388")
        assert type(user.app.screen).__name__ == "PaperScreen"
