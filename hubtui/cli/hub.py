"""The Hub that a command talks to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from hubtui.registry.resource import load

if TYPE_CHECKING:
    from hubtui.cache.store import Store
    from hubtui.hub.client import Exchange, HubClient

    Record = Callable[[Exchange], None]
    Connect = Callable[[Record], Awaitable[HubClient]]


class Hub(NamedTuple):
    """The Hub to browse: its name for the frame, its address, whether a token was found, and how to connect.

    `store_as` returns the cache of the owner of a token, or None if nothing is cached; `store` is that of the token
    that was found. `secrets` are texts that must not get into logs.
    """

    name: str
    endpoint: str
    logged_in: bool
    connect: Connect
    connect_as: Callable[[str | None], Connect] | None = None
    secrets: Sequence[str] = ()
    store: Store | None = None
    store_as: Callable[[str | None], Store | None] = lambda _: None


def connect_in_thread(path: str, *arguments: Any) -> Connect:
    """Return a function that creates a client by the function at `path`, with these arguments and `record`.

    It is imported and called in a thread, because importing httpx takes longer than a frame may.
    """

    async def connect(record: Record) -> HubClient:
        client: HubClient = await asyncio.to_thread(lambda: load(path)(*arguments, record))
        return client

    return connect
