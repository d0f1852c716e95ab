"""What was searched for stands out in the rows where it was found."""

from hubtui.widgets.row_list import RowList
from tests.demo_hub import DemoHub
from tests.journeys.user import User, browsing


def standing_out(user: User) -> list[str]:
    """The texts of the rows in view that are drawn like a match."""
    rows = user.app.screen.query_one("#rows", RowList)
    looks = [rows.role_style("match", here) for here in (False, True)]
    lines = [rows.render_line(y) for y in range(1, rows.size.height)]
    return [segment.text for line in lines for segment in line if segment.style in looks and segment.text.strip()]


async def test_words_that_the_hub_has_searched_stand_out_in_ids(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(100, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        assert standing_out(user) == []
        await user.press("/", *"qwen", "enter")
        await user.until(lambda: bool(standing_out(user)), "matches")
        assert {text.lower() for text in standing_out(user)} == {"qwen"}
        await user.press("F")
        await user.until(lambda: not standing_out(user), "no matches")
