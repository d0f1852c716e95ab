"""Who the user is, with what the token may do where that is told."""

from types import SimpleNamespace

import pytest

from hubtui.presentation.account import account_words


@pytest.mark.parametrize(
    ("role", "shown"), [("write", "ada · write"), ("fineGrained", "ada · fine-grained"), ("", "ada"), (None, "ada")]
)
def test_an_account_is_its_name_and_the_role_of_its_token(role, shown) -> None:
    token = SimpleNamespace(role=role)
    assert account_words(SimpleNamespace(name="ada", auth=SimpleNamespace(access_token=token))) == shown


@pytest.mark.parametrize("auth", [None, SimpleNamespace(access_token=None)])
def test_a_login_without_a_token_is_the_name_alone(auth) -> None:
    assert account_words(SimpleNamespace(name="ada", auth=auth)) == "ada"
