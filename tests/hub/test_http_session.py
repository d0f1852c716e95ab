"""Requests are recorded without secrets, and what fails on the way is told in words."""

import asyncio
import contextlib
import ssl
from pathlib import Path

import httpx
import pytest

from hubtui.hub.account import WhoAmI
from hubtui.hub.calls import Call
from hubtui.hub.client import Exchange, HubClient
from hubtui.hub.connections import Connections
from hubtui.hub.errors import HubError, OddAnswer, Offline, PlainHttp, ServerFault
from hubtui.hub.files import CardText
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from tests.writer import Writer

from .stub import TOKEN, Seen, client_of, json_response, response, serving


async def test_each_request_is_recorded() -> None:
    exchanges: list[Exchange] = []
    answers = iter([response(503, b"busy"), response(307, b"", ("Location", "/api/models/b/c?x=1")), json_response({})])
    ticks = iter(range(100))
    options = {"on_exchange": exchanges.append, "clock": lambda: float(next(ticks))}
    async with client_of(lambda _: next(answers), **options) as (hub, _):
        await hub.get(RepoInfo("model", "a/b"))
    assert [(e.method, e.path, e.status, e.tries) for e in exchanges] == [
        ("GET", "/api/models/a/b", 503, 1),
        ("GET", "/api/models/a/b", 307, 2),
        ("GET", "/api/models/b/c?x=1", 200, 2),
    ]
    assert [(e.bytes, e.seconds, e.error) for e in exchanges] == [(4, 1.0, ""), (0, 1.0, ""), (2, 1.0, "")]
    assert exchanges[1].response_headers["location"] == "/api/models/b/c?x=1"


async def test_the_signature_of_an_address_elsewhere_is_not_recorded() -> None:
    exchanges: list[Exchange] = []
    async with serving(lambda _: response(200, b"text")) as elsewhere:
        place = f"{elsewhere.url}/file?X-Amz-Signature=secret"
        answer = response(302, b"", ("Location", place))
        async with client_of(lambda _: answer, on_exchange=exchanges.append) as (hub, _):
            assert await hub.get(CardText("model", "a/b")) == "text"
    assert exchanges[1].path == f"{elsewhere.url}/file?…"
    assert "secret" not in repr(exchanges)


async def test_a_request_without_an_answer_is_recorded_too() -> None:
    exchanges: list[Exchange] = []
    async with client_of(lambda _: None, on_exchange=exchanges.append) as (hub, _):
        with pytest.raises(Offline, match=r"127\.0\.0\.1:\d+ broke off the connection"):
            await hub.get(WhoAmI())
    assert [(e.status, e.tries, bool(e.error)) for e in exchanges] == [(0, 1, True), (0, 2, True), (0, 3, True)]


async def test_a_cancelled_request_is_recorded_as_such() -> None:
    exchanges: list[Exchange] = []
    asked = asyncio.Event()

    async def silence(_: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.sleep(60)

    async with client_of(lambda _: silence, on_exchange=exchanges.append) as (hub, _):
        task = asyncio.create_task(hub.get(WhoAmI()))
        await asked.wait()
        task.cancel()
        await asyncio.wait([task])
    assert [e.error for e in exchanges] == ["cancelled"]


async def test_many_calls_at_once_share_the_connections() -> None:
    async with client_of(lambda _: json_response([{"id": "a/b"}])) as (hub, stub):
        pages = await asyncio.gather(*(hub.get(ListingPage(ListingQuery("model"))) for _ in range(30)))
        assert all(page.rows[0].id == "a/b" for page in pages)
        assert len(stub.seen) == 30


async def test_an_unknown_name_is_told_as_such() -> None:
    hub = HubClient("https://no-such-host.invalid", TOKEN, sleep=lambda _: asyncio.sleep(0))
    with pytest.raises(Offline, match=r"no address is known for no-such-host\.invalid: offline, or the name is wrong"):
        await hub.get(WhoAmI())
    await hub.aclose()


async def test_a_server_that_speaks_no_tls_is_not_safe() -> None:
    async def speak_first(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 No\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(speak_first, "127.0.0.1", 0)
    hub = HubClient(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", TOKEN)
    with pytest.raises(Offline, match=r"the connection to 127\.0\.0\.1:\d+ is not safe"):
        await hub.get(WhoAmI())
    await hub.aclose()
    server.close()


def test_certificates_and_proxies_of_the_environment_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "telnet://proxy")
    monkeypatch.setenv("https_proxy", "telnet://proxy")
    with pytest.raises(Offline, match="write it as http://host:port"):
        HubClient("https://hub.example", None)
    monkeypatch.delenv("HTTPS_PROXY")
    monkeypatch.delenv("https_proxy")
    (tmp_path / "bad.pem").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "bad.pem"))
    with pytest.raises(Offline, match=r"SSL_CERT_FILE: .*bad\.pem holds no certificate"):
        HubClient("https://hub.example", None)


