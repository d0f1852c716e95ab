"""What an account may do, told before it is tried."""

from typing import Any

import pytest

from hubtui.hub.models.account import Account
from hubtui.presentation.rights import NOT_LOGGED_IN, ONLY_READS, READ_ONLY, REFUSED, Rights, said_on_mine, scope_lines

ORGS = [
    {"name": name, "roleInOrg": role} for name, role in (("lab", "admin"), ("club", "contributor"), ("arch", "read"))
]


def account(role: str, fine: Any = None) -> Account:
    token = {"displayName": "t", "role": role} | ({"fineGrained": fine} if fine else {})
    return Account.read({"name": "ada", "orgs": ORGS, "auth": {"accessToken": token}})


def rights(role: str, fine: Any = None) -> Rights:
    return Rights(account(role, fine), has_token=True)


def test_without_a_token_nothing_and_with_one_that_reads_nothing_either() -> None:
    assert Rights().why_not_write() == NOT_LOGGED_IN
    assert rights("read").why_not_write() == ONLY_READS
    assert Rights(account("write"), has_token=True, read_only=True).why_not_write() == READ_ONLY
    assert rights("write").why_not_write() == ""


def test_each_namespace_says_whether_something_may_be_made_there() -> None:
    told = {space.name: bool(space.why_not) for space in rights("write").namespaces()}
    assert told == {"ada": False, "lab": False, "club": False, "arch": True}


@pytest.mark.parametrize(
    ("repo_id", "may"), [("ada/x", True), ("lab/x", True), ("club/x", True), ("arch/x", False), ("grace/x", False)]
)
def test_a_repo_is_changed_by_those_who_may_write_there(repo_id: str, may: bool) -> None:
    assert (rights("write").why_not_change("model", repo_id) == "") is may


def test_a_fine_grained_token_writes_where_its_scopes_say_so() -> None:
    fine = {
        "global": ["discussion.write"],
        "scoped": [
            {"entity": {"type": "org", "name": "lab"}, "permissions": ["repo.content.read", "repo.write"]},
            {"entity": {"type": "model", "name": "ada/one"}, "permissions": ["repo.write"]},
            {"entity": {"type": "user", "name": "ada"}, "permissions": ["repo.content.read"]},
            {"entity": None, "permissions": None},
        ],
    }
    told = rights("fineGrained", fine)
    assert told.why_not_change("model", "lab/x") == ""
    assert told.why_not_change("model", "ada/one") == ""
    assert "repo.write" in told.why_not_change("model", "ada/two")
    assert [space.name for space in told.namespaces() if not space.why_not] == ["lab"]
    assert ("everywhere", "discussion.write") in list(scope_lines(account("fineGrained", fine)))


@pytest.mark.parametrize("role", ["", "god", "fineGrained"])
def test_what_is_not_known_is_not_denied(role: str) -> None:
    assert rights(role).why_not_change("model", "ada/x") == ""


def test_an_account_that_has_not_come_yet_denies_nothing() -> None:
    assert Rights(None, has_token=True).why_not_change("model", "ada/x") == ""


def test_on_mine_nobody_is_sent_to_mine() -> None:
    assert said_on_mine(NOT_LOGGED_IN) == "you are not logged in: a logs in"
    assert said_on_mine(REFUSED) == "the Hub does not accept your token: a logs in"
    assert said_on_mine(ONLY_READS) == ONLY_READS
