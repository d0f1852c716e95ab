"""Place and size of the preview: chosen by keys, the same for all lists, kept for the next run."""

from typing import Any

from hubtui.config.state import PreviewLayout, State, read_state, write_state
from tests.demo_hub import DemoHub
from tests.journeys.user import User, browsing


def places(user: User) -> tuple[bool, int, int]:
    """Whether the preview is on the screen, and its width and height."""
    pane: Any = user.app.screen.query_one("#preview")
    return bool(pane.display), pane.size.width, pane.size.height


async def test_Z_goes_through_the_places_and_percent_through_the_sizes(demo: DemoHub) -> None:
    left: list[State] = []
    async with browsing(demo.endpoint, size=(140, 40), keep=left.append) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        assert places(user)[1] == 140 * 32 // 100
        await user.press("Z")
        await user.sees("preview: below")
        await user.until(lambda: places(user)[1] == 140, "the preview below")
        low = places(user)[2]
        await user.press("%")
        await user.sees("preview: 50% of the screen")
        await user.until(lambda: places(user)[2] > low, "a higher one")
        await user.press("Z")
        await user.sees("no preview")
        assert not places(user)[0]
        await user.press("2")
        await user.until(lambda: user.app.current_mode == "datasets", "another tab")
        assert not places(user)[0]
        await user.press("Z")
        await user.sees("preview: right")
        await user.until(lambda: places(user)[1] == 70, "half of the screen")
        await user.press("1")
        await user.until(lambda: places(user) == (True, 70, places(user)[2]), "the same on the first tab")
    assert left[-1].preview_layout == PreviewLayout("right", 50)
    async with browsing(demo.endpoint, size=(140, 40), kept=left[-1]) as user:
        await user.until(lambda: places(user)[1] == 70, "half of the screen again")


async def test_in_the_preview_J_and_K_go_through_the_rows(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(80, 24), kept=State(preview_layout=PreviewLayout("off"))) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        first, second = user.rows[:2]
        await user.press("z")
        await user.sees("J next row  z list and preview")
        await user.until(lambda: first in user.screen and second not in user.screen, "the first alone")
        await user.press("J")
        await user.until(lambda: second in user.screen and first not in user.screen, "the second alone")
        await user.press("K", "J", "j", "z")
        await user.sees("enter open")
        assert user.under_cursor == second


async def test_a_narrow_terminal_shows_what_has_room(demo: DemoHub) -> None:
    kept = State(preview_layout=PreviewLayout("right"))
    async with browsing(demo.endpoint, size=(80, 24), kept=kept) as user:
        await user.until(lambda: len(user.rows) >= 100, "the first page")
        assert places(user)[0]
        assert places(user)[1] < 40
        await user.pilot.resize_terminal(60, 24)
        await user.until(lambda: places(user)[1] == 60, "below")
        await user.pilot.resize_terminal(60, 10)
        await user.until(lambda: not places(user)[0], "no preview")
        await user.press("z")
        await user.until(lambda: places(user)[:2] == (True, 60), "the preview alone")
        await user.pilot.resize_terminal(80, 24)
        await user.until(lambda: places(user)[1] == 80, "still alone")
        await user.press("down", "escape")
        await user.until(lambda: 0 < places(user)[1] < 40, "beside the list again")


def test_a_layout_is_kept_and_an_odd_one_is_none(tmp_path: Any) -> None:
    file = tmp_path / "state.json"
    write_state(file, "https://hub", State(preview_layout=PreviewLayout("below", 65)))
    assert read_state(file, "https://hub").preview_layout == PreviewLayout("below", 65)
    for odd in ('{"place": 3, "share": "x"}', '{"place": "up", "share": 100}', "[]", '{"share": true}'):
        file.write_text(f'{{"https://hub": {{"preview_layout": {odd}}}}}')
        assert read_state(file, "https://hub").preview_layout == PreviewLayout()
