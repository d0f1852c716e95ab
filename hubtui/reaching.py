"""Which Hub to talk to, as whom, and how to reach it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubtui.config.usage import UsageError

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange, HubClient

    Record = Callable[[Exchange], None]
    Connect = Callable[[Record], Awaitable[HubClient]]

DEMO_ENDPOINT = "http://demo.localhost"


class Hub(NamedTuple):
    """Which Hub to browse: its name in the frame, its address, whether there is a token, and how to reach it."""

    name: str
    endpoint: str
    logged_in: bool
    connect: Connect
    connect_as: Callable[[str | None], Connect] | None = None
    secrets: Sequence[str] = ()


def demo_hub() -> Hub:
    """The Hub in the box, in this process."""

    def make(record: Record) -> HubClient:
        from hubtui.demo import in_process
        from hubtui.hub.client import HubClient

        endpoint, token, transport = in_process()
        return HubClient(endpoint, token, transport=transport, on_exchange=record)

    return Hub("demo Hub", DEMO_ENDPOINT, True, _in_thread(make))


def hub_at(address: str | None, environ: Mapping[str, str]) -> Hub:
    """The Hub at an address (None: the environment's), as the owner of the token that is found.

    Raises:
        UsageError: the address or the token cannot be used, or the user does not want it.
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

    def connect_as(token: str | None) -> Connect:
        if token:
            secrets.append(token)

        def make(record: Record) -> HubClient:
            from hubtui.hub.client import HubClient

            offline = is_offline(environ)
            return HubClient(endpoint, token, offline=offline, plain_hosts=plain_hosts, on_exchange=record)

        return _in_thread(make)

    name = "" if endpoint == DEFAULT_ENDPOINT else endpoint.split("://", 1)[1]
    return Hub(name, endpoint, token is not None, connect_as(token), connect_as, secrets)


def _agreed_plain_hosts(endpoint: str) -> frozenset[str]:
    """The hosts that plain http may go to; asks once where the endpoint is another one.

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
    try:
        answer = input(f"{endpoint} is not encrypted: anyone on the way can read along, your token too. Go on? [y/N] ")
    except (EOFError, KeyboardInterrupt):
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise UsageError(f"nothing was sent to {endpoint}; give an https endpoint")
    agree(host, state_folder())
    return agreed | {host}


def _in_thread(make: Callable[[Record], HubClient]) -> Connect:
    # Importing the network takes longer than a frame may.
    async def connect(record: Record) -> HubClient:
        from asyncio import to_thread

        return await to_thread(make, record)

    return connect
