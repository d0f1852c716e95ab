"""Promise 1: whatever a redirect, a Link or a proxy says, the token goes to the endpoint's origin and nowhere else."""

import base64
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import pytest

from hubtui.hub.account import WhoAmI
from hubtui.hub.client import Exchange, HubClient
from hubtui.hub.errors import BadRequest, HubError
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import Cursor, ListingQuery
from hubtui.hub.repos import RepoInfo
from hubtui.hub.viewer import SplitsOf
from tests.writer import Writer

from .calls_of_all import READS, STREAMS, WRITES
from .stub import TOKEN, Seen, client_of, json_response, response, serving

CODES = (301, 302, 303, 307, 308)
ALLOWED_ABROAD = {"host", "range", "if-range", "accept-encoding", "user-agent"}
FORMS = [
    "http://{host}/other",
    "//{host}/other",
    "http:{slashes}{host}/other",
    "http://{host}",
    "HTTP://{host}/%2e%2e/",
    "http://{host}/?q=1#fragment",
    "http://127.0.0.1@{host}/",
    "http://user:{token}@{host}/",
    "/\\{host}/other",
    "\\\\{host}\\other",
    "http:///{host}/other",
    "http://{host}\\@127.0.0.1/",
    "http://{home}@{host}/",
    "http://localhost:{port}/other",
    "http://{host}/{token}",
    " \thttp://{host}/other",
]


def leaks(request: Seen) -> list[str]:
    """What of ours another origin must not have been told."""
    hidden = (TOKEN.encode(), base64.b64encode(TOKEN.encode()), quote(TOKEN).encode())
    told = [name for name in request.headers if name not in ALLOWED_ABROAD]
    head = b"\r\n".join(line for line in request.raw.split(b"\r\n")[1:])
    return told + [str(secret) for secret in hidden if secret in head] + ([str(request.body)] if request.body else [])


