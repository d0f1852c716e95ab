"""Finds the Hub to talk to, the token, and the way to connect."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubtui.config.usage import UsageError
from hubtui.terminal import startup_snapshot

if TYPE_CHECKING:
    import argparse

    from hubtui.cache.store import Store
    from hubtui.hub.client import Exchange, HubClient

    Record = Callable[[Exchange], None]
    Connect = Callable[[Record], Awaitable[HubClient]]

DEMO_ENDPOINT = "http://demo.localhost"


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


def hub_of(options: argparse.Namespace) -> Hub:
    """Return the Hub that the arguments of a command name.

    Raises:
        UsageError: the address or the token cannot be used, or the user refuses an unencrypted connection.
    """
    if options.demo:
        return demo_hub()
    return hub_at(options.endpoint, os.environ, keeps="no_cache" in options and not options.no_cache)


def demo_hub() -> Hub:
    """Return the demo Hub, which runs in this process."""

    def make(record: Record) -> HubClient:
        from hubtui.demo import in_process
        from hubtui.hub.client import HubClient

        endpoint, token, transport = in_process()
        return HubClient(endpoint, token, transport=transport, on_exchange=record)

    return Hub("demo Hub", DEMO_ENDPOINT, True, _in_thread(make))


def hub_at(address: str | None, environ: Mapping[str, str], *, keeps: bool = False) -> Hub:
    """Return the Hub at an address (None: from the environment), with the token that is found.

    With `keeps` its answers are cached on disk.

    Raises:
        UsageError: the address or the token cannot be used, or the user refuses an unencrypted connection.
    """
    from hubtui.config.auth import DEFAULT_ENDPOINT, BadSetting, find_endpoint, find_token, is_offline

    try:
        endpoint = find_endpoint({**environ, "HF_ENDPOINT": address} if address else environ)
        found = find_token(environ)
    except BadSetting as error:
        raise UsageError(str(error)) from None
    token = found.value if found else None
    plain_hosts = _agreed_plain_hosts(endpoint)

    secrets: list[str] = []

    stores: dict[str | None, Store] = {}

    def store_as(token: str | None) -> Store | None:
        if not keeps:
            return None
        from hubtui.cache.folder import folder_of
        from hubtui.cache.store import Store
        from hubtui.config.paths import cache_folder

        if token not in stores:
            stores[token] = Store(folder_of(cache_folder(), endpoint, token))
        return stores[token]

    def connect_as(token: str | None) -> Connect:
        if token:
            secrets.append(token)

        def make(record: Record) -> HubClient:
            from hubtui.cache.folder import sweep
            from hubtui.config.paths import cache_folder
            from hubtui.hub.client import HubClient
            from hubtui.hub.http_cache import HttpCache

            store = store_as(token)
            if store is not None:
                sweep(cache_folder(), time.time())
            return HubClient(
                endpoint,
                token,
                offline=is_offline(environ),
                plain_hosts=plain_hosts,
                on_exchange=record,
                cache=HttpCache(store, token) if store is not None else None,
            )

        return _in_thread(make)

    name = "" if endpoint == DEFAULT_ENDPOINT else endpoint.split("://", 1)[1]
    store = store_as(token)
    return Hub(name, endpoint, token is not None, connect_as(token), connect_as, secrets, store, store_as)


def _agreed_plain_hosts(endpoint: str) -> frozenset[str]:
    """Return the hosts that may be reached without encryption; ask the user about a new one.

    Raises:
        UsageError: the user said no.
    """
    from hubtui.config.paths import state_folder
    from hubtui.config.plain_http import agree, agreed_hosts, exposed_host

    host = exposed_host(endpoint)
    if not host:
        return frozenset()
    agreed = agreed_hosts(state_folder())
    if host in agreed:
        return agreed
    startup_snapshot.give_back()
    try:
        answer = input(f"{endpoint} is not encrypted: anyone on the way can read along, your token too. Go on? [y/N] ")
    except (EOFError, KeyboardInterrupt):
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise UsageError(f"nothing was sent to {endpoint}; give an https endpoint")
    agree(host, state_folder())
    return agreed | {host}


def _in_thread(make: Callable[[Record], HubClient]) -> Connect:
    # In a thread, because importing httpx takes longer than a frame may.
    async def connect(record: Record) -> HubClient:
        from asyncio import to_thread

        return await to_thread(make, record)

    return connect
