"""Logging in and out, and being another account, while the program runs."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from hubtui.cache.folder import folder_of
from hubtui.cache.store import Store
from hubtui.config.token_store import TokenStore
from hubtui.hub.client import HubClient
from hubtui.hub.http_cache import HttpCache
from tests.demo_hub import DemoHub
from tests.journeys.user import User, start, using


@asynccontextmanager
async def at_home(demo: DemoHub, token: str | None = None) -> AsyncIterator[User]:
    """hubtui with the stored tokens of this home."""

    def connect_as(token: str | None) -> Callable[[Any], Awaitable[HubClient]]:
        async def connect(record: Any) -> HubClient:
            return HubClient(demo.endpoint, token, on_exchange=record, cache=HttpCache(store_as(demo, token), token))

        return connect

    how = start(logged_in=token is not None, endpoint=demo.endpoint)._replace(
        connect_as=connect_as, store=store_as(demo, token), store_as=partial(store_as, demo)
    )
    async with using(connect_as(token), how, (110, 30)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        yield user


def store_as(demo: DemoHub, token: str | None) -> Store:
    """What the owner of a token has seen."""
    return Store(folder_of(Path(os.environ["XDG_CACHE_HOME"]), demo.endpoint, token))


def kept() -> str:
    return "".join(path.read_text() for path in Path(os.environ["HF_HOME"]).glob("*"))


async def log_in(user: User, token: str) -> None:
    await user.press("6", "a", "a")
    await user.sees("Log in")
    field: Any = user.app.focused
    # Pasted, as one does.
    from textual.events import Paste

    field.post_message(Paste(token))
    await user.until(lambda: field.value == token, "the token")


async def test_a_token_is_checked_kept_for_its_owner_alone_and_never_shown(demo: DemoHub) -> None:
    async with at_home(demo) as user:
        await log_in(user, demo.token)
        assert demo.token[3:12] not in user.screen
        assert "•" * 10 in user.screen
        await user.press("ctrl+c")
        assert user.app.clipboard != demo.token
        if "Quit hubtui?" in user.screen:
            await user.press("escape")
        await user.press("enter")
        await user.sees("ada · write")
        await user.sees("organisations")
        assert [(token.name, token.is_active) for token in TokenStore(os.environ).tokens()] == [("demo-write", True)]
        assert demo.token not in user.screen
        # What was dim is not any more, and private repos of this account are there.
        await user.press("1")
        await user.until(lambda: bool(user.rows), "rows")
        await user.press("n")
        await user.sees("New repo")


async def test_a_token_that_the_hub_does_not_know_is_not_kept(demo: DemoHub) -> None:
    async with at_home(demo) as user:
        await log_in(user, "hf_" + "z" * 34)
        await user.press("enter")
        await user.sees("the Hub does not know this token")
        assert "zzz" not in kept()
        await user.press("escape", "escape")
        await user.sees("anonymous")


async def test_switching_and_logging_out_leave_nothing_of_the_other_account(demo: DemoHub) -> None:
    store = TokenStore(os.environ)
    store.add("reads", demo.read_token)
    store.add("writes", demo.token)
    async with at_home(demo, demo.token) as user:
        await user.sees("ada · write")
        await user.press("6")
        await user.sees("private")
        await user.press("a")
        await user.sees("in use")
        await user.press("home", "enter")
        await user.sees("ada · read")
        assert TokenStore(os.environ).tokens()[0].is_active
        await user.press("a", "home", "D")
        await user.sees("Forget reads on this machine?")
        await user.press("enter")
        await user.sees("anonymous")
        await user.sees("not logged in")
        assert "private" not in user.screen
        assert demo.read_token not in kept()
        assert not folder_of(Path(os.environ["XDG_CACHE_HOME"]), demo.endpoint, demo.read_token).exists()
        await user.press("1")
        await user.until(lambda: bool(user.rows), "rows")
        listing: Any = user.app.screen
        assert not any(row.private for row in listing.model.items)
