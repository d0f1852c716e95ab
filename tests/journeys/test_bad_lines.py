"""Browsing a Hub that is slow, fails, goes away, limits, or is none at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from huggingface_hub import HfApi
from textual import events

from hubtui.config.settings import Settings
from tests.demo_hub import start_demo
from tests.journeys.user import User, browsing


async def scroll_to_the_end(user: User, number: int) -> None:
    """Page down until all rows are there; `enter` retries what failed, as the screen says."""
    async with asyncio.timeout(90):
        while len(user.rows) < number:
            await user.press("pagedown")
            if "enter now" in user.screen or "enter tries again" in user.screen:
                await user.press("enter")
                if len(user.app.screen_stack) > 1:
                    # It came by itself meanwhile: then enter opened the row.
                    await user.press("escape")
            await user.pilot.pause(0.01)


async def test_every_row_once_in_the_servers_order_though_a_third_of_the_answers_fails() -> None:
    with start_demo(repos=300, fail=30) as bad, start_demo(repos=300) as good:
        served = [model.id for model in HfApi(good.endpoint, token=good.token).list_models()]
        async with browsing(bad.endpoint, bad.token, settings=Settings(page_size=20)) as user:
            await scroll_to_the_end(user, len(served))
            assert user.rows == served


async def test_what_is_loaded_stays_when_the_server_is_killed_and_retry_goes_on() -> None:
    with start_demo(repos=2000) as hub:
        async with browsing(hub.endpoint, hub.token, settings=Settings(page_size=20)) as user:
            await user.until(lambda: len(user.rows) >= 20, "the first page")
            served = [model.id for model in HfApi(hub.endpoint, token=hub.token).list_models()]
            hub.kill()
            loaded = len(user.rows)
            async with asyncio.timeout(90):
                while "could not load the next rows" not in user.screen:
                    await user.press("end")
            assert len(user.rows) >= loaded
            hub.restart()
            await scroll_to_the_end(user, len(served))
            assert user.rows == served


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[str]:
    """A server that gives everyone the same bytes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # a client that has gone away
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def http(status: str, body: bytes, *headers: str) -> bytes:
    """An answer of HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def test_a_rate_limit_is_a_countdown_that_blocks_no_key() -> None:
    limited = http("429 Too Many Requests", b'{"error":"slow down"}', 'RateLimit: "api";r=0;t=20')
    async with answering(limited) as endpoint, browsing(endpoint) as user:
        await user.sees("trying again in")
        seconds = user.screen.split("trying again in ")[1].split(" s")[0]
        await user.until(lambda: f"trying again in {seconds} s" not in user.screen, "the seconds to go down")
        await user.press("?")
        await user.sees("search by text")
        await user.press("escape", "escape")
        await user.loses("trying again in")


@pytest.mark.parametrize(
    "answer",
    [
        http("200 OK", b"<!doctype html><html>hello</html>", "Content-Type: text/html"),
        http("200 OK", b"\x00\xff garbage {", "Content-Type: application/json"),
        http("200 OK", b'{"an": "object"}', "Content-Type: application/json"),
        b"no http at all\r\n\r\n",
    ],
)
async def test_an_endpoint_that_is_no_hub_is_said_in_words(answer: bytes) -> None:
    async with answering(answer) as endpoint, browsing(endpoint) as user:
        await user.sees("could not load the models")
        assert "Traceback" not in user.screen
        assert user.app.is_running


async def test_an_endpoint_where_nobody_listens_is_said_in_words() -> None:
    async with browsing("http://127.0.0.1:9") as user:
        await user.sees("could not load the models")
        await user.press("escape")
        assert user.app.is_running


async def test_every_row_once_in_the_servers_order_on_a_slow_line() -> None:
    with start_demo(latency=150) as hub:
        served = [model.id for model in HfApi(hub.endpoint, token=hub.token).list_models()]
        async with browsing(hub.endpoint, hub.token) as user:
            waited, screens = 0, 0
            async with asyncio.timeout(90):
                while len(user.rows) < len(served) or user.under_cursor != served[-1]:
                    before = user.under_cursor
                    await user.press("pagedown")
                    await asyncio.sleep(1 / 30)
                    screens += 1
                    waited += user.under_cursor == before
            assert user.rows == served
            print(f"waited on {waited} of {screens} screens")


async def test_ten_letters_quickly_typed_are_at_most_two_requests_and_the_last_one_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hubtui.browser.searching._DEBOUNCE_SECONDS", 1.0)  # a busy machine hands on keys late
    with start_demo(latency=50) as hub:
        async with browsing(hub.endpoint, hub.token) as user:
            await user.until(lambda: bool(user.rows), "rows")
            answered = len(searches(user))
            await user.press("/")
            for letter in "mistralai/":
                user.app.post_message(events.Key("slash" if letter == "/" else letter, letter))
            await user.until(lambda: {row.split("/")[0] for row in user.rows} == {"mistralai"}, "mistralai only")
            assert len(searches(user)) - answered <= 2


def searches(user: User) -> list[str]:
    """The listings that were answered."""
    exchanges = user.app.session.worker.activity.exchanges
    return [exchange.path for exchange in exchanges if "search=" in exchange.path and exchange.status == 200]
