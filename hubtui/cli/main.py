"""Runs a command, and turns what went wrong into a line and an exit code."""

from __future__ import annotations

import sys

from hubtui.cli.arguments import parsed
from hubtui.config.usage import UsageError
from hubtui.registry.resource import load
from hubtui.terminal import startup_snapshot
from hubtui.terminal.surroundings import drop, say

USAGE_ERROR = 2
FAILED = 1
NOBODY_READS = 141  # 128 + SIGPIPE, as shells have it

_COMMANDS = {
    "": "hubtui.cli.browse:run",
    "list": "hubtui.cli.list_repos:run",
    "show": "hubtui.cli.show:run",
    "pick": "hubtui.cli.browse:run",
    "doctor": "hubtui.cli.doctor:run",
    "keys": "hubtui.cli.keys:run",
    "completion": "hubtui.cli.arguments:run_completion",
    "serve-demo": "hubtui.cli.serve_demo:run",
}
"""The path of the function that runs a command: it takes the options, and returns the exit code."""


def run(arguments: list[str]) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit code: 0 for an ordinary end; 1 where the doctor found something wrong, the Hub did not give what was
        asked for, or nothing was picked; 2 where the arguments, the environment or the terminal do not allow it; 141
        where nobody reads.
    """
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except UsageError as error:
        startup_snapshot.give_back()
        say(str(error))
        return USAGE_ERROR
    except BrokenPipeError:
        drop(1)
        return NOBODY_READS
    except OSError as error:
        # Whatever else reads or writes a file has words of its own for this.
        startup_snapshot.give_back()
        drop(1)
        what = f"{error.filename} cannot be used" if error.filename else "standard output cannot be written"
        say(f"{what}: {error.strerror}")
        return FAILED


def _run(arguments: list[str]) -> int:
    try:
        command, options = parsed(arguments)
    except SystemExit as end:  # argparse has printed the help or the version
        return int(end.code or 0)
    return int(load(_COMMANDS[command])(options))
