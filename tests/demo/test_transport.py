"""In process: answers come piece by piece, can be broken off, and nothing goes over a wire."""

import asyncio
import socket
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from hubtui.demo import in_process
from hubtui.demo.transport import DemoTransport
from tests.demo.boxed import Hub


async def test_a_whole_session_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, forbidden, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    endpoint, token, transport = in_process(repos=30)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=endpoint, transport=transport, headers=headers) as client:
        assert (await client.get("/api/whoami-v2")).json()["name"] == "ada"
        assert len((await client.get("/api/models?limit=10")).json()) == 10
        assert (await client.post("/api/repos/create", json={"name": "x"})).status_code == 200


def test_the_tokens_of_the_user_are_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_real")
    monkeypatch.setenv("HF_TOKEN_PATH", "/nowhere/token")
    monkeypatch.delenv("HUBTUI_DEMO_TOKEN", raising=False)
    tokens = {in_process(repos=1)[1] for _ in range(3)}
    assert len(tokens) == 3
    assert "hf_real" not in tokens


def test_the_token_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBTUI_DEMO_TOKEN", "hf_given")
    assert in_process(repos=1)[1] == "hf_given"


async def test_a_file_of_gigabytes_is_read_a_little_and_left(hub: Hub) -> None:
    tree = (await hub.get("/api/models/Qwen/Qwen3-8B/tree/main")).json()
    path = next(entry["path"] for entry in tree if entry["size"] > 4 * 10**9)
    before = len(asyncio.all_tasks())
    place = f"/Qwen/Qwen3-8B/resolve/main/{path}"
    async with hub.client() as client, client.stream("GET", place, follow_redirects=True) as answer:
        pieces = answer.aiter_raw()
        assert 0 < len(await anext(pieces)) < 10**6
        assert int(answer.headers["content-length"]) > 4 * 10**9
        await pieces.aclose()
    assert len(asyncio.all_tasks()) == before


async def test_no_more_than_a_few_pieces_are_made_ahead() -> None:
    made = 0

    async def endless(_: Scope, __: Receive, send: Send) -> None:
        nonlocal made
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b"x", "more_body": True})
            made += 1

    async with httpx.AsyncClient(transport=DemoTransport(endless)) as client:
        async with client.stream("GET", "http://demo.localhost/") as answer:
            pieces = answer.aiter_raw()
            for _ in range(3):
                await anext(pieces)
            await asyncio.sleep(0.01)
            await pieces.aclose()
        ended = made
        await asyncio.sleep(0.01)
    assert ended < 20
    assert made == ended, "the endpoint goes on after the answer was closed"


async def test_a_request_that_is_cancelled_ends_its_endpoint() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def slow(_: Scope, __: Receive, ___: Send) -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    async with httpx.AsyncClient(transport=DemoTransport(slow)) as client:
        task = asyncio.create_task(client.get("http://demo.localhost/"))
        await begun.wait()
        task.cancel()
        await asyncio.wait_for(ended.wait(), 90)


async def test_an_endpoint_that_gives_up_is_an_error_of_httpx() -> None:
    async def silent(_: Scope, __: Receive, ___: Send) -> None:
        return

    async with httpx.AsyncClient(transport=DemoTransport(silent)) as client:
        with pytest.raises(httpx.ReadError):
            await client.get("http://demo.localhost/")
