"""The same session in every theme: what is told is told by words and signs, colours only help."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hubtui.theme import THEMES
from tests import frames
from tests.demo_hub import DemoHub
from tests.journeys.collecting import made
from tests.journeys.user import User, browsing, settled
from tests.terminal.session import Session
from tests.warm import hubtui

SGR = re.compile(r"\x1b\[([\d;]*)m")


@asynccontextmanager
async def in_theme(demo: DemoHub, theme: str, **options: str) -> AsyncIterator[User]:
    """In the listing of ada's models, some of which are private."""
    async with browsing(demo.endpoint, demo.token, theme=theme, author="ada", size=(100, 30), **options) as user:
        await user.until(lambda: bool(user.rows), "rows")
        await user.sees("ada · ")
        yield user


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_marked_private_gated_failed_and_grabbed_are_told_without_colour(demo: DemoHub, theme: str) -> None:
    async with in_theme(demo, theme) as user:
        first = user.lines[3]
        assert first.startswith("▌")
        await user.press("space")
        await user.until(lambda: user.lines[3].startswith(" ● ") and user.lines[4].startswith("▌"), "mark and cursor")
        assert " private " in user.screen
        await user.press("escape", "F")
        await user.sees(" gated ")
        await user.press("/", *"no/such/thing", "enter")
        await user.sees("nothing matches")
        await user.press("5")
        await user.sees("Collection")
        await user.press("f")
        await user.press(*"nobody/nothing", "enter")
        await user.until(lambda: "nobody/nothing" in user.screen, "what was typed")


async def test_a_grabbed_item_and_the_place_where_it_lands_are_signs(hub_to_change: DemoHub) -> None:
    from hubtui.registry.target import Target

    slug = made(hub_to_change)
    for theme in ("dark", "mono"):
        target = Target("collection", slug)
        async with browsing(
            hub_to_change.endpoint, hub_to_change.token, theme=theme, target=target, size=(100, 30)
        ) as user:
            await user.sees("  saved")
            await user.sees("ada · ")
            still = list(user.lines)
            await user.press("m", "down")
            await user.until(lambda still=still: user.lines != still, "the grab")  # type: ignore[misc]
            assert "⇕" in user.lines[3]
            assert "lands here as 2" in user.screen


async def test_a_theme_that_is_told_late_gives_the_very_picture_of_one_that_was_known(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "draws_all", True)  # the screen behind the dialog is in the picture
    pictures = []
    for theme, told in (("light", False), ("auto", True)):
        async with in_theme(demo, theme) as user:
            await user.press("down", "space", "s")
            await user.sees("Sort by")
            if told:
                user.app.background_told(True)
            await user.sees("1 marked")
            await settled(user)
            await user.loses("under way")
            await user.pilot.pause(0.3)
            strips = user.app.screen._compositor.render_strips()
            pictures.append([[(part.text, part.style) for part in strip.simplify()] for strip in strips])
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("background", ["", "rgb:fefe/fefe/fefe", "rgb:1010/1010/1010"])
def test_the_theme_follows_the_background_of_the_terminal(demo: DemoHub, background: str) -> None:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token}
    with Session(hubtui(), size=(100, 30), environ=environ, background=background) as session:
        session.wait_for("loaded, more")
        session.rest(0.3)
        grounds = {place.background for row in session.screen.picture() for place in row}
        assert ("ffffff" in grounds) is (background == "rgb:fefe/fefe/fefe")
        assert ("121212" in grounds) is (background != "rgb:fefe/fefe/fefe")
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []


@pytest.mark.parametrize(
    ("environ", "arguments", "allowed"),
    [
        ({"NO_COLOR": "1"}, [], r"|[012347]|39|49|2[1-9]"),
        ({}, ["--theme", "mono", "--ascii"], r"|[012347]|39|49|2[1-9]"),
        ({"TERM": "linux", "COLORTERM": ""}, [], r"|[012347]|[34][0-7]|9[0-7]|10[0-7]|39|49|2[1-9]"),
        ({"COLORTERM": ""}, ["--theme", "dark"], r"|[012347]|[34]8;5;\d+|39|49|2[1-9]"),
    ],
)
def test_no_colour_is_sent_that_the_terminal_or_the_user_does_not_want(
    demo: DemoHub, environ: dict[str, str], arguments: list[str], allowed: str
) -> None:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token} | environ
    with Session(hubtui(*arguments), size=(100, 30), environ=environ) as session:
        session.wait_for("loaded, more")
        session.send("j j?")
        session.wait_for("mark the row")
        session.send("\x1b")
        session.rest(0.5)
        session.send("/qwen\r")
        session.wait_for("qwen")
        session.send("q")
        assert session.end() == 0
    for codes in SGR.findall(session.written.decode()):
        assert re.fullmatch(f"(({allowed});?)*", codes), codes


def test_in_plain_mode_a_row_is_a_sentence_at_the_terminals_cursor_and_nothing_is_drawn(demo: DemoHub) -> None:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token}
    with Session(hubtui("--plain"), size=(120, 30), environ=environ) as session:
        session.wait_for("loaded, more")
        session.send("j j")
        session.wait_for("marked, ")
        session.rest()
        column, line = session.screen.cursor
        lines = session.screen.lines()
        assert (column, line) == (0, 5)
        assert re.match(r"[\w.-]+/[\w.-]+, .*Likes [\d.k]+, Updated ", lines[line])
        assert lines[line - 2].startswith("marked, ")
        session.send("\r")
        session.wait_for("1 Card")
        session.send("2")
        session.wait_for("README.md")
        session.rest()
        assert session.screen.lines()[session.screen.cursor[1]].startswith(".gitattributes, ")
        session.send("\x1b")
        session.rest(0.5)
        session.send("s")
        session.wait_for("Sort by")
        session.rest()
        assert session.screen.lines()[session.screen.cursor[1]].strip().startswith("trending, ")
        assert "Likes" not in "\n".join(session.screen.lines())
        session.send("\x1b")
        session.rest(0.5)
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []
    assert not set(session.written.decode()) & set(map(chr, range(0x2500, 0x2580)))


@pytest.mark.parametrize("answers", [True, False])
def test_where_the_background_is_not_told_escape_is_as_quick_as_ever(demo: DemoHub, answers: bool) -> None:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token}
    with Session(hubtui(), size=(100, 30), environ=environ, answers=answers) as session:
        session.wait_for("loaded, more")
        session.rest(1.0)
        session.send("s")
        session.wait_for("Sort by")
        session.send("\x1b")
        session.wait_until(lambda: "Sort by" not in "".join(session.screen.lines()), "the end of the menu")
        session.send("?")
        session.wait_for("mark the row")
        session.send("\x1b")
        session.wait_until(lambda: "mark the row" not in "".join(session.screen.lines()), "the end of the help")
        session.send("q")
        assert session.end() == 0
        assert session.left_on() == []
