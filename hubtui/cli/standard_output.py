"""Writes answers of the Hub to standard output."""

from __future__ import annotations

import asyncio
import gc
import io
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.terminal.surroundings import say

if TYPE_CHECKING:
    from hubtui.cli.hub import Hub
    from hubtui.hub.client import HubClient

Write = Callable[[str], object]
_FAILED = 1


def take_any_letter() -> None:
    """Let standard output replace letters that the locale's encoding lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def write_from(hub: Hub, ask: Callable[[HubClient, Write], Awaitable[None]]) -> int:
    """Run `ask` with a client of the Hub and a function that writes to standard output.

    Return the exit code: 1 if the Hub failed.
    """

    async def run() -> None:
        client = await hub.connect(lambda _: None)
        try:
            await ask(client, sys.stdout.write)
        finally:
            await client.aclose()

    take_any_letter()
    gc.enable()  # a long listing makes much garbage
    try:
        asyncio.run(run())
        sys.stdout.flush()
    except HubError as error:
        sys.stdout.flush()
        say(str(error))
        return _FAILED
    return 0
