"""A Hub that does not tell who the user is: said as such, asked again with pauses, and never taken for logged out."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from hubtui.app import account_watch as account
from tests.hub.stub import Seen, Stub, json_response, response, serving
from tests.journeys.user import User, browsing

ADA = {"name": "ada", "type": "user", "orgs": [], "auth": {"accessToken": {"displayName": "t", "role": "write"}}}


@asynccontextmanager
async def told(whoami: Callable[[int], bytes]) -> AsyncIterator[tuple[User, Stub]]:
    """A user of a Hub that answers the numbered questions who the user is like this."""
    asked = 0

    def answer(seen: Seen) -> bytes:
        nonlocal asked
        if "whoami" not in seen.target:
            return json_response([{"id": "ada/model"}] if seen.target.startswith("/api/models") else [])
        asked += 1
        return whoami(asked)

    async with serving(answer) as stub, browsing(stub.url, "hf_token", size=(120, 30)) as user:
        yield user, stub


def questions(stub: Stub) -> int:
    return sum("whoami" in seen.target for seen in stub.seen)


@pytest.mark.parametrize("status", [403, 418, 501])
async def test_who_is_not_told_is_unknown_and_asked_again(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "FIRST_PAUSE", 0.3)
    async with told(lambda number: json_response(ADA) if number > 2 else response(status)) as (user, stub):
        await user.sees("account unknown")
        assert "not logged in" not in user.screen
        assert "anonymous" not in user.screen
        await user.sees("ada · write")
        assert questions(stub) == 3


async def test_a_limit_is_waited_for_as_long_as_the_hub_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "FIRST_PAUSE", 0.01)
    async with told(lambda _: response(429, b"", ("Retry-After", "300"))) as (user, stub):
        await user.sees("account unknown")
        await user.pilot.pause(0.3)
        assert questions(stub) == 1


async def test_a_refresh_asks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "FIRST_PAUSE", 200.0)
    async with told(lambda number: json_response(ADA) if number > 1 else response(403)) as (user, stub):
        await user.sees("account unknown")
        await user.press("r")
        await user.sees("ada · write")
        assert questions(stub) == 2


async def test_it_is_not_asked_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(account, "LONGEST_PAUSE", 0.01)
    async with told(lambda _: response(403)) as (user, stub):
        await user.until(lambda: questions(stub) == 1 + account.MOST_BY_ITSELF, "the last question")
        await user.pilot.pause(0.3)
        assert questions(stub) == 1 + account.MOST_BY_ITSELF


async def test_a_refused_token_is_said_to_be_refused() -> None:
    refusal = json_response({"error": "Invalid credentials"}, status=401)
    async with told(lambda _: refusal) as (user, stub):
        await user.sees("token refused")
        listing: Any = user.app.screen
        assert "does not accept your token" in listing.frame.rights.why_not_write()
        await user.press("r")
        await user.pilot.pause(0.2)
        assert questions(stub) == 1


async def test_what_needs_the_account_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "FIRST_PAUSE", 200.0)
    async with told(lambda number: json_response(ADA) if number > 1 else response(403)) as (user, _):
        await user.sees("account unknown")
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("D")
        await user.sees("your account is still loading: try again in a moment")
        await user.sees("ada · write")
