"""Who the user is, with what the token may do where that is told."""

from typing import Any

import pytest

from hubtui.hub.models.account import Account
from hubtui.presentation.account import account_words


@pytest.mark.parametrize(
    ("role", "shown"), [("write", "ada · write"), ("fineGrained", "ada · fine-grained"), ("", "ada"), (None, "ada")]
)
def test_an_account_is_its_name_and_the_role_of_its_token(role: str | None, shown: str) -> None:
    assert account_words(Account.read({"name": "ada", "auth": {"accessToken": {"role": role}}})) == shown


@pytest.mark.parametrize("auth", [None, {"type": "oauth"}, {"accessToken": None}])
def test_a_login_without_a_token_is_the_name_alone(auth: Any) -> None:
    assert account_words(Account.read({"name": "ada", "auth": auth})) == "ada"
