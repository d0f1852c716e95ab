"""The activity log: opened, followed, filtered, read and copied from."""

import asyncio
import shlex
from typing import Any

from hubtui.hub.calls import Exchange
from hubtui.hub.repos import RepoInfo
from tests.demo_hub import DemoHub
from tests.journeys.user import User, at, browsing, settled


def failed(path: str = "/api/models/ada/gone", **more: Any) -> Exchange:
    return Exchange("GET", path, 404, 0.012, 77, 1, {}, {"x-request-id": "Root=1"}, **more)


def log_of(user: User) -> Any:
    return user.app.session.worker.activity


def cursor(user: User) -> int:
    screen: Any = user.app.screen
    return int(screen.rows.cursor)


async def open_log(user: User) -> None:
    await user.sees("trending")
    await settled(user)
    await user.press("@")
    await user.sees("newest last")


async def test_it_is_opened_from_anywhere_and_left_again(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.sees("Highlights")
        for key in ("escape", "q"):
            await user.press("@")
            await user.sees("Activity")
            await user.sees("/api/models/Qwen/Qwen3-8B")
            await user.press(key)
            await user.loses("Activity")
        await user.sees("Highlights")


async def test_the_cursor_follows_the_end_until_it_leaves_it(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await open_log(user)
        log_of(user).record(failed("/api/models/ada/one"))
        await user.sees("/api/models/ada/one")
        assert cursor(user) == len(log_of(user).exchanges) - 1
        await user.press("k")
        stays = cursor(user)
        log_of(user).record(failed("/api/models/ada/two"))
        await user.sees("/api/models/ada/two")
        assert cursor(user) == stays
        await user.press("G")
        log_of(user).record(failed("/api/models/ada/three"))
        await user.sees("/api/models/ada/three")
        assert cursor(user) == len(log_of(user).exchanges) - 1


async def test_a_filter_picks_as_it_is_typed_and_holds_for_what_comes(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await open_log(user)
        log_of(user).record(failed())
        await user.press("/")
        await user.type("404 gone")
        await user.sees("1 of ")
        await user.loses("/api/models?")
        await user.press("enter")
        log_of(user).record(failed("/api/datasets/ada/gone"))
        await user.sees("2 of ")
        await user.press("escape")
        await user.sees("/api/models?")
        await user.sees("Activity")


async def test_all_of_a_request_is_read_on_a_page_of_its_own(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, size=(80, 24)) as user:
        await open_log(user)
        log_of(user).record(failed(path="/api/models?search=" + "x" * 200 + "END", error="it broke off"))
        await user.sees("404")
        await user.press("G", "enter")
        for words in ("END", "status 404", "77 bytes", "it broke off", "asked with", "x-request-id: Root=1"):
            await user.sees(words)
        await user.press("q")
        await user.sees("newest last")


async def test_a_request_is_copied_as_curl_as_hf_and_as_its_address(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-8B") as user:
        await user.sees("Highlights")
        await settled(user)
        await user.press("@", "/")
        await user.type("api/models/Qwen/Qwen3-8B")
        await user.press("enter")
        await user.sees("of ")
        shown: Any = user.app.screen
        path = shown.shown.view.items[cursor(user)].path
        copied = []
        for key in ("c", "u"):
            await user.press("y")
            await user.sees("Copy")
            await user.press(key)
            await user.sees("sent to the terminal")
            copied.append(user.app.clipboard)
        words = shlex.split(copied[0])
        assert words[0] == "curl"
        assert words[-1] == copied[1] == demo.endpoint + path
        assert "Authorization: Bearer $HF_TOKEN" in words
        assert demo.token not in copied[0]


async def test_without_a_token_curl_sends_none(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await open_log(user)
        await user.press("y", "c")
        await user.sees("sent to the terminal")
        assert "HF_TOKEN" not in user.app.clipboard


async def test_those_who_share_an_answer_are_counted(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await open_log(user)
        joined = log_of(user).joined
        request = RepoInfo("dataset", "openai/gsm8k")
        await asyncio.gather(*(user.app.session.worker.get(request) for _ in range(3)))
        await user.sees(f"{joined + 2} shared an answer")
        assert [one.path for one in log_of(user).exchanges].count("/api/datasets/openai/gsm8k") == 1


async def test_nobody_listens_once_it_is_left(demo: DemoHub) -> None:
    async with browsing(demo.endpoint) as user:
        await user.sees("trending")
        heard = len(log_of(user)._listeners)
        await user.press("@")
        await user.sees("newest last")
        assert len(log_of(user)._listeners) == heard + 1
        await user.press("q")
        await user.loses("newest last")
        await user.until(lambda: len(log_of(user)._listeners) == heard, "the end of listening")