def case(number: int) -> tuple[str, str, int, Callable[[HubClient], Any]]:
    calls = list((READS | STREAMS | WRITES).items())
    name, call = calls[number // (len(FORMS) * len(CODES)) % len(calls)]
    return name, FORMS[number % len(FORMS)], CODES[number // len(FORMS) % len(CODES)], call


async def words_of(doing: Awaitable[Any]) -> str:
    try:
        await doing
    except HubError as error:
        return str(error)
    return ""


async def test_a_redirect_tells_another_origin_nothing(runs: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    numbers = random.Random(seed).sample(range(len(FORMS) * len(CODES) * len(READS | STREAMS | WRITES)), runs(600))
    for number in numbers:
        name, form, code, call = case(number)
        async with serving(lambda _: json_response({})) as stranger:
            host = f"127.0.0.1:{stranger.port}"
            place = form.format(host=host, port=stranger.port, home="127.0.0.1", token=TOKEN, slashes="//")
            cookie = ("Set-Cookie", f"session={TOKEN}; Path=/; Domain=127.0.0.1")
            answer = response(code, b"", ("Location", place), cookie)
            async with client_of(lambda _, answer=answer: answer) as (hub, home):
                words = await words_of(call(hub))
                about = f"seed {seed}, {name}: {code} to {form}"
                assert [leak for request in stranger.seen for leak in leaks(request)] == [], about
                assert TOKEN not in words, about
                assert home.seen, about
                assert home.seen[0].headers["authorization"] == f"Bearer {TOKEN}", about
                assert not any("cookie" in request.headers for request in home.seen), about


async def test_what_was_led_away_stays_a_stranger_when_it_is_led_back() -> None:
    async with serving(lambda _: response(302, b"", ("Location", f"{home_url}/api/whoami-v2"))) as stranger:
        asked = 0

        def answer(_: Seen) -> bytes:
            nonlocal asked
            asked += 1
            return response(302, b"", ("Location", f"{stranger.url}/x")) if asked == 1 else json_response({"name": "x"})

        async with client_of(answer) as (hub, home):
            home_url = home.url
            await hub.get(WhoAmI())
            assert "authorization" in home.seen[0].headers
            assert "authorization" not in home.seen[1].headers


async def test_a_foreign_link_is_asked_for_at_home() -> None:
    async with serving(lambda _: json_response([])) as stranger:
        link = ("Link", f'<{stranger.url}/api/models?cursor=abc%3D&limit=1>; rel="next"')
        async with client_of(lambda _: json_response([{"id": "a/b"}], link)) as (hub, home):
            page = await hub.get(ListingPage(ListingQuery("model")))
            assert page.next == "/api/models?cursor=abc%3D&limit=1"
            await hub.get(ListingPage(ListingQuery("model"), page.next))
            assert home.seen[1].target == page.next
            assert stranger.seen == []


@pytest.mark.parametrize(
    "cursor", ["//evil.example/x", "http://evil.example/x?y", "/\\evil.example", "@evil.example/x", "x"]
)
async def test_a_cursor_never_names_a_host(cursor: str) -> None:
    async with client_of(lambda _: json_response([])) as (hub, home):
        with suppress(BadRequest):
            await hub.get(ListingPage(ListingQuery("model"), Cursor(cursor)))
        assert all(request.headers["host"] == f"127.0.0.1:{home.port}" for request in home.seen)
        await hub.get(ListingPage(ListingQuery("model")))
        assert len(home.seen) in (1, 2)


async def test_cookies_are_never_kept() -> None:
    async with client_of(lambda _: json_response([], ("Set-Cookie", "a=b; Path=/"))) as (hub, home):
        for _ in range(2):
            await hub.get(ListingPage(ListingQuery("model")))
        assert all("cookie" not in request.headers for request in home.seen)


async def test_plain_http_through_a_proxy_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(lambda _: json_response([])) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("NO_PROXY", "")
        async with client_of(lambda _: json_response([])) as (hub, home):
            await hub.get(ListingPage(ListingQuery("model")))
            assert len(home.seen) == 1
        assert proxy.seen == []


async def test_a_proxy_of_https_sees_the_tunnel_only(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(lambda _: response(403, b"no")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("https_proxy", proxy.url)
        hub = HubClient("https://hub.example", TOKEN)
        with pytest.raises(HubError):
            await hub.get(WhoAmI())
        await hub.aclose()
        assert [request.method for request in proxy.seen] == ["CONNECT"]
        assert TOKEN.encode() not in b"".join(request.raw for request in proxy.seen)


@pytest.mark.parametrize("endpoint", ["http://hub.example", "http://127.0.0.1.hub.example", "http://10.0.0.1:80"])
async def test_plain_http_off_this_machine_is_not_sent_unasked(endpoint: str) -> None:
    hub = HubClient(endpoint, TOKEN)
    with pytest.raises(HubError, match="plain http: anyone on it could read along"):
        await hub.get(WhoAmI())
    await hub.aclose()


async def test_neither_words_nor_records_hold_the_token() -> None:
    exchanges: list[Exchange] = []
    words = f"no such token: {TOKEN}"
    headers = [("X-Error-Message", words), ("X-Echo", f"Bearer {TOKEN}"), ("Set-Cookie", f"t={TOKEN}")]
    answer = json_response({"error": words}, *headers, status=400)
    async with client_of(lambda _: answer, on_exchange=exchanges.append) as (hub, _):
        with pytest.raises(HubError) as caught:
            await Writer(hub.ask).create_repo("model", f"ada/{TOKEN}")
        for shown in (str(caught.value), repr(caught.value), repr(vars(caught.value)), repr(exchanges), repr(hub)):
            assert TOKEN not in shown
    assert exchanges[0].request_headers.keys().isdisjoint({"authorization", "cookie"})


async def test_the_viewer_service_of_the_hub_itself_is_told_the_token_and_where_it_leads_is_not() -> None:
    import httpx

    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"splits": []})

    exchanges: list[Exchange] = []
    transport = httpx.MockTransport(answer)
    hub = HubClient("https://huggingface.co", TOKEN, transport=transport, on_exchange=exchanges.append)
    await hub.get(SplitsOf("ada/data"))
    await hub.get(RepoInfo("dataset", "ada/data"))
    await hub.aclose()
    assert [request.url.host for request in seen] == ["datasets-server.huggingface.co", "huggingface.co"]
    # The record says where each went, or a request copied from it would go elsewhere.
    assert [one.path for one in exchanges] == [str(seen[0].url), "/api/datasets/ada/data"]
    assert seen[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert seen[1].headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("place", ["https://stranger.example/x", "https://huggingface.co/x", "//cdn.example/x"])
async def test_a_redirect_of_the_viewer_service_leaves_the_token_behind(place: str) -> None:
    import httpx

    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        first = len(seen) == 1
        return httpx.Response(302, headers={"Location": place}) if first else httpx.Response(200, json={"splits": []})

    hub = HubClient("https://huggingface.co", TOKEN, transport=httpx.MockTransport(answer))
    await hub.get(SplitsOf("ada/data"))
    await hub.aclose()
    assert [TOKEN in str(request.headers.raw) for request in seen] == [True, False]


@pytest.mark.parametrize("endpoint", ["https://hub.example", "https://huggingface.co.evil.example", "https://hf.co"])
async def test_another_endpoint_has_its_viewer_below_itself(endpoint: str) -> None:
    import httpx

    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"splits": []})

    hub = HubClient(endpoint, TOKEN, transport=httpx.MockTransport(answer))
    await hub.get(SplitsOf("ada/data"))
    await hub.aclose()
    assert str(seen[0].url) == f"{endpoint}/datasets-server/size?dataset=ada%2Fdata"
