"""The clients of a Hub on the network, and of the demo Hub. Imported in a thread, because they import httpx."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.cache.folder import sweep
from hubtui.config.paths import cache_folder
from hubtui.hub.client import HubClient
from hubtui.hub.http_cache import HttpCache

if TYPE_CHECKING:
    from hubtui.cache.store import Store
    from hubtui.hub.client import Exchange


def online_client(
    endpoint: str,
    token: str | None,
    store: Store | None,
    offline: bool,
    plain_hosts: frozenset[str],
    record: Callable[[Exchange], None],
) -> HubClient:
    """Return a client that caches its answers in `store`, if there is one; delete old files of the cache first.

    `plain_hosts` may be reached without encryption. `record` is called after each request.
    """
    if store is not None:
        sweep(cache_folder(), time.time())
    return HubClient(
        endpoint,
        token,
        offline=offline,
        plain_hosts=plain_hosts,
        on_exchange=record,
        cache=HttpCache(store, token) if store is not None else None,
    )


def demo_client(record: Callable[[Exchange], None]) -> HubClient:
    """Return a client of a new demo Hub in this process. `record` is called after each request."""
    from hubtui.demo import in_process  # only with --demo

    endpoint, token, transport = in_process()
    return HubClient(endpoint, token, transport=transport, on_exchange=record)
