"""Promise 20: no request, however odd, is answered with a 5xx, and none does harm."""

import json
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.demo.boxed import Hub, make_hub

WORDS = (
    "", "0", "-1", "1", "2", "5.5", "99999999999999999999", "true", "false", "maybe", "null", "abc", "%", "_", "'", '"',
    "\\", "*", "a\x00b", "é", "名前", "🤗", "\u202e", "\ufeff", "../..", "..", ".", "/", "a/b/c", "x" * 3000, "[a-z]+",
    "' OR 1=1 --", "{}", "[]", "eyJub25zZW5zZSI6MX0=", "trendingScore", "likes", "downloads", "createdAt",
    "author", "id",
    "num_parameters", "mainSize", "lastModified", "upvotes", "trending", "min:6B,max:9B", "min:,max:", "warm", "all",
    "min:999999999999T",
    "model", "models", "datasets/x", "models/Qwen/Qwen3-8B", "papers/2505.09388", "collections/x", "text-generation",
    "vllm", "llama.cpp", "main", "refs/convert/parquet", "refs/pr/1", "private", "public", "protected",
    "auto", "manual",
)  # fmt: skip
KEYS = (
    "search", "author", "filter", "limit", "sort", "full", "expand", "expand[]", "gated", "pipeline_tag", "apps",
    "inference", "inference_provider", "num_parameters", "config", "cardData", "datasets", "models", "linked",
    "direction",
    "cursor", "owner", "item", "q", "type", "blobs", "recursive", "p", "include_prs", "", "x[]",
)  # fmt: skip
FIELDS = (
    "name", "organization", "type", "private", "visibility", "sdk", "hardware", "gated", "discussionsDisabled",
    "fromRepo", "toRepo", "title", "namespace", "description", "item", "note", "position", "gallery", "theme", "paths",
    "expand", "id",
)  # fmt: skip
PATHS = (
    *[("GET", f"/api/{kind}?") for kind in ("models", "datasets", "spaces", "collections")] * 4,
    ("GET", "/api/whoami-v2"), ("GET", "/api/agent-harnesses"),
    ("GET", "/api/models-tags-by-type"), ("GET", "/api/datasets-tags-by-type"),
    *[("POST", "/api/repos/create"), ("POST", "/api/repos/move"), ("POST", "/api/collections")] * 4,
    *[("DELETE", "/api/repos/delete"), ("PATCH", "/api/collections/{shelf}"), ("GET", "/api/collections/{shelf}")] * 2,
    *[("POST", "/api/collections/{shelf}/items"), ("POST", "/api/collections/{shelf}/item")] * 3,
    ("PATCH", "/api/collections/{shelf}/items/{word}"), ("DELETE", "/api/collections/{shelf}/items/{word}"),
    ("POST", "/api/collections/{shelf}/items/batch"), ("GET", "/api/collections/ada/{word}"),
    ("GET", "/api/models/{id}"), ("GET", "/api/models/{id}/revision/{word}"), ("GET", "/api/models/{id}/refs"),
    ("GET", "/api/models/{id}/tree/main"), ("GET", "/api/models/{id}/tree/{word}/{word}"),
    ("GET", "/api/models/{id}/commits/main"), ("GET", "/api/models/{id}/commits/{word}"),
    ("POST", "/api/models/{id}/paths-info/main"), ("PUT", "/api/models/{id}/settings"),
    ("PUT", "/api/repos/{word}/{id}/settings"), ("GET", "/{id}/resolve/main/README.md"),
    ("GET", "/{id}/resolve/{word}/{word}"), ("GET", "/{id}/raw/main/{word}"), ("GET", "/api/spaces/{id}"),
    ("GET", "/api/datasets/openai/gsm8k/parquet/{word}/{word}/{word}.parquet"),
    ("GET", "/api/datasets/openai/gsm8k/croissant"), ("GET", "/api/datasets/{id}/parquet"),
    ("GET", "/datasets/openai/gsm8k/resolve/refs%2Fconvert%2Fparquet/{word}"),
    ("GET", "/api/{word}/{word}"), ("GET", "/{word}"), ("GET", "/{word}/{word}/{word}/{word}"),
)  # fmt: skip
PLAUSIBLE = {
    "name": ("a", "b.c", "qwen3-8b-tuned", "x" * 96), "organization": ("ada", "acme-lab", "tidewater", None),
    "type": ("model", "dataset", "space", None), "sdk": ("static", "docker"), "private": (True, False),
    "fromRepo": ("ada/qwen3-8b-tuned", "ada/a"), "toRepo": ("acme-lab/a", "ada/b", "ada/a"),
    "title": ("A", "B"), "namespace": ("ada", "acme-lab"), "position": (0, 1, 99), "theme": ("pink",), "note": ("n",),
    "item": ({"type": "model", "id": "Qwen/Qwen3-8B"}, {"type": "paper", "id": "2505.09388"}, {"type": "hat"}),
    "paths": (["README.md"], "config.json", ["x"] * 2001), "gated": ("auto", False),
    "visibility": ("private", "public"),
}  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")


