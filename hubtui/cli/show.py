"""The command `hubtui show`: the Hub's answer about one page on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.addresses import target_of
from hubtui.cli.hub import hub_of
from hubtui.cli.printing import print_page
from hubtui.cli.standard_output import write_from
from hubtui.config.usage_error import UsageError

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print the page, and return the exit code."""
    hub = hub_of(options)
    try:
        target = target_of(options.target, hub.endpoint)
    except ValueError as error:
        raise UsageError(str(error)) from None
    return write_from(hub, lambda client, write: print_page(client, target, options.json, write))
