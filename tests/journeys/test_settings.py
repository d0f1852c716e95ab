"""What config.toml says is what the user gets."""

from hubtui.config.settings import Settings
from hubtui.user_keys import with_user_keys
from tests.demo_hub import DemoHub
from tests.journeys.user import browsing


async def test_another_key_does_it_and_is_shown_everywhere(demo: DemoHub) -> None:
    table, problems = with_user_keys({"sort": ("S",)})
    assert problems == []
    async with browsing(demo.endpoint, bindings=table) as user:
        await user.until(lambda: bool(user.rows), "rows")
        assert "S sort" in user.lines[-1]
        await user.press("s")
        assert "Sort by" not in user.screen
        await user.press("S")
        await user.sees("Sort by")
        await user.press("escape", "?")
        await user.sees("change the sort order")
        line = next(line for line in user.lines if "change the sort order" in line)
        assert " S " in line


async def test_what_is_wrong_in_the_settings_is_said_once(demo: DemoHub) -> None:
    problems = ("config.toml:3: tab = 4: it must be one of models", "config.toml:9: foo: there is no such setting")
    async with browsing(demo.endpoint, problems=problems) as user:
        await user.sees("config.toml:3: tab = 4: it must be one of models (and 1 more in that file)")
        await user.press("j")
        await user.loses("config.toml")


async def test_columns_and_preview_are_as_set(demo: DemoHub) -> None:
    settings = Settings(columns={"models": ("likes", "downloads")}, preview=False)
    async with browsing(demo.endpoint, settings=settings, size=(160, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        titles = user.lines[2].split()
        assert titles == ["Model", "Likes", "Downl."]
        assert not any("│" in line for line in user.lines)