def odd_value(chance: Random, depth: int = 0) -> Any:
    """A value of a body: of any type, sometimes nested, sometimes no valid Unicode."""
    kind = chance.randrange(10)
    if kind < 4:
        return chance.choice(WORDS)
    if kind == 4 and depth < 4:
        return [odd_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 5 and depth < 4:
        return {chance.choice(FIELDS): odd_value(chance, depth + 1) for _ in range(chance.randrange(4))}
    return chance.choice((None, True, False, 0, -1, 5, 10**30, -(2**63), 1.5, 1e308, "\ud800", "a\nb", 2**63))


def odd_request(chance: Random, shelf: str) -> httpx.Request:
    """A request that someone might make who has read the list of endpoints, and means no good."""
    word = lambda: quote(chance.choice(WORDS).replace("\x00", chance.choice(("\x00", ""))), safe="")  # noqa: E731
    method, path = chance.choice(PATHS)
    method = chance.choice(METHODS) if chance.random() < 0.1 else method
    path = path.replace("{shelf}", shelf)
    while "{word}" in path:
        path = path.replace("{word}", word(), 1)
    name = chance.choice(
        (
            "Qwen/Qwen3-8B",
            "meta-llama/Llama-3.2-1B",
            "ada/qwen3-8b-tuned",
            "gpt2",
            word(),
            f"{word()}/{word()}",
            "ada/none",
        )
    )
    path = path.replace("{id}", name)
    query = "&".join(f"{quote(chance.choice(KEYS), safe='')}={word()}" for _ in range(chance.randrange(4)))
    headers = {
        "Host": "demo.localhost",
        "Content-Type": chance.choice(("application/json", "text/x", "multipart/form-data")),
    }
    if chance.random() < 0.85:
        headers["Authorization"] = f"Bearer {chance.choice(('hf_write',) * 8 + ('hf_read', 'hf_no'))}"
    if chance.random() < 0.1:
        headers |= {"Range": f"bytes={chance.choice(('0-', '-5', '9-3', '99999999999-', 'x', '-', '0-0'))}"}
        headers |= {"If-None-Match": chance.choice(("*", 'W/"x"', ""))}
    body = json.dumps(odd_value(chance)).encode() if chance.random() < 0.2 else odd_object(chance)
    return httpx.Request(method, f"http://demo.localhost{path}?{query}", headers=headers, content=body)


def odd_object(chance: Random) -> bytes:
    """A body with fields that belong there, of values that belong there or not; sometimes broken off."""
    found = {key: odd_value(chance) for key in chance.sample(FIELDS, chance.randrange(3))}
    for key in chance.sample(list(PLAUSIBLE), 8):
        found[key] = chance.choice(PLAUSIBLE[key]) if chance.random() < 0.9 else odd_value(chance)
    return json.dumps(found).encode()[: chance.choice((None,) * 9 + (9,))]


@pytest.mark.timeout(300)
async def test_five_thousand_odd_requests_are_all_answered_without_a_fault(runs: Callable[[int], int]) -> None:
    seed = Random().randrange(10**9)
    chance, hub = Random(seed), make_hub(80)
    slug = (await hub.rows("/api/collections?owner=ada"))[0]["slug"]
    for number in range(runs(5000)):
        request = odd_request(chance, slug)
        answer = await hub.transport.handle_async_request(request)
        body = await answer.aread() if int(answer.headers.get("content-length", 0)) < 10**6 else b""
        await answer.aclose()
        asked = f"{request.method} {str(request.url)[:200]}"
        told = f"seed {seed}, request {number}: {asked}: {answer.status_code} {body[:100]!r}"
        assert answer.status_code < 500, told
        if answer.status_code >= 400 and request.method != "HEAD" and request.url.path.startswith("/api/"):
            assert json.loads(body)["error"], told
    assert len(await hub.rows("/api/models?limit=50")) > 50, f"seed {seed}: models are lost"


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 50_000, b"{" + b'"name":"x",' * 9, b"\xff\xfe\x00", b"\x00" * 9, b"1" * 9_000, b"null"],
)
async def test_a_body_that_is_no_object_is_refused(own: Hub, body: bytes) -> None:
    for method, path in (
        ("POST", "/api/repos/create"),
        ("POST", "/api/collections"),
        ("PUT", "/api/models/ada/x/settings"),
    ):
        answer = await own.ask(method, path, body)
        assert answer.status_code == 400, answer.text
        assert answer.json()["error"]


async def test_a_body_of_ten_megabytes_is_refused_before_it_is_read_to_its_end(own: Hub) -> None:
    answer = await own.ask("POST", "/api/repos/create", b" " * 10_000_000)
    assert answer.status_code == 413


async def test_nothing_of_the_host_is_served(hub: Hub) -> None:
    for climbing in ("../" * 9 + "etc/passwd", "%2e%2e%2f" * 9 + "etc%2fpasswd", "%2fetc%2fpasswd"):
        answer = await hub.get(f"/Qwen/Qwen3-8B/resolve/main/{climbing}")
        assert answer.status_code in (404, 400)
        assert b"root:" not in answer.content
