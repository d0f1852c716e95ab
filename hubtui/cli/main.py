"""Runs a command, and turns errors into a line on standard error and an exit code."""

from __future__ import annotations

import sys

from hubtui.cli.arguments import parsed
from hubtui.config.usage_error import UsageError
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
    "completion": "hubtui.cli.completion:run",
    "serve-demo": "hubtui.cli.serve_demo:run",
}
"""The path of the function that runs a command: it takes the options, and returns the exit code."""


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name.

    Returns:
        The exit code: 0 for an ordinary end; 1 if the doctor found a problem, the Hub did not answer as expected, or
        nothing was picked; 2 if the arguments, the environment or the terminal do not allow it; 141 if the reader of
        standard output has closed it.
    """
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except UsageError as error:
        startup_snapshot.remove()
        say(str(error))
        return USAGE_ERROR
    except BrokenPipeError:
        drop(1)
        return NOBODY_READS
    except OSError as error:
        # Only errors of standard output arrive here: everything else handles its own.
        startup_snapshot.remove()
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
