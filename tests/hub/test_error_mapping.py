"""What the Hub refuses is told in one line that says what to do."""

import json
from typing import Any

import pytest

from hubtui.hub import errors
from hubtui.hub.calls import Answer, Call
from hubtui.hub.error_mapping import error_of, own_words

READ = Call("GET", "/api/models/a/b", subject="the model a/b")
WRITE = Call("POST", "/api/repos/create", body={}, subject="the model a/b")


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, content)


@pytest.mark.parametrize(
    ("call", "told", "token", "kind", "words"),
    [
        (
            READ,
            answer(401, b"Invalid username or password."),
            False,
            errors.Missing,
            "is not there, or it is private; to",
        ),
        (READ, answer(401, x_error_code="RepoNotFound"), False, errors.Missing, "log in with 'hf auth login'"),
        (READ, answer(404, x_error_code="RepoNotFound"), True, errors.Missing, "is not there, or it is private$"),
        (READ, answer(404, x_error_code="RevisionNotFound"), True, errors.Missing, "has no such revision"),
        (READ, answer(401), True, errors.NotLoggedIn, "does not accept your token"),
        (WRITE, answer(401), False, errors.NotLoggedIn, "you are not logged in: log in with"),
        (READ, answer(401, x_error_code="GatedRepo"), False, errors.Gated, "log in with .* and accept its terms"),
        (READ, answer(403, x_error_code="GatedRepo"), True, errors.Gated, "accept its terms on its page"),
        (
            WRITE,
            answer(403, {"error": "You don't have the rights"}),
            True,
            errors.Forbidden,
            "You don't have the rights",
        ),
        (READ, answer(403, x_error_message="Access to this resource is disabled."), True, errors.Forbidden, "disabled"),
        (
            WRITE,
            answer(402, {"error": "Upgrade to PRO"}),
            True,
            errors.Forbidden,
            "plan does not hold this: Upgrade",
        ),
        (
            WRITE,
            answer(409, {"error": "You already created this"}),
            True,
            errors.NameTaken,
            "^You already",
        ),
        (WRITE, answer(400, {"error": "A model called x already exists"}), True, errors.NameTaken, "already exists"),
        (WRITE, answer(400, {"error": "bad name"}), True, errors.BadRequest, "the Hub does not take this: bad name"),
        (WRITE, answer(422), True, errors.BadRequest, "status 422, without a reason"),
        (READ, answer(429, ratelimit='"api";r=0;t=20'), True, errors.RateLimited, "it takes more in 20 s"),
        (READ, answer(503, x_request_id="1-66f"), True, errors.ServerFault, r"^the Hub answered 503 \(req 1-66f\)$"),
        (WRITE, answer(500), True, errors.ServerFault, "whether it was done is unknown"),
        (READ, answer(404, b"<html>Not found</html>"), True, errors.OddAnswer, "does not look like a Hugging Face Hub"),
        (READ, answer(418), True, errors.BadRequest, "status 418"),
    ],
)
def test_each_refusal_has_its_kind_and_words(
    call: Call, told: Answer, token: bool, kind: type[errors.HubError], words: str
) -> None:
    error = error_of(call, told, token)
    assert type(error) is kind
    assert error.status == told.status
    with pytest.raises(kind, match=words):
        raise error


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": "plain"}, "plain"),
        ({"error": ["one", "two"]}, "one; two"),
        ({"error": {"message": "inside"}}, "inside"),
        ({"errors": [{"message": "first"}, {"message": "second"}]}, "first; second"),
        ({"error": "invalid_grant", "error_description": "described"}, "described"),
        ({"message": "said"}, "said"),
        (b"Entry not found", "Entry not found"),
        (b"<html><p>no</p></html>", ""),
        (b"", ""),
        ([], ""),
        ({"error": None}, ""),
    ],
)
def test_the_hubs_own_words_are_found_in_every_form(body: Any, words: str) -> None:
    assert own_words(answer(400, body)) == words


def test_the_header_speaks_first() -> None:
    assert own_words(answer(400, {"error": "body"}, x_error_message="header")) == "header"


def test_hostile_words_are_one_clean_line_of_bearable_length() -> None:
    error = error_of(READ, answer(400, {"error": "a\x1b[2J\nb\u202e" + "x" * 10_000}), True)
    assert str(error).startswith("the Hub does not take this: a\ufffd[2J b\ufffdxxx")
    assert len(str(error)) == 400


def test_the_id_of_the_request_is_kept() -> None:
    error = error_of(WRITE, answer(409, {"error": "You already created this"}, x_request_id="Root=1-67"), True)
    assert error.request_id == "Root=1-67"
    assert error_of(READ, answer(500, x_amzn_trace_id="Root=2"), True).request_id == "Root=2"


@pytest.mark.parametrize(
    ("subject", "code", "words"),
    [
        (
            "the commits of the model a/b",
            "GatedRepo",
            "the commits of the model a/b are gated: accept the repo's terms",
        ),
        ("the model a/b", "GatedRepo", "the model a/b is gated: accept its terms"),
        ("the files of the model a/b", "RepoNotFound", "the files of the model a/b are not there, or they are private"),
        ("the revisions of the dataset a/b", "RevisionNotFound", "the revisions of the dataset a/b have no such"),
        ("the list of models", "EntryNotFound", "the list of models is not there"),
    ],
)
def test_several_things_are_and_one_thing_is(subject: str, code: str, words: str) -> None:
    call = Call("GET", "/api/x", subject=subject)
    assert str(errors_of(call, code)).startswith(words)


def errors_of(call: Call, code: str) -> errors.HubError:
    return error_of(call, answer(403 if code == "GatedRepo" else 404, x_error_code=code), True)
