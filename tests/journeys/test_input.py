"""Pasting into fields of one line, and a keyboard of another layout."""

from typing import Any

import pytest
from textual.events import Key, Paste

from hubtui.user_keys import with_user_keys
from tests.demo_hub import DemoHub
from tests.journeys.user import browsing


async def open_field(user: Any, *keys: str) -> Any:
    await user.until(lambda: bool(user.rows), "rows")
    await user.press(*keys)
    await user.until(lambda: getattr(user.app.focused, "takes_text", False), "a field")
    return user.app.focused


@pytest.mark.parametrize("keys", [("/",), (":",), ("f",)], ids=["search", "palette", "tag picker"])
async def test_a_paste_with_line_ends_around_it_arrives_and_what_is_dropped_is_said(
    demo: DemoHub, keys: tuple[str, ...]
) -> None:
    async with browsing(demo.endpoint) as user:
        field = await open_field(user, *("colon" if key == ":" else key for key in keys))
        user.app.post_message(Paste("\r\n  qwen \r"))
        await user.until(lambda: field.value == "qwen", "the paste")
        assert "Pasted" not in user.screen
        user.app.post_message(Paste("\n 8\n\n9\n10"))
        await user.until(lambda: field.value == "qwen8", "the first line")
        await user.sees("Pasted the first of 3 lines")


async def test_a_key_of_another_layout_acts_by_its_place_and_types_its_letter(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        first = user.under_cursor
        user.app.post_message(Key("j", "о"))
        await user.until(lambda: user.under_cursor != first, "the row below")
        field = await open_field(user, "/")
        user.app.post_message(Key("j", "о"))
        await user.until(lambda: field.value == "о", "the letter")


async def test_a_letter_whose_place_is_not_told_is_said_to_be_no_key(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.until(lambda: bool(user.rows), "rows")
        user.app.post_message(Key("о", "о"))
        await user.sees("о is no key here: [keys] in config.toml can make it one")


async def test_any_letter_can_be_bound(demo: DemoHub) -> None:
    table, problems = with_user_keys({"sort": ("ф", "№")})
    assert problems == []
    async with browsing(demo.endpoint, bindings=table) as user:
        await user.until(lambda: bool(user.rows), "rows")
        for name, letter in (("ф", "ф"), ("numero_sign", "№")):
            user.app.post_message(Key(name, letter))
            await user.sees("Sort by")
            await user.press("escape")
            await user.loses("Sort by")


def test_names_of_keys_are_taken_as_events_tell_them() -> None:
    table, problems = with_user_keys({"mark_range": ("shift+ctrl+f5", "tilde", "reverse_solidus")})
    assert problems == []
    (keys,) = {action.keys for action in table.actions if action.name == "mark_range"}
    assert keys == ("ctrl+shift+f5", "~", "\\")
    for bad in ("фф", "\u200b", "\x07", "ctrl+ф", "no_such_key"):
        assert "is no key" in with_user_keys({"mark_range": (bad,)})[1][0]
