"""What belongs to an account on the demo Hub: its repos with their settings, its likes, its commits."""

from pathlib import Path

import httpx
import pytest
from huggingface_hub import HfApi, hf_hub_download
from huggingface_hub.errors import HfHubHTTPError

from tests.demo_hub import DemoHub, start_demo


@pytest.fixture(scope="module")
def hub() -> DemoHub:
    with start_demo(repos=300) as found:
        yield found  # type: ignore[misc]


def get(hub: DemoHub, path: str, token: str | None = None) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return httpx.get(hub.endpoint + path, headers=headers)


def test_the_settings_list_every_repo_of_an_owner_with_its_visibility(hub: DemoHub) -> None:
    api = HfApi(hub.endpoint, token=hub.token)
    api.create_repo("acme-lab/quiet", private=True, repo_type="dataset")
    mine = get(hub, "/api/settings/repositories", hub.token).json()
    assert {repo["id"].partition("/")[0] for repo in mine} == {"ada"}
    theirs = get(hub, "/api/organizations/acme-lab/settings/repositories", hub.token).json()
    quiet = next(repo for repo in theirs if repo["id"] == "acme-lab/quiet")
    assert (quiet["type"], quiet["visibility"]) == ("dataset", "private")
    assert quiet["storage"] >= 0


@pytest.mark.parametrize(
    ("path", "as_ada", "status"),
    [
        ("/api/settings/repositories", False, 401),
        ("/api/organizations/openai/settings/repositories", True, 403),
        ("/api/users/nobody-there/likes", True, 404),
    ],
)
def test_what_is_not_for_everyone_is_refused(hub: DemoHub, path: str, as_ada: bool, status: int) -> None:
    assert get(hub, path, hub.token if as_ada else None).status_code == status


def test_likes_are_of_public_repos_the_newest_first(hub: DemoHub) -> None:
    likes = get(hub, "/api/users/ada/likes").json()
    assert len(likes) > 10
    assert [like["createdAt"] for like in likes] == sorted((like["createdAt"] for like in likes), reverse=True)
    api = HfApi(hub.endpoint)
    assert api.repo_exists(likes[0]["repo"]["name"], repo_type=likes[0]["repo"]["type"])


def test_a_file_that_the_official_client_uploads_is_there_and_stays(tmp_path: Path) -> None:
    text = "---\nlicense: mit\n---\n# Ünïcode ☆\n".encode()
    db = tmp_path / "hub.db"
    with start_demo(repos=300, db=db) as hub:
        api = HfApi(hub.endpoint, token=hub.token)
        api.create_repo("ada/written")
        before = api.repo_info("ada/written").sha
        done = api.upload_file(path_or_fileobj=text, path_in_repo="README.md", repo_id="ada/written")
        assert done.oid == api.repo_info("ada/written").sha != before
        api.upload_file(path_or_fileobj=b"x = 1\n", path_in_repo="src/x.py", repo_id="ada/written")
        assert len(api.list_repo_commits("ada/written")) == 3
    with start_demo(repos=300, db=db) as hub:
        api = HfApi(hub.endpoint, token=hub.token)
        assert sorted(api.list_repo_files("ada/written")) == [".gitattributes", "README.md", "src/x.py"]
        found = hf_hub_download(
            "ada/written", "README.md", endpoint=hub.endpoint, token=hub.token, cache_dir=tmp_path / "cache"
        )
        assert Path(found).read_bytes() == text


def test_what_cannot_be_written_is_refused_in_words(hub: DemoHub) -> None:
    api = HfApi(hub.endpoint, token=hub.token)
    api.create_repo("ada/small")
    cases = [("ada/small", hub.read_token, 403), ("Qwen/Qwen3-8B", hub.token, 403)]
    for repo_id, token, status in cases:
        with pytest.raises(HfHubHTTPError) as told:
            HfApi(hub.endpoint, token=token).upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id=repo_id)
        assert told.value.response.status_code == status
    url, headers = f"{hub.endpoint}/api/models/ada/small/commit/main", {"authorization": f"Bearer {hub.token}"}
    for body in (
        b"",
        b"[1]\n",
        b"{}\n",
        b'{"key":"header","value":{"summary":"x"}}\n{"key":"hat","value":{"path":"x"}}\n',
        b'{"key":"header","value":{"summary":"x"}}\n{"key":"file","value":{"path":"x","content":"?"}}\n',
        b'{"key":"lfsFile","value":{}}\n',
        b'{"key":"file","value":{"path":"../x"}}\n',
    ):
        assert httpx.post(url, headers=headers, content=body).status_code == 400