def test_the_client_of_plain_http_trusts_nobody_over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    contexts: list[ssl.SSLContext] = []
    make = httpx.AsyncClient

    def remember(**options: object) -> httpx.AsyncClient:
        context = options["verify"]
        assert isinstance(context, ssl.SSLContext)
        contexts.append(context)
        return make(**options)  # type: ignore[arg-type]

    monkeypatch.setattr(httpx, "AsyncClient", remember)
    HubClient("http://127.0.0.1:1", None)
    assert contexts[0].verify_mode is ssl.CERT_REQUIRED
    assert contexts[0].cert_store_stats()["x509"] == 0


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_client_takes_a_cookie(scheme: str) -> None:
    client = Connections(None).prepare(httpx.URL(f"{scheme}://hub.example"))
    request = httpx.Request("GET", f"{scheme}://hub.example/")
    client.cookies.extract_cookies(httpx.Response(200, headers={"Set-Cookie": "a=b; Path=/"}, request=request))
    assert len(client.cookies) == 0


async def test_a_redirect_to_plain_http_elsewhere_asks_first() -> None:
    answer = response(302, b"", ("Location", "http://hub.lan/x"))
    async with client_of(lambda _: answer) as (hub, _):
        with pytest.raises(PlainHttp) as caught:
            await hub.get(WhoAmI())
        assert caught.value.host == "hub.lan"


async def test_what_is_packed_as_nobody_asked_is_odd() -> None:
    for encoding, body in (("br", b"x"), ("gzip", b"no gzip"), ("gzip, gzip", b"")):
        answer = response(200, body, ("Content-Encoding", encoding))
        async with client_of(lambda _, answer=answer: answer) as (hub, stub):
            with pytest.raises(OddAnswer, match=r"packed|unpacked"):
                await hub.get(WhoAmI())
            assert len(stub.seen) == 1


async def test_a_failed_server_comes_back_for_a_read() -> None:
    asked: list[Seen] = []

    def answer(request: Seen) -> bytes:
        asked.append(request)
        return response(500) if len(asked) < 3 else json_response({"name": "ada"})

    async with client_of(answer) as (hub, _):
        assert (await hub.get(WhoAmI())).name == "ada"
        asked.clear()
        with pytest.raises(ServerFault):
            await Writer(hub.ask).delete_repo("model", "a/b")
        assert len(asked) == 1


async def test_it_works_over_any_transport() -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"name": request.headers["authorization"]}, headers={"Set-Cookie": "a=b"})

    hub = HubClient("https://demo.invalid", "t", transport=httpx.MockTransport(reply))
    assert (await hub.get(WhoAmI())).name == "Bearer t"
    await hub.aclose()


PLACES = ["javascript:x", "data:x", "http:", "https:x", "mailto:a@b", "x:y", "://", "//", "///", "?", "#", " ", "\t"]
PLACES += ["http://[", "http://[::1", "http://a:b/", "http://a:99999999/", "http://%/", "http://\u00e9/", "%zz", "\\"]
PLACES += ["http://xn--a/", "http://\u202e/", "ftp://x/", "file:///etc/passwd", "http://user:pass@x/", "a" * 9000]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[:20])
async def test_wherever_an_answer_redirects_to_it_is_an_answer_or_words(place: str) -> None:
    asked: list[str] = []

    def answer(seen: Seen) -> bytes:
        asked.append(seen.target)
        if len(asked) % 2:
            return response(302, b"", ("Location", place))
        return json_response({})

    async with client_of(answer) as (hub, _):
        # Anything but words would end the program.
        with contextlib.suppress(HubError):
            await hub.get(RepoInfo("model", "a/b"))
        asked.clear()
        with contextlib.suppress(HubError):
            async with hub.stream(Call("GET", "/api/models/a/b")):
                pass
    assert asked
