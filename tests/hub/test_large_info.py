"""The info of a repo with very many files is asked for again without them, so that its page works."""

import json
from typing import Any

import pytest

from hubtui.hub.errors import Missing, TooLarge
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.repos import RepoInfo
from tests.demo_hub import DemoHub, start_demo
from tests.hub.stub import Seen, client_of, json_response, response

FILES = [{"rfilename": f"data/{number:06}.json" + "x" * 40} for number in range(150_000)]


@pytest.mark.parametrize("repo_type", KINDS)
async def test_it_comes_without_its_files_in_a_second_request(repo_type: RepoType) -> None:
    large = json.dumps({"id": "ada/x", "siblings": FILES}).encode()

    def answer(seen: Seen) -> bytes:
        return json_response({"id": "ada/x", "sha": "0" * 40}) if "expand=" in seen.target else response(200, large)

    async with client_of(answer) as (hub, stub):
        info = await hub.get(RepoInfo(repo_type, "ada/x"))
        assert (info.id, info.siblings) == ("ada/x", None)
        assert len(stub.seen) == 2
        assert "siblings" not in stub.seen[1].target


async def test_what_was_asked_for_by_its_fields_is_not_asked_for_twice() -> None:
    async with client_of(lambda _: response(200, b" " * (9 << 20))) as (hub, stub):
        with pytest.raises(TooLarge):
            await hub.get(RepoInfo("model", "ada/x", fields=("siblings",)))
        assert len(stub.seen) == 1


@pytest.fixture(scope="module")
def demo() -> Any:
    with start_demo(repos=60) as hub:
        yield hub


@pytest.mark.parametrize(("repo_type", "repo_id"), [("model", "Qwen/Qwen3-8B"), ("dataset", "openai/gsm8k")])
async def test_the_hub_knows_each_field_that_is_asked_for(demo: DemoHub, repo_type: RepoType, repo_id: str) -> None:
    from hubtui.hub.client import HubClient

    hub = HubClient(demo.endpoint, demo.token)
    try:
        info = await hub.get(RepoInfo(repo_type, repo_id, fields=KINDS[repo_type].info_fields))
    except Missing:
        pytest.skip("the demo Hub of this size has no such repo")
    finally:
        await hub.aclose()
    assert info.id == repo_id
    assert info.sha
