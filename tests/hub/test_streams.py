"""Files and logs that are read while they come."""

import asyncio
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.errors import Gated, Missing, Offline
from hubtui.hub.event_stream import EventLines
from hubtui.hub.files import open_file, repo_file
from hubtui.hub.streams import OpenBody

from .calls_of_all import STREAMS
from .stub import Seen, client_of, response, serving

CONTENT = bytes(range(256)) * 40


def event(text: str) -> bytes:
    return f"data: {json.dumps({'data': text + chr(10), 'timestamp': '2026-11-24T09:00:00Z'})}\n\n".encode()


async def test_a_file_is_read_from_the_place_that_its_redirect_names_and_the_hub_alone_tells_what_it_is() -> None:
    def elsewhere(request: Seen) -> bytes:
        start = int(request.headers.get("range", "bytes=0-")[6:-1])
        told = ("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        return response(206, CONTENT[start:], told, ("X-Repo-Commit", "theirs"), ("ETag", '"x"'))

    async with serving(elsewhere) as stranger:
        place = ("Location", f"http://127.0.0.1:{stranger.port}/blob")
        async with (
            client_of(lambda _: response(302, b"", place, ("X-Repo-Commit", "ours"))) as (hub, _),
            open_file(hub, repo_file("model", "ada/bert", "model.bin", "main"), 100) as file,
        ):
            assert (file.start, file.total, file.commit, file.is_right_range) == (100, len(CONTENT), "ours", True)
            assert b"".join([chunk async for chunk in file.body.chunks()]) == CONTENT[100:]
        assert "authorization" not in stranger.seen[0].headers


async def test_a_server_without_ranges_begins_at_the_beginning() -> None:
    async with (
        client_of(lambda _: response(200, CONTENT)) as (hub, _),
        open_file(hub, repo_file("model", "ada/bert", "model.bin", "main"), 100) as file,
    ):
        assert (file.start, file.total) == (0, len(CONTENT))


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize(("status", "code", "error"), [(404, "EntryNotFound", Missing), (403, "GatedRepo", Gated)])
async def test_what_cannot_be_opened_is_an_error_of_the_tree(
    name: str, status: int, code: str, error: type[Exception]
) -> None:
    answer = response(status, b"{}", ("X-Error-Code", code))
    async with client_of(lambda _: answer) as (hub, _):
        with pytest.raises(error):
            await STREAMS[name](hub)


async def test_a_line_that_breaks_says_so_and_is_recorded_once() -> None:
    async def half(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        await writer.drain()
        writer.close()

    exchanges = []
    async with client_of(lambda _: half, on_exchange=exchanges.append) as (hub, _):
        with pytest.raises(Offline, match="broke off"):
            await STREAMS["file"](hub)
    assert [(one.status, one.bytes, one.error) for one in exchanges] == [(200, 4, "the connection broke off")]


async def test_a_server_that_says_nothing_any_more_is_left() -> None:
    async def silent(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        await writer.drain()
        await asyncio.sleep(60)

    async with (
        client_of(lambda _: silent) as (hub, _),
        open_file(hub, repo_file("model", "ada/bert", "model.bin", "main")) as file,
    ):
        assert isinstance(file.body, OpenBody)
        with pytest.raises(Offline, match="nothing came"):
            _ = [chunk async for chunk in file.body.chunks(stalled=0.05)]


async def test_a_log_is_read_line_by_line() -> None:
    body = b": keep-alive\n\n" + event("one") + b":\n\n" + event("\x1b[31mtwo\x1b[0m") + event("10%\r50%\r100%")
    async with client_of(lambda _: response(200, body)) as (hub, _):
        lines = await STREAMS["log"](hub)
    assert [line.text for line in lines] == ["one", "two", "100%"]
    assert lines[0].timestamp == "2026-11-24T09:00:00Z"


@given(st.lists(st.text(max_size=40)), st.lists(st.integers(0, 2000)))
def test_a_stream_may_be_cut_anywhere(texts: list[str], cuts: list[int]) -> None:
    body = b"".join(event(text.replace("\n", " ").replace("\r", " ")) for text in texts)
    whole = EventLines().feed(body)
    lines = EventLines()
    places = sorted({0, len(body), *(cut for cut in cuts if cut < len(body))})
    pieces = [body[start:end] for start, end in pairwise(places)]
    assert [line for piece in pieces for line in lines.feed(piece)] == whole
    assert len(whole) == len(texts)
    assert all(line.text.isprintable() for line in whole)


def test_a_line_without_end_is_cut() -> None:
    lines = EventLines()
    found = [line for _ in range(100) for line in lines.feed(b"data: " + b"x" * 10_000)]
    assert all(len(line.text) <= 1 << 17 for line in found)
    assert len(lines._rest) < 1 << 17
