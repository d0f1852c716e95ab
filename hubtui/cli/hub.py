"""The Hub that a command talks to, as its arguments name it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hubtui.cache.folder import folder_of
from hubtui.cache.store import Store
from hubtui.config.auth import DEFAULT_ENDPOINT, BadSetting, find_endpoint, find_token, is_offline
from hubtui.config.paths import cache_folder, state_folder
from hubtui.config.plain_http import agree, agreed_hosts, exposed_host
from hubtui.config.usage_error import UsageError
from hubtui.registry.resource import load
from hubtui.terminal import startup_snapshot

if TYPE_CHECKING:
    import argparse

    from hubtui.hub.client import Exchange, HubClient

    Record = Callable[[Exchange], None]
    Connect = Callable[[Record], Awaitable[HubClient]]

_DEMO_ENDPOINT = "http://demo.localhost"


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


def hub_of(options: argparse.Namespace) -> Hub:
    """Return the Hub that the arguments of a command name.

    Raises:
        UsageError: the address or the token cannot be used, or the user refuses an unencrypted connection.
    """
    if options.demo:
        return Hub("demo Hub", _DEMO_ENDPOINT, True, connect_in_thread("hubtui.cli.clients:demo_client"))
    return hub_at(options.endpoint, os.environ, keeps="no_cache" in options and not options.no_cache)


def hub_at(address: str | None, environ: Mapping[str, str], *, keeps: bool = False) -> Hub:
    """Return the Hub at an address (None: from the environment), with the token that is found.

    With `keeps` its answers are cached on disk.

    Raises:
        UsageError: the address or the token cannot be used, or the user refuses an unencrypted connection.
    """
    try:
        endpoint = find_endpoint({**environ, "HF_ENDPOINT": address} if address else environ)
        found = find_token(environ)
    except BadSetting as error:
        raise UsageError(str(error)) from None
    token = found.value if found else None
    plain_hosts = _agreed_plain_hosts(endpoint)
    secrets: list[str] = []

    @cache
    def store_as(token: str | None) -> Store | None:
        return Store(folder_of(cache_folder(), endpoint, token)) if keeps else None

    def connect_as(token: str | None) -> Connect:
        if token:
            secrets.append(token)
        path, store = "hubtui.cli.clients:online_client", store_as(token)
        return connect_in_thread(path, endpoint, token, store, is_offline(environ), plain_hosts)

    name = "" if endpoint == DEFAULT_ENDPOINT else endpoint.split("://", 1)[1]
    return Hub(name, endpoint, token is not None, connect_as(token), connect_as, secrets, store_as(token), store_as)


def _agreed_plain_hosts(endpoint: str) -> frozenset[str]:
    """Return the hosts that may be reached without encryption; ask the user about a new one.

    Raises:
        UsageError: the user said no.
    """
    host = exposed_host(endpoint)
    if not host:
        return frozenset()
    agreed = agreed_hosts(state_folder())
    if host in agreed:
        return agreed
    startup_snapshot.remove()
    try:
        answer = input(f"{endpoint} is not encrypted: anyone on the way can read along, your token too. Go on? [y/N] ")
    except (EOFError, KeyboardInterrupt):
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise UsageError(f"nothing was sent to {endpoint}; give an https endpoint")
    agree(host, state_folder())
    return agreed | {host}
