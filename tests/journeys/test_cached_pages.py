"""A page that was seen before: at once as it was, and then with what the Hub says of it now."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from hubtui.addresses import target_of
from hubtui.cache.store import Store
from hubtui.hub.client import HubClient
from hubtui.hub.http_cache import HttpCache
from tests.demo_hub import DemoHub, start_demo
from tests.journeys.managing import api_of, new_name
from tests.journeys.user import User, settled, start, using


@pytest.fixture(scope="module")
def hub_to_change() -> Iterator[DemoHub]:
    """A demo Hub for a module."""
    with start_demo(repos=300) as hub:
        yield hub


@asynccontextmanager
async def page_of(hub: DemoHub, name: str, folder: Path) -> AsyncIterator[User]:
    store = Store(folder)

    async def connect(record: Any) -> HubClient:
        return HubClient(hub.endpoint, hub.token, on_exchange=record, cache=HttpCache(store, hub.token))

    how = start(endpoint=hub.endpoint, target=target_of(name))._replace(store=store)
    async with using(connect, how, (100, 30)) as user:
        await user.sees("ada · ")
        yield user


def card(hub: DemoHub, name: str, text: str) -> None:
    api_of(hub).upload_file(path_or_fileobj=text.encode(), path_in_repo="README.md", repo_id=name)


async def seen(hub: DemoHub, tmp_path: Path, text: str) -> str:
    """A repo of ada's whose card was looked at."""
    name = new_name()
    api_of(hub).create_repo(name)
    card(hub, name, text)
    async with page_of(hub, name, tmp_path) as user:
        await user.sees("the first card")
        await settled(user)
    return name


async def test_another_card_is_told_and_shown_when_it_is_asked_for(hub_to_change: DemoHub, tmp_path: Path) -> None:
    name = await seen(hub_to_change, tmp_path, "the first card")
    card(hub_to_change, name, "the second card")
    async with page_of(hub_to_change, name, tmp_path) as user:
        await user.sees("the first card")
        await user.sees("there is something newer than this")
        assert "the second card" not in user.screen
        await user.press("r")
        await user.sees("the second card")


async def test_what_is_as_it_was_is_not_told(hub_to_change: DemoHub, tmp_path: Path) -> None:
    name = await seen(hub_to_change, tmp_path, "the first card")
    async with page_of(hub_to_change, name, tmp_path) as user:
        await user.sees("the first card")
        await settled(user)
        assert "newer" not in user.screen


async def test_a_repo_that_is_gone_is_told_beside_what_was_kept_of_it(hub_to_change: DemoHub, tmp_path: Path) -> None:
    name = await seen(hub_to_change, tmp_path, "the first card")
    api_of(hub_to_change).delete_repo(name)
    async with page_of(hub_to_change, name, tmp_path) as user:
        await user.sees("the first card")
        await user.sees("; this is of ")
