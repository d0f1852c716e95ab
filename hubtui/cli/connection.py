"""Finds the Hub that the arguments of a command name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hubtui.cli.hub import Hub, connect_in_thread

if TYPE_CHECKING:
    import argparse

_DEMO_ENDPOINT = "http://demo.localhost"


def hub_of(options: argparse.Namespace) -> Hub:
    """Return the Hub that the arguments of a command name.

    Raises:
        UsageError: the address or the token cannot be used, or the user refuses an unencrypted connection.
    """
    if options.demo:
        return Hub("demo Hub", _DEMO_ENDPOINT, True, connect_in_thread("hubtui.cli.demo_client:demo_client"))
    from hubtui.cli.online_hub import hub_at

    return hub_at(options.endpoint, os.environ, keeps="no_cache" in options and not options.no_cache)
