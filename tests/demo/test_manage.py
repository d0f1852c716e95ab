"""Repos made, removed, moved and set, by those who may and by those who may not."""

from typing import Any

import pytest

from hubtui.demo.accounts import ROLES, Viewer
from tests.demo.boxed import Hub

KINDS = ("model", "dataset", "space")


async def make(hub: Hub, name: str, kind: str = "model", owner: str = "ada", **more: Any) -> str:
    body = {"name": name, "organization": owner, "type": kind, **({"sdk": "static"} if kind == "space" else {}), **more}
    answer = await hub.ask("POST", "/api/repos/create", body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["name"])


async def exists(hub: Hub, kind: str, name: str) -> bool:
    return (await hub.get(f"/api/{kind}s/{name}", "hf_write")).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
async def test_a_new_repo_is_told_listed_and_taken_only_once(own: Hub, kind: str) -> None:
    body = {"name": "Fresh.one_2", "type": kind, "organization": None, "sdk": "docker"}
    answer = await own.ask("POST", "/api/repos/create", body)
    prefix = "" if kind == "model" else f"{kind}s/"
    url = f"http://demo.localhost/{prefix}ada/Fresh.one_2"
    assert answer.json() | {"id": "x"} == {"url": url, "name": "ada/Fresh.one_2", "id": "x"}
    info = (await own.get(f"/api/{kind}s/ada/Fresh.one_2")).json()
    assert (info["_id"], info["likes"], info["private"]) == (answer.json()["id"], 0, False)
    assert "ada/Fresh.one_2" in [row["id"] for row in await own.rows(f"/api/{kind}s?author=ada")]
    again = await own.ask("POST", "/api/repos/create", body | {"name": "fresh.ONE_2"})
    assert again.status_code == 409
    assert again.json() == {"error": f"You already created this {kind} repo", "url": url}
    assert not again.headers.keys() & {"x-error-code", "x-error-message"}


@pytest.mark.parametrize(
    "body",
    [
        {}, {"name": ""}, {"name": "a--b"}, {"name": "a/b"}, {"name": "x" * 97}, {"name": "é"}, {"name": "a.git"},
        {"name": 5}, {"name": "a", "type": "hat"}, {"name": "a", "organization": 5}, {"name": "a", "visibility": "odd"},
        {"name": "a", "private": "yes"}, {"name": "a", "private": True, "visibility": "private"},
        {"name": "a", "type": "space"}, {"name": "a", "visibility": "protected"},
    ],
)  # fmt: skip
async def test_what_no_repo_can_be_is_refused(own: Hub, body: dict[str, Any]) -> None:
    answer = await own.ask("POST", "/api/repos/create", body)
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_a_deleted_repo_is_gone_from_everywhere(own: Hub) -> None:
    name = await make(own, "short-lived")
    shelf = (await own.ask("POST", "/api/collections", {"title": "T", "item": {"type": "model", "id": name}})).json()
    answer = await own.ask("DELETE", "/api/repos/delete", {"name": "short-lived", "organization": "ada"})
    assert (answer.text, answer.headers["content-type"]) == ("OK", "text/plain; charset=utf-8")
    assert not await exists(own, "model", name)
    assert (await own.get(f"/api/collections/{shelf['slug']}")).json()["items"] == []
    assert (await own.ask("DELETE", "/api/repos/delete", {"name": "short-lived"})).status_code == 404


async def test_old_names_lead_to_the_new_with_query_and_path(own: Hub) -> None:
    await make(own, "old")
    await own.ask("POST", "/api/repos/move", {"fromRepo": "ada/old", "toRepo": "ada/between"})
    await own.ask("POST", "/api/repos/move", {"fromRepo": "ada/between", "toRepo": "acme-lab/new"})
    for old in ("ada/old", "ada/between", "ACME-lab/NEW"):
        answer = await own.get(f"/api/models/{old}?expand=likes")
        assert (answer.status_code, answer.headers["location"]) == (307, "/api/models/acme-lab/new?expand=likes")
        assert answer.text == "Temporary Redirect. Redirecting to /api/models/acme-lab/new?expand=likes"
    tree = await own.get("/api/models/ada/old/tree/main")
    assert tree.headers["location"] == "/api/models/acme-lab/new/tree/main"
    file = await own.get("/ada/old/resolve/main/.gitattributes")
    assert file.headers["location"] == "/acme-lab/new/resolve/main/.gitattributes"


async def test_a_former_name_can_be_taken_again_and_deletes_nothing(own: Hub) -> None:
    await make(own, "old")
    await own.ask("POST", "/api/repos/move", {"fromRepo": "ada/old", "toRepo": "ada/new"})
    assert (await own.ask("DELETE", "/api/repos/delete", {"name": "old"})).status_code == 404
    assert await exists(own, "model", "ada/new")
    await make(own, "old")
    assert await exists(own, "model", "ada/old")


async def test_legacy_names_lead_to_their_owners(hub: Hub) -> None:
    answer = await hub.get("/api/models/gpt2?full=true")
    assert answer.headers["location"] == "/api/models/openai-community/gpt2?full=true"


