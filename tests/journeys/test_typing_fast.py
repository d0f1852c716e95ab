"""Keys that come in one burst, as from a fast hand on a slow line: each does what it would do alone."""

import re
import signal
from functools import partial

import pytest
from textual.events import Key

from hubtui.resources.repos.section_switch import SectionSwitch
from hubtui.terminal.textual_internals import mark_forwarded
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.screens import name_of
from tests.journeys.user import at, browsing, settled
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


@pytest.mark.parametrize("slow_frame", [False, True])
async def test_keys_behind_the_number_of_a_section_are_for_its_rows(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch, slow_frame: bool
) -> None:
    if slow_frame:
        begin = SectionSwitch._begin
        later = lambda self, section: self._screen.set_timer(0.3, partial(begin, self, section))  # noqa: E731
        monkeypatch.setattr(SectionSwitch, "_begin", later)
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await settled(user)
        for key in ("6", "end", "enter"):
            user.app.post_message(Key(key, key if len(key) == 1 else None))
        await user.until(lambda: name_of(user.app.screen) == "QuantsList", "the quants, which the last row opens")


KEYS_FOR_ROWS = ["/qwen\rjjj\r", "jj/qwen\rjjjj\x1b[A\r", "AQwen\rsjj\rjj\r", "3/chat\rj\r"]


@pytest.mark.parametrize("keys", KEYS_FOR_ROWS, ids=range(len(KEYS_FOR_ROWS)))
def test_keys_typed_ahead_act_on_the_rows_that_they_are_meant_for(demo: DemoHub, keys: str) -> None:
    opened = []
    for is_fast in (False, True):
        with Session(hubtui(), size=(110, 30), environ={"HF_ENDPOINT": demo.endpoint}) as session:
            session.wait_for("loaded, more")
            for part in [keys] if is_fast else re.split(r"(?<=\r)|(?<=j)", keys):
                session.send(part)
                session.rest()
            session.wait_for("1 Card")
            opened.append(session.screen.lines()[0].split("   ")[1])
            session.send("qq")
            session.rest()
            session.send("\x1b")
    assert opened[0] == opened[1]


async def test_keys_typed_ahead_of_rows_that_do_not_come_are_dropped_with_a_message() -> None:
    with start_demo(repos=300) as hub:
        async with browsing(hub.endpoint) as user:
            await user.until(lambda: bool(user.rows), "rows")
            assert hub.process is not None
            hub.process.send_signal(signal.SIGSTOP)
            try:
                await user.press("/")
                await user.type("qwen")
                await user.press("enter", "down", "down", "enter")
                await user.sees("the rows are still loading: the keys typed ahead were dropped")
                await user.press("/")
                await user.type("bert")
                await user.press("enter", "down", "down", "escape", "?")
                await user.sees("─ Keys ─")
            finally:
                hub.process.send_signal(signal.SIGCONT)


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


async def test_a_key_that_arrives_when_all_screens_are_closed_is_dropped(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.until(lambda: bool(user.rows), "rows")
    late = Key("x", "x")
    mark_forwarded(late)  # its screen has passed it on to the app
    await user.app.on_event(late)
