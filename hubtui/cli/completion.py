"""The command `hubtui completion`: shell completion for the arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shtab

from hubtui.cli.arguments import parser_of_all

if TYPE_CHECKING:
    import argparse


def completion(shell: str) -> str:
    """Return the script that makes a shell complete the commands and their options."""
    return str(shtab.complete(parser_of_all(), shell=shell))


def run(options: argparse.Namespace) -> int:
    """Print the completion script of a shell, and return the exit code."""
    print(completion(options.shell))
    return 0