async def test_a_taken_target_is_refused_and_both_stay(own: Hub) -> None:
    one, other = await make(own, "one"), await make(own, "other")
    answer = await own.ask("POST", "/api/repos/move", {"fromRepo": one, "toRepo": other})
    assert (answer.status_code, answer.json()["error"]) == (409, f"A model repository called {other} already exists")
    assert await exists(own, "model", one)


@pytest.mark.parametrize(
    "path", ["/api/{kind}s/{name}/settings", "/api/repos/{kind}/{name}/settings", "/api/repos/{kind}s/{name}/settings"]
)
async def test_settings_by_each_path(own: Hub, path: str) -> None:
    for kind in KINDS:
        name = await make(own, "set-me", kind)
        where = path.format(kind=kind, name=name)
        for body, private in (
            ({"private": True}, True),
            ({"visibility": "public"}, False),
            ({"visibility": "private"}, True),
        ):
            assert (await own.ask("PUT", where, body)).json()["private"] is private
            assert (await own.get(f"/api/{kind}s/{name}", "hf_write")).json()["private"] is private
        gated = await own.ask("PUT", where, {"gated": "manual"})
        assert gated.status_code == (400 if kind == "space" else 200)


@pytest.mark.parametrize(
    "body", [{"gated": "perhaps"}, {"gated": True}, {"gated": 0}, {"private": 1}, {"visibility": None, "private": "x"}]
)
async def test_odd_settings_are_refused(own: Hub, body: dict[str, Any]) -> None:
    name = await make(own, "set-me")
    assert (await own.ask("PUT", f"/api/models/{name}/settings", body)).status_code == 400


async def test_a_contributor_changes_what_is_his_own(own: Hub) -> None:
    """Of tidewater ada is a contributor: her own repos, and no one else's."""
    mine = await make(own, "by-ada", owner="tidewater")
    others = next(r["id"] for r in await own.rows("/api/models?author=tidewater") if r["id"] != mine)
    assert (await own.ask("PUT", f"/api/models/{mine}/settings", {"private": True})).status_code == 200
    assert (await own.ask("PUT", f"/api/models/{others}/settings", {"private": True})).status_code == 403
    assert (await own.ask("POST", "/api/repos/move", {"fromRepo": mine, "toRepo": "ada/mine"})).status_code == 403


async def test_a_reader_sees_what_is_private_and_changes_nothing(own: Hub) -> None:
    """Of north-archive ada is a reader."""
    names = [row["id"] for row in await own.rows("/api/models?author=north-archive", "hf_write")]
    assert names
    assert (await own.ask("PUT", f"/api/models/{names[0]}/settings", {"private": True})).status_code == 403
    answer = await own.ask("POST", "/api/repos/create", {"name": "x", "organization": "north-archive"})
    assert answer.json()["error"] == 'You don\'t have the rights to create a model under the namespace "north-archive"'


WRITES = [
    ("POST", "/api/repos/create", {"name": "x"}), ("DELETE", "/api/repos/delete", {"name": "x"}),
    ("POST", "/api/repos/move", {"fromRepo": "a/b", "toRepo": "c/d"}),
    ("PUT", "/api/models/Qwen/Qwen3-8B/settings", {}),
    ("POST", "/api/collections", {"title": "x"}), ("PATCH", "/api/collections/a/b", {}),
    ("DELETE", "/api/collections/a/b", None),
    ("POST", "/api/collections/a/b/items", {}), ("POST", "/api/collections/a/b/items/batch", []),
    ("PATCH", "/api/collections/a/b/items/c", {}), ("DELETE", "/api/collections/a/b/items/c", None),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_every_write_needs_a_token_that_may_write(own: Hub, method: str, path: str, body: Any) -> None:
    for token, status in (("", 401), ("hf_read", 403), ("hf_unknown", 401)):
        answer = await own.ask(method, path, body, token)
        assert answer.status_code == status, (token, answer.text)
        assert answer.json()["error"]


async def test_whoami_tells_the_role_of_the_token_and_in_each_organisation(hub: Hub) -> None:
    for token, role in (("hf_write", "write"), ("hf_read", "read")):
        found = (await hub.get("/api/whoami-v2", token)).json()
        assert (found["name"], found["auth"]["accessToken"]["role"]) == ("ada", role)
        assert {org["name"]: org["roleInOrg"] for org in found["orgs"]} == ROLES["ada"]
    for header in ("Basic Zm9v", "Bearer", "Bearer no", "hf_write"):
        async with hub.client(Authorization=header) as client:
            answer = await client.get("/api/whoami-v2")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_second_user_has_other_rights() -> None:
    ada, grace = Viewer("ada", "write"), Viewer("grace", "write")
    assert (ada.role_in("acme-lab"), grace.role_in("acme-lab")) == ("admin", "write")
    assert grace.may_change("north-archive", "someone")
    assert not ada.may_change("north-archive", "someone")
    assert not grace.may_change("ada", "ada")
