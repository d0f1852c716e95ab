"""The command `hubtui serve-demo`: the demo Hub over TCP."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from hubtui.config.usage_error import UsageError
from hubtui.demo import DemoError
from hubtui.demo.server import serve

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Serve the demo Hub until a signal arrives, and return the exit code."""
    gc.enable()  # a server runs for a long time
    try:
        return serve(
            host=options.host,
            port=options.port,
            repos=options.repos,
            seed=options.seed,
            db=options.db,
            latency_ms=options.latency,
            fail_percent=options.fail,
            rate_limit=options.rate_limit,
        )
    except DemoError as error:
        raise UsageError(str(error)) from None
