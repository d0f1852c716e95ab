"""The edge: headers of every answer, forged sources, and faults on demand."""

import re
from collections.abc import Callable

import httpx
import pytest

from hubtui.demo.faults import Faults
from tests.demo.boxed import Hub, make_hub

FORGED = [
    {"Host": host}
    for host in (
        "evil.example", "huggingface.co", "127.0.0.1.evil.example", "localhost.evil.example",
        "demo.localhost.evil", "10.0.0.1",
        "192.168.1.5:80", "[2001:db8::1]", "0.0.0.0", "", " ", "localhost:port", "localhost:8:9", "a b",
        "evil@localhost",
        "localhost/evil", "http://localhost", "xn--localhost", "LOCALHOST.", "128.0.0.1",
    )
] + [
    {"Host": "localhost", "Origin": origin}
    for origin in (
        "http://evil.example", "https://huggingface.co", "null", "http://localhost:1", "http://localhost.evil.example", "file://",
        "http://127.0.0.1", "chrome-extension://abc", "http://[", "",
    )
] + [{"Host": "localhost", "Sec-Fetch-Site": site} for site in ("cross-site", "same-site")]  # fmt: skip


@pytest.mark.parametrize("headers", FORGED, ids=str)
async def test_forged_sources_are_refused(hub: Hub, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/api/models?limit=1"), ("DELETE", "/api/repos/delete")):
        request = httpx.Request(
            method, f"http://demo.localhost{path}", headers=headers | {"Authorization": "Bearer hf_write"}
        )
        answer = await hub.transport.handle_async_request(request)
        assert answer.status_code in (400, 403), headers


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8080", "127.0.0.1:5", "127.9.9.9", "[::1]:80", "demo.localhost"]
)
async def test_loopback_by_any_name_is_served(hub: Hub, host: str) -> None:
    own = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    answer = await hub.transport.handle_async_request(httpx.Request("GET", "http://x/api/models?limit=1", headers=own))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/models?limit=1", 200), ("GET", "/api/models/gpt2", 307), ("GET", "/api/models?limit=x", 400),
        ("GET", "/api/whoami-v2", 401), ("GET", "/api/nothing", 404), ("PUT", "/api/models", 405),
        ("POST", "/api/models/Qwen/Qwen3-8B/paths-info/main", 400),
        ("GET", "/Qwen/Qwen3-8B/resolve/main/README.md", 200),
        ("GET", "/Qwen/Qwen3-8B/resolve/main/tokenizer.json", 200),
    ],
)  # fmt: skip
async def test_every_answer_has_an_id_a_tag_and_the_rate_limit(hub: Hub, method: str, path: str, status: int) -> None:
    answer = await hub.ask(method, path, token="", headers={"X-Amzn-Trace-Id": "my-trace"})
    assert answer.status_code == status
    assert re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24};my-trace", answer.headers["x-request-id"])
    assert re.fullmatch(r'"api";r=\d+;t=\d+', answer.headers["ratelimit"])
    assert re.fullmatch(r'"fixed window";"api";q=\d+;w=300', answer.headers["ratelimit-policy"])
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    "path", ["/api/models?limit=3", "/api/models/Qwen/Qwen3-8B", "/Qwen/Qwen3-8B/resolve/main/tokenizer.json"]
)
async def test_what_is_known_is_not_sent_again(hub: Hub, path: str) -> None:
    first = await hub.get(path)
    again = await hub.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (await hub.get(path, headers={"If-None-Match": 'W/"other"'})).status_code == 200


async def test_the_limit_is_counted_down_and_then_kept(hub_with: Callable[..., Hub]) -> None:
    now = 1_000_000.0
    hub = hub_with(rate_limit=3, clock=lambda: now)
    left = [(await hub.get("/api/models?limit=1")).headers["ratelimit"] for _ in range(3)]
    assert [re.findall(r"r=(\d+)", text)[0] for text in left] == ["2", "1", "0"]
    refused = await hub.get("/api/models?limit=1")
    assert refused.status_code == 429
    seconds = int(refused.headers["retry-after"])
    assert f";r=0;t={seconds}" in refused.headers["ratelimit"]
    assert "quota of 3" in refused.json()["error"]
    assert (await hub.get("/api/models?limit=1", "hf_write")).status_code == 200, (
        "another client has a quota of its own"
    )
    now += seconds
    assert (await hub.get("/api/models?limit=1")).status_code == 200


async def test_so_many_percent_fail_with_each_status(hub_with: Callable[..., Hub]) -> None:
    hub = hub_with(fail_percent=30, seed=5)
    answers = [await hub.get("/api/models?limit=1") for _ in range(300)]
    failed = [answer for answer in answers if answer.status_code != 200]
    assert 60 < len(failed) < 120
    assert {answer.status_code for answer in failed} == {500, 503, 429}
    for answer in failed:
        assert answer.json()["error"]
        assert ("retry-after" in answer.headers) == (answer.status_code != 500)


async def test_a_failed_write_has_not_been_done(hub_with: Callable[..., Hub]) -> None:
    hub = hub_with(fail_percent=100)
    answer = await hub.ask("POST", "/api/repos/create", {"name": "never"})
    assert answer.status_code >= 429
    assert hub.box.named(0, "ada/never") is None


def test_without_faults_nothing_fails() -> None:
    faults = Faults()
    assert not any(faults.failure() for _ in range(100))
    assert not any(faults.count("a")[2] for _ in range(5000))


async def test_a_page_is_told_to_a_browser_and_json_to_all_others() -> None:
    hub = make_hub(5)
    assert (await hub.get("/nothing")).json()["error"]
    assert "<p>" in (await hub.get("/nothing", headers={"Accept": "text/html"})).text
