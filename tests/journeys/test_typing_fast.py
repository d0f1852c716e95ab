"""Keys that come in one burst, as from a fast hand on a slow line: each does what it would do alone."""

import pytest

from tests.demo_hub import DemoHub
from tests.journeys.user import browsing
from tests.terminal.session import Session
from tests.warm import hubtui


@pytest.mark.parametrize(
    ("keys", "shows"),
    [
        ("/qwen\r", "/ qwen "),
        ("/qwexx\x7f\x7fn\r", "/ qwen "),
        ("/wen\x1b[Hq\r", "/ qwen "),
        ("/quit?q\r", 'nothing matches "quit?q"'),
        ("sj\r", "downloads ↓"),
        ("sjjjjjj\x1b[C\r", "created ↑"),
        ("fq7b\r", "q7b ×"),
        ("2/wiki\r", "wikipedia"),
        ("jj?", "mark the row; move down"),
        ("AQwen\r", "author Qwen ×"),
    ],
)
def test_a_burst_of_keys(demo: DemoHub, keys: str, shows: str) -> None:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token}
    with Session(hubtui(), size=(110, 30), environ=environ) as session:
        session.wait_for("loaded, more")
        session.send(keys)
        session.wait_for(shows)
        session.send("\x1b")
        session.rest()
        session.send("\x1b")
        session.rest()
        session.send("q")
        assert session.end() == 0


async def test_an_action_before_the_first_paint_is_performed_after_it(demo: DemoHub) -> None:
    """Marking is loaded after the first paint; moving the cursor is not."""
    async with browsing(demo.endpoint) as user:
        await user.sees(" loaded, ")
        user.app.frame.is_painted = False
        await user.press("down", "space", "down", "space")
        assert "marked" not in user.screen
        user.app.painted()
        await user.sees("2 marked")
        assert [number for number, line in enumerate(user.lines) if line[1:2] == "●"] == [4, 6]
