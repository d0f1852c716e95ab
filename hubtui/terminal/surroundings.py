"""Repair what every program relies on, before anything else runs: open standard streams and a home folder."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # imported before the startup snapshot is shown
if TYPE_CHECKING:
    from collections.abc import MutableMapping

_STREAMS = (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w"))
"""A closed standard output is opened for reading, so that writing to it fails; standard error drops everything."""


def open_streams() -> None:
    """Open the standard streams that are closed (`>&-`): a file opened later would get their numbers."""
    for number, (name, flags, mode) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            try:
                os.open(os.devnull, flags)  # takes the lowest number that is free, which is this one
            except OSError:
                return
            stream = open(number, mode, closefd=False, errors="replace")  # noqa: SIM115  # open to the end
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def find_home(environ: MutableMapping[str, str]) -> None:
    """Set HOME to the root folder if it is not set and the system does not know the user, as the program login does."""
    if os.path.isabs(os.path.expanduser("~")):
        return
    environ.pop("HOME", None)
    if not os.path.isabs(os.path.expanduser("~")):
        environ["HOME"] = "/"


def say(words: str) -> None:
    """Write a line to standard error, if possible."""
    try:
        print(f"hubtui: {words}", file=sys.stderr, flush=True)
    except OSError:
        drop(2)


def drop(stream: int) -> None:
    """Drop what is still to be written to a standard stream; Python would report an error at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
