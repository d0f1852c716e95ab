"""The command `hubtui keys`: every action with its keys and its name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hubtui.bindings import Bindings, key_words
from hubtui.start import load_settings

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print the keys that are in use, and return the exit code."""
    _, bindings, problems = load_settings()
    for line in key_lines(bindings):
        print(line)
    for problem in problems:
        print(f"hubtui: {problem}", file=sys.stderr)
    return 0


def key_lines(bindings: Bindings) -> Iterator[str]:
    """Yield a line for each action: its name in `[keys]`, its keys, its description, and where it works.

    Columns are separated by two blanks or more. Actions of one name that do different things have a line each.
    """
    rows = [("name", "keys", "what it does", "where")]
    for action in sorted(bindings.actions, key=lambda action: action.name):
        keys = ", ".join(map(key_words, action.keys))
        rows.append((action.name, keys, action.help, ", ".join(action.places)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for name, keys, does, where in rows:
        yield f"{name:{widths[0]}}  {keys:{widths[1]}}  {does:{widths[2]}}  {where}"
