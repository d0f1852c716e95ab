"""The client of the demo Hub in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hubtui.demo import in_process
from hubtui.hub.client import HubClient

if TYPE_CHECKING:
    from hubtui.hub.client import Exchange


def demo_client(record: Callable[[Exchange], None]) -> HubClient:
    """Return a client of a new demo Hub. `record` is called after each request."""
    endpoint, token, transport = in_process()
    return HubClient(endpoint, token, transport=transport, on_exchange=record)
