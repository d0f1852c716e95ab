"""A demo Hub that may be changed, and the changes of an account on it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hubtui.changes.journal import Journal
from hubtui.changes.outbox import Outbox
from hubtui.changes.queue import ChangeQueue
from hubtui.hub.client import HubClient
from tests.demo_hub import DemoHub, start_demo


@pytest.fixture(scope="module")
def hub_to_change() -> Iterator[DemoHub]:
    """A demo Hub for a module."""
    with start_demo(repos=300) as hub:
        yield hub


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def edits_at(endpoint: str, token: str, folder: Path, deadline: float = 30.0) -> AsyncIterator[ChangeQueue]:
    """Changes as ada, journalled in `folder`, without long waits."""
    client = HubClient(endpoint, token, deadline=deadline, sleep=at_once)

    async def hub() -> HubClient:
        return client

    outbox = Outbox(folder / "unsaved")
    edits = ChangeQueue(hub, lambda: Journal(folder / "journal.jsonl"), outbox, lambda: "ada", sleep=at_once)
    try:
        yield edits
    finally:
        await edits.aclose()
        await client.aclose()
