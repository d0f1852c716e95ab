"""The query line: what is typed behind / becomes chips, is completed, and is marked where it is at fault."""

from textual.events import Paste

from tests.demo_hub import DemoHub
from tests.journeys.user import browsing, requests_of, settled


async def test_a_query_becomes_chips_and_comes_back_as_text(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(120, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/")
        await user.type("author:Qwen params:<9b sort:downloads -embedding ")
        await user.sees("author Qwen  up to 9b  -embedding of what is loaded  by downloads ↓")
        await user.type("qwen3")
        await user.press("enter")
        await user.sees("author Qwen ×")
        await user.until(lambda: bool(user.rows) and all("Qwen/Qwen3" in row for row in user.rows), "models of Qwen")
        assert not any("embedding" in row.lower() for row in user.rows)
        await user.sees("-embedding of what is loaded ×")
        await user.sees("looked at")
        # The words are selected: what is typed replaces them and keeps the terms.
        await user.press("/")
        await user.sees("author:Qwen params:<9b sort:downloads -embedding qwen3")
        await user.type("vl")
        await user.press("enter")
        await user.until(lambda: bool(user.rows) and all("vl" in row.lower() for row in user.rows), "VL models")
        await user.sees("author Qwen ×")


async def test_names_and_values_are_completed_with_tab_and_arrows(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(80, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        asked = len(requests_of(user))
        await user.press("/")
        await user.type("lic")
        await user.sees("license:   the licence, as license:apache-2.0")
        await user.press("tab")
        await user.type("ap")
        await user.sees("apache-2.0")
        await user.press("tab")
        await user.sees("license:apache-2.0 ")
        await user.type("gated:")
        await user.press("down", "down", "enter")
        await user.sees("license:apache-2.0 gated:no")
        await user.type("author:")
        await user.sees("BAAI")
        await user.press("escape")
        await user.loses("tab completes")
        await user.press("backspace")
        await user.type(":q")
        await user.until(lambda: "   Qwen" in user.screen, "authors")
        await settled(user)
        tags = [path for path in requests_of(user)[asked:] if "tags-by-type" in path]
        assert len(tags) == 1


async def test_a_fault_is_marked_and_nothing_is_lost(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(80, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/")
        await user.type("license:mit ")
        await user.press("enter")
        await user.sees("mit ×")
        await settled(user)
        await user.press("/")
        asked, rows = len(requests_of(user)), list(user.rows)
        await user.type("athor:x params:< ")
        await user.sees("did you mean author:?")
        marked = [
            segment.text
            for strip in user.app.screen._compositor.render_strips()[1:2]
            for segment in strip
            if segment.style is not None and segment.style.underline
        ]
        assert "".join(marked).split() == ["athor:x", "<"] or "".join(marked) == "athor:x<"
        # Enter does not leave it, escape does; the rows stay, and / has the text again.
        await user.press("enter")
        await user.sees("athor:x params:<")
        await user.press("escape")
        await user.loses("athor:x")
        await settled(user)
        assert (len(requests_of(user)), user.rows) == (asked, rows)
        await user.press("/")
        await user.sees("license:mit athor:x params:<")


async def test_one_pause_in_typing_asks_for_one_listing(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await settled(user)
        asked = len(requests_of(user))
        await user.press("/")
        user.app.screen.focused.post_message(Paste("author:Qwen params:<9b -gguf sort:likes\nand more"))  # type: ignore[union-attr]
        await user.sees("Pasted the first of 2 lines")
        await user.until(lambda: bool(user.rows) and all(row.startswith("Qwen/") for row in user.rows), "Qwen")
        await settled(user)
        listings = [path for path in requests_of(user)[asked:] if path.startswith("/api/models?")]
        assert len(listings) == 1


async def test_an_order_of_what_is_loaded_asks_the_hub_for_nothing(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(160, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await settled(user)
        asked = len(requests_of(user))
        await user.press("/")
        user.app.screen.focused.post_message(Paste("sort:context"))  # type: ignore[union-attr]
        await user.sees("sort:context")
        await user.press("enter")
        await user.sees("context length ↓, of what is loaded")
        await settled(user)
        assert [path for path in requests_of(user)[asked:] if path.startswith("/api/models?")] == []
        await user.press("/")
        await user.sees("sort:context")


async def test_more_alternatives_than_can_be_merged_are_not_asked_for(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(120, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await settled(user)
        asked = len(requests_of(user))
        await user.press("/")
        user.app.screen.focused.post_message(Paste("author:a,b,c license:mit,afl-3.0,gpl "))  # type: ignore[union-attr]
        await user.sees("at most 8 listings are merged")
        await user.pilot.pause(0.5)
        await user.press("enter", "escape")
        await user.loses("author:a")
        assert not any("author=" in path for path in requests_of(user)[asked:])
        assert user.app.is_running


async def test_the_end_of_a_long_query_stays_in_view_when_the_count_comes(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(80, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/")
        await user.type("sort:downloads license:apache-2.0 params:<9b -gguf instruct")
        await user.sees("looked at")
        await user.until(lambda: " instruct " in user.lines[1], "the end of the query beside the count")
        await user.pilot.resize_terminal(60, 24)
        await user.until(lambda: " instruct " in user.lines[1], "the end of the query on a narrow terminal")


async def test_while_a_field_is_open_the_bottom_line_has_the_keys_of_the_field(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(80, 24)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("/")
        await user.until(lambda: user.lines[-1].strip().startswith("enter apply  esc cancel"), "the keys of the field")
        assert "mark" not in user.lines[-1]
        await user.press("escape")
        await user.until(lambda: "enter open  space mark" in user.lines[-1], "the keys of the list")


async def test_on_a_narrow_screen_the_query_has_the_line_until_its_field_is_closed(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token, size=(24, 10)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.sees("trending ↓")
        await user.press("/")
        await user.type("qwen3 embedding")
        await user.sees(" / qwen3 embedding ")
        assert "trending" not in user.screen
        await user.press("escape", "escape")
        await user.sees("trending ↓")
