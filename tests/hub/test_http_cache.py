"""Answers that are kept: asked for anew by their ETag, given where there is no line, forgotten after writes."""

from pathlib import Path
from typing import Any

import pytest

from hubtui.cache.store import Store
from hubtui.hub.calls import Answer, Call
from hubtui.hub.client import HubClient
from hubtui.hub.datasets import ParquetShards
from hubtui.hub.errors import Offline
from hubtui.hub.http_cache import HttpCache
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from hubtui.hub.viewer import SplitsOf
from tests.demo.boxed import make_hub
from tests.writer import Writer


class Line:
    """A line that answers what it is told to, and keeps what it was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.calls: list[Call] = []

    async def ask(self, call: Call) -> Answer:
        self.calls.append(call)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def told(body: bytes, etag: str = "", status: int = 200) -> Answer:
    headers = {"etag": etag} if etag else {}
    return Answer(status, {**headers, "set-cookie": "secret=1", "x-repo-commit": "abc"}, body, "/next?cursor=1")


CALL = Call("GET", "/api/models/a/b", (("expand", "likes"),))


async def test_the_second_time_it_is_asked_whether_it_is_still_so(tmp_path: Path) -> None:
    now = [100.0]
    cache = HttpCache(Store(tmp_path, now=lambda: now[0]))
    line = Line(told(b"first", '"v1"'), Answer(304, {}, b""), told(b"second", '"v2"'))
    assert (await cache.ask(CALL, line.ask)).body == b"first"
    now[0] = 200.0
    answer = await cache.ask(CALL, line.ask)
    assert (answer.status, answer.body, answer.next) == (200, b"first", "/next?cursor=1")
    assert line.calls[1].headers["If-None-Match"] == '"v1"'
    assert cache.cached(CALL)[1] == 200.0
    assert (await cache.ask(CALL, line.ask)).body == b"second"
    assert cache.cached(CALL)[0].body == b"second"


async def test_where_the_hub_cannot_be_reached_the_kept_answer_stands_in_and_says_of_when_it_is(tmp_path: Path) -> None:
    cache = HttpCache(Store(tmp_path, now=lambda: 100.0))
    moments: list[float] = []
    cache.on_stale = moments.append
    line = Line(told(b"first"), Offline("no line"), Offline("no line"))
    await cache.ask(CALL, line.ask)
    assert (await cache.ask(CALL, line.ask)).body == b"first"
    assert moments == [100.0]
    with pytest.raises(Offline, match="no line"):
        await cache.ask(Call("GET", "/api/models/c/d"), line.ask)


async def test_other_parameters_headers_and_lengths_are_other_answers(tmp_path: Path) -> None:
    cache = HttpCache(Store(tmp_path))
    calls = [
        CALL,
        Call("GET", "/api/models/a/b"),
        Call("GET", "/api/models/a/b", headers={"Range": "bytes=0-9"}),
        Call("GET", "/api/models/a/b", at_most=10, cut=True),
        Call("GET", target="/api/models/a/b?cursor=x"),
    ]
    line = Line(*(told(str(number).encode()) for number in range(len(calls))))
    for call in calls:
        await cache.ask(call, line.ask)
    assert [cache.cached(call)[0].body for call in calls] == [str(number).encode() for number in range(len(calls))]


async def test_after_a_write_nothing_old_is_shown_of_it_or_of_any_listing(tmp_path: Path) -> None:
    cache = HttpCache(Store(tmp_path))
    listing = Call("GET", "/api/models", (("search", "x"),))
    other = Call("GET", "/api/models/c/d")
    own = Call("GET", "/api/models/a/b")
    line = Line(told(b"1"), told(b"2"), told(b"3"))
    for call in (listing, other, own):
        await cache.ask(call, line.ask)
    await cache.forget_changed(
        Call("POST", "/api/repos/move", body={"fromRepo": "a/b", "toRepo": "a/e", "type": "model"})
    )
    for gone in (listing, own):
        with pytest.raises(Offline):
            cache.cached(gone)
    assert cache.cached(other)[0].body == b"2"


async def test_a_question_that_is_posted_forgets_nothing(tmp_path: Path) -> None:
    cache = HttpCache(Store(tmp_path))
    await cache.ask(CALL, Line(told(b"kept")).ask)
    await cache.forget_changed(Call("POST", "/api/models/a/b/paths-info/main", body={"paths": ["x/y"]}, asks_only=True))
    assert cache.cached(CALL)[0].body == b"kept"


async def test_neither_a_token_nor_a_cookie_is_kept(tmp_path: Path) -> None:
    hub = make_hub()
    cache = HttpCache(Store(tmp_path), secret="hf_write")
    client = HubClient("http://demo.localhost", "hf_write", transport=hub.transport, cache=cache)
    keeps = client.reader(None, stale_ok=True)
    page = await ListingPage(ListingQuery("model", limit=5)).send(keeps)
    await RepoInfo("model", page.rows[0].id).send(keeps)
    await cache.ask(CALL, Line(told(b"x")).ask)
    await cache.ask(Call("GET", "/echo"), Line(told(b'{"you sent": "hf_write"}')).ask)
    await client.aclose()
    kept = [file.read_bytes() for file in tmp_path.iterdir()]  # noqa: ASYNC240
    assert len(kept) == 3
    assert not any(b"hf_write" in content or b"secret" in content for content in kept)


async def test_what_decides_is_asked_of_the_hub_alone(tmp_path: Path) -> None:
    from hubtui.worker.worker import Worker

    hub = make_hub()
    cache = HttpCache(Store(tmp_path))
    row = (await hub.rows("/api/models?limit=1"))[0]

    async def connect() -> HubClient:
        return HubClient("http://demo.localhost", None, transport=hub.transport, cache=cache)

    async def offline() -> HubClient:
        return HubClient("http://demo.localhost", None, offline=True, cache=cache)

    worker = Worker(connect)
    private = RepoInfo("model", row["id"], fields=("private",))
    await worker.get(RepoInfo("model", row["id"]))
    await worker.get(private, fresh=True)
    await worker.aclose()
    worker = Worker(offline)
    assert (await worker.get(RepoInfo("model", row["id"]))).id == row["id"]
    recalled = await worker.get_cached(RepoInfo("model", row["id"]))
    assert recalled is not None
    assert await worker.get_cached(private) is None
    with pytest.raises(Offline):
        await worker.get(RepoInfo("model", row["id"]), fresh=True)
    with pytest.raises(Offline):
        await (await worker.hub()).get(RepoInfo("model", row["id"]))
    await worker.aclose()


async def test_a_write_of_the_client_forgets_what_it_makes_untrue(tmp_path: Path) -> None:
    hub = make_hub()
    cache = HttpCache(Store(tmp_path))
    client = HubClient("http://demo.localhost", "hf_write", transport=hub.transport, cache=cache)
    await Writer(client.ask).create_repo("model", "ada/kept-and-moved")
    info = RepoInfo("model", "ada/kept-and-moved")
    await info.send(client.reader(None, stale_ok=True))
    assert (await info.send(client.cached_reader())).id == "ada/kept-and-moved"
    await Writer(client.ask).move_repo("model", "ada/kept-and-moved", "ada/elsewhere")
    with pytest.raises(Offline):
        await info.send(client.cached_reader())
    await client.aclose()


async def test_the_viewer_is_not_cached_and_looking_for_cached_answers_asks_nobody(tmp_path: Path) -> None:
    hub, sent = make_hub(), []
    client = HubClient(
        "http://demo.localhost",
        "hf_write",
        transport=hub.transport,
        cache=HttpCache(Store(tmp_path)),
        on_exchange=sent.append,
    )
    await SplitsOf("openai/gsm8k").send(client.reader(None, stale_ok=True))
    sent.clear()
    for request in (RepoInfo("dataset", "openai/gsm8k"), SplitsOf("openai/gsm8k"), ParquetShards("openai/gsm8k")):
        with pytest.raises(Offline):
            await request.send(client.cached_reader())
    await client.aclose()
    assert sent == []
