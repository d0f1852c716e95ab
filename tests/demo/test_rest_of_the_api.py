"""What clients ask for beside repos and files: differences, sizes of folders, access, notifications, likes, uploads."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from hubtui.demo.app import make_app, make_box
from hubtui.demo.routes import commits
from hubtui.demo.transport import DemoTransport
from tests.demo.boxed import TOKENS, Hub

REPO = "/api/models/ada/own"


async def write(own: Hub, *steps: tuple[str, dict[str, Any]], query: str = "", status: int = 200) -> Any:
    """Commit these steps to ada/own; the answer."""
    lines = [("header", {"summary": "A change"}), *steps]
    body = "\n".join(json.dumps({"key": key, "value": value}) for key, value in lines).encode()
    answer = await own.ask("POST", f"{REPO}/commit/main{query}", body)
    assert answer.status_code == status, answer.text
    return answer.json()


def file(path: str, text: str) -> tuple[str, dict[str, Any]]:
    return "file", {"path": path, "content": b64encode(text.encode()).decode(), "encoding": "base64"}


@pytest.fixture
async def repo(own: Hub) -> Hub:
    """A Hub with the repo ada/own, which has a file and a folder."""
    assert (await own.ask("POST", "/api/repos/create", {"name": "own"})).status_code == 200
    await write(own, file("note.txt", "one\n"), file("data/a.txt", "12345"), file("data/b/c.txt", "123"))
    return own


async def test_a_comparison_tells_what_was_taken_away_and_what_was_added(repo: Hub) -> None:
    before = (await repo.get(REPO, "hf_write")).json()["sha"]
    after = (await write(repo, file("note.txt", "two\n"), ("deletedFile", {"path": "data/a.txt"})))["commitOid"]
    for dots in ("..", "..."):
        text = (await repo.get(f"{REPO}/compare/{before}{dots}{after}", "hf_write")).text
        assert "--- a/note.txt\n+++ b/note.txt\n@@ -1 +1 @@\n-one\n+two\n" in text
        assert "--- a/data/a.txt\n+++ /dev/null\n" in text
        assert "data/b/c.txt" not in text
    assert (await repo.get(f"{REPO}/compare/{after}..{after}", "hf_write")).text == ""
    assert (await repo.get(f"{REPO}/compare/{after}", "hf_write")).status_code == 400
    assert (await repo.get(f"{REPO}/compare/{after}..nowhere", "hf_write")).status_code == 404


async def test_the_size_of_a_folder_is_that_of_all_files_below_it(repo: Hub) -> None:
    sizes = {folder: (await repo.get(f"{REPO}/treesize/main{folder}", "hf_write")).json() for folder in ("", "/data")}
    assert sizes["/data"] == {"path": "/data", "size": 8}
    everything = sum(row["size"] for row in await repo.rows(f"{REPO}/tree/main?recursive=true", "hf_write"))
    assert sizes[""] == {"path": "/", "size": everything}
    assert (await repo.get(f"{REPO}/treesize/never", "hf_write")).status_code == 404


GATED = "/Qwen/Qwen3-8B"


@pytest.mark.parametrize(("gate", "opens"), [(1, True), (2, False)])
async def test_whoever_asks_for_access_is_let_in_at_once_or_waits(own: Hub, gate: int, opens: bool) -> None:
    read, ask, withdraw = f"{GATED}/resolve/main/config.json", f"{GATED}/ask-access", "user-access-request/cancel"
    assert (await own.ask("POST", ask)).status_code == 400, "it is not gated yet"
    own.box.connection.execute("UPDATE repo SET gated = ? WHERE name = ?", (gate, GATED[1:]))
    assert (await own.ask("POST", ask, token="")).status_code == 401
    assert (await own.get(read, "hf_write")).status_code == 403
    asked = await own.ask("POST", ask)
    assert (asked.status_code, asked.headers["location"]) == (303, GATED)
    answer = await own.get(read, "hf_write")
    assert answer.status_code == (200 if opens else 403)
    assert ("awaiting a review" in answer.text) is not opens
    withdrawn = await own.ask("POST", f"/api/models{GATED}/{withdraw}")
    assert withdrawn.status_code == (404 if opens else 200)
    assert (await own.ask("POST", f"/api/models{GATED}/{withdraw}")).status_code == 404


async def test_notifications_are_unread_until_they_are_marked(own: Hub) -> None:
    async def told(query: str = "") -> dict[str, Any]:
        return dict((await own.get(f"/api/notifications{query}", "hf_write")).json())

    mark, every = "/api/notifications/mark-as-read", await told()
    assert every["count"]["all"] == every["count"]["unread"] > 1
    dates = [one["updatedAt"] for one in every["notifications"]]
    assert dates == sorted(dates, reverse=True)
    first = every["notifications"][0]["discussion"]["id"]
    await own.ask("POST", mark, {"discussionIds": [first]})
    assert (await told())["count"]["unread"] == every["count"]["all"] - 1
    assert first not in {one["discussion"]["id"] for one in (await told("?readStatus=unread"))["notifications"]}
    await own.ask("POST", mark)
    assert (await told("?readStatus=unread"))["notifications"] == []
    await own.ask("POST", mark, {"read": False})
    assert (await told())["count"] == every["count"]
    assert {one["repo"]["type"] for one in (await told("?repoType=space"))["notifications"]} <= {"space"}
    assert (await own.get("/api/notifications?readStatus=odd", "hf_write")).status_code == 400
    assert (await own.get("/api/notifications")).status_code == 401


async def test_a_like_is_counted_once_and_can_be_taken_back(own: Hub) -> None:
    like, model = f"/api/models{GATED}/like", f"/api/models{GATED}"
    before = (await own.get(model)).json()["likes"]
    for method, more in (("POST", 1), ("POST", 1), ("DELETE", 0), ("DELETE", 0)):
        assert (await own.ask(method, like)).status_code == 200
        assert (await own.get(model)).json()["likes"] == before + more
        liked = (await own.get("/api/users/ada/likes")).json()
        assert (GATED[1:] in {one["repo"]["name"] for one in liked}) == bool(more)
        assert ((await own.get(f"{model}/likers")).json()[0]["user"] == "ada") == bool(more)
    assert (await own.ask("POST", like, token="hf_read")).status_code == 403


async def test_a_file_is_copied_from_any_revision(repo: Hub) -> None:
    old = (await repo.get(REPO, "hf_write")).json()["sha"]
    await write(repo, file("note.txt", "two\n"))
    await write(
        repo,
        ("copyFile", {"path": "now.txt", "srcPath": "note.txt"}),
        ("copyFile", {"path": "then.txt", "srcPath": "note.txt", "srcRevision": old}),
    )
    read = [(await repo.get(f"/ada/own/resolve/main/{name}.txt", "hf_write")).text for name in ("now", "then")]
    assert read == ["two\n", "one\n"]
    await write(repo, ("copyFile", {"path": "x", "srcPath": "never"}), status=404)


async def test_the_list_of_files_in_an_info_follows_each_commit(repo: Hub) -> None:
    async def listed() -> list[str]:
        return [one["rfilename"] for one in (await repo.get(REPO, "hf_write")).json()["siblings"]]

    before = await listed()
    await write(repo, file("new.txt", "1"), ("deletedFile", {"path": "note.txt"}))
    assert sorted({*before, "new.txt"} - {"note.txt"}) == await listed()


async def test_a_user_tells_what_hardware_there_is(own: Hub) -> None:
    told = {user: (await own.get(f"/api/users/{user}/overview")).json() for user in ("ada", "grace")}
    first = told["ada"]["hardwareItems"][0]
    assert (first["sku"][2], first["num"]) == ("RTX 4090", 2)
    assert told["grace"]["hardwareItems"] == []


async def test_what_comes_with_another_hash_than_was_announced_is_refused(repo: Hub) -> None:
    right = b"7" * 5000
    oid = hashlib.sha256(right).hexdigest()
    pointer = ("lfsFile", {"path": "a.bin", "algo": "sha256", "oid": oid, "size": len(right)})
    batch = {"operation": "upload", "transfers": ["basic"], "objects": [{"oid": oid, "size": len(right)}]}
    told = (await repo.ask("POST", "/ada/own.git/info/lfs/objects/batch", batch)).json()
    place = told["objects"][0]["actions"]["upload"]["href"]
    for wrong in (b"8" * 5000, right[:-1], b""):
        assert (await repo.ask("PUT", place, wrong)).status_code == 422
    assert (await repo.ask("PUT", place, right + b"7")).status_code == 413
    await write(repo, pointer, status=422)
    assert (await repo.ask("PUT", place, right)).status_code == 200
    await write(repo, pointer)
    assert (await repo.get("/ada/own/resolve/main/a.bin", "hf_write")).content == right


async def test_a_commit_that_is_too_large_is_refused(repo: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "MOST_BODY", 1000)
    await write(repo, file("large.txt", "x" * 2000), status=413)


async def test_a_proposal_leaves_main_as_it_is(repo: Hub) -> None:
    before = (await repo.get(REPO, "hf_write")).json()
    made = await write(repo, file("note.txt", "proposed\n"), query="?create_pr=1")
    assert made["pullRequestUrl"].endswith("/discussions/1")
    assert (await repo.get(REPO, "hf_write")).json() == before
    assert (await repo.get("/ada/own/resolve/main/note.txt", "hf_write")).text == "one\n"
    assert (await repo.get("/ada/own/resolve/refs%2Fpr%2F1/note.txt", "hf_write")).text == "proposed\n"


async def test_what_was_written_is_in_the_file_of_the_database(tmp_path: Path) -> None:
    def opened() -> Hub:
        box = make_box(TOKENS, 20, 1, str(tmp_path / "hub.db"))
        return Hub(box, DemoTransport(make_app(box)))

    hub, space = opened(), "/api/spaces/ada/room"
    for body in ({"name": "own"}, {"name": "room", "type": "space", "sdk": "gradio"}):
        await hub.ask("POST", "/api/repos/create", body)
    await write(hub, file("note.txt", "kept"))
    for path, body in (
        (f"{REPO}/branch/next", {}),
        (f"{REPO}/tag/main", {"tag": "v1"}),
        (f"{REPO}/discussions", {"title": "Kept", "description": "?"}),
        (f"{REPO}/like", None),
        (f"{space}/secrets", {"key": "KEY", "value": "x"}),
        (f"{space}/variables", {"key": "NAME", "value": "kept"}),
        ("/api/notifications/mark-as-read", None),
    ):
        assert (await hub.ask("POST", path, body)).status_code in (200, 201), path
    await hub.ask("PUT", f"{REPO}/settings", {"gated": "manual"})
    await hub.ask("POST", f"{REPO}/user-access-request/grant", {"user": "grace"})
    asked = (
        *(f"{REPO}{rest}" for rest in ("", "/refs", "/discussions", "/likers", "/commits/main", "/tree/main")),
        *(f"{space}{rest}" for rest in ("/secrets", "/variables")),
        *(f"{REPO}/user-access-request/accepted", "/api/notifications", "/ada/own/resolve/main/note.txt"),
    )
    before = [(await hub.get(path, "hf_write")).text for path in asked]
    hub.box.connection.close()
    again = opened()
    assert [(await again.get(path, "hf_write")).text for path in asked] == before
    assert before[-1] == "kept"
