"""An endpoint below a path, as company proxies have it: `HF_ENDPOINT=https://proxy.company/hf`."""

import pytest
from httpx import URL

from hubtui.addresses import url_of
from hubtui.hub import protocol
from hubtui.hub.client import Exchange, HubClient
from hubtui.hub.files import FilePiece
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from hubtui.registry.target import Target
from hubtui.resources.request.request_commands import copies, hf_command
from tests.hub.stub import Seen, json_response, no_sleep, response, serving

HOME = "https://proxy.company/hf"


@pytest.mark.parametrize(
    "link",
    [
        "https://proxy.company/hf/api/models?cursor=x",
        "https://huggingface.co/api/models?cursor=x",
        "https://upstream.example/mirror/api/models?cursor=x",
        "/api/models?cursor=x",
        "/hf/api/models?cursor=x",
        "?cursor=x",
    ],
)
def test_the_next_page_is_below_the_endpoint_whatever_the_proxy_passes_on(link: str) -> None:
    asked = URL(f"{HOME}/api/models?limit=2")
    assert protocol.next_page(f'<{link}>; rel="next"', asked, "/hf") == "/api/models?cursor=x"


def test_a_path_of_the_endpoint_that_begins_as_the_hubs_paths_do_is_no_riddle() -> None:
    asked = URL("https://proxy.company/api/api/models?limit=2")
    for link in ("https://huggingface.co/api/models?cursor=x", "https://proxy.company/api/api/models?cursor=x"):
        assert protocol.next_page(f'<{link}>; rel="next"', asked, "/api") == "/api/models?cursor=x"


@pytest.mark.parametrize("prefix", ["/hf", "/artifactory/api/huggingface/remote"])
async def test_pages_redirects_and_files_stay_below_the_path(prefix: str) -> None:
    exchanges: list[Exchange] = []

    def answer(seen: Seen) -> bytes:
        assert seen.target.startswith(f"{prefix}/"), seen.target
        path = seen.target.removeprefix(prefix)
        if path.startswith("/api/models?cursor="):
            return json_response([{"id": "a/second"}])
        if path.startswith("/api/models?"):
            return json_response(
                [{"id": "a/first"}], ("Link", '<https://huggingface.co/api/models?cursor=2>; rel="next"')
            )
        if path == "/api/models/old/name":
            return response(307, b"", ("Location", "/api/models/new/name"))
        if path == "/new/name/resolve/main/x.txt":
            return response(302, b"", ("Location", f"{prefix}/api/resolve-cache/models/x.txt"))
        if path == "/api/resolve-cache/models/x.txt":
            return response(200, b"text", ("Content-Type", "text/plain"))
        return json_response({"id": "new/name"})

    async with serving(answer) as stub:
        hub = HubClient(f"{stub.url}{prefix}", None, on_exchange=exchanges.append, sleep=no_sleep)
        try:
            first = await hub.get(ListingPage(ListingQuery("model")))
            second = await hub.get(ListingPage(ListingQuery("model"), first.next))
            assert [row.id for row in (*first.rows, *second.rows)] == ["a/first", "a/second"]
            assert (await hub.get(RepoInfo("model", "old/name"))).id == "new/name"
            assert (await hub.get(FilePiece("model", "new/name", "x.txt"))).content == b"text"
        finally:
            await hub.aclose()
    assert exchanges[1].path == "/api/models?cursor=2"


def test_urls_and_commands_have_the_path() -> None:
    assert url_of(Target("dataset", "a/b"), HOME) == "https://proxy.company/hf/datasets/a/b"
    assert url_of(Target("listing", "model"), HOME).startswith("https://proxy.company/hf/models")
    exchange = Exchange("GET", "/api/models/a/b", 200, 0.1, 10, 1, {}, {})
    assert hf_command(exchange).startswith("hf models info a/b")
    assert copies(exchange, HOME, False)[-1].text == "https://proxy.company/hf/api/models/a/b"
