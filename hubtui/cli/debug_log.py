"""The log of --debug-log: messages of hubtui and its libraries, without secrets."""

from __future__ import annotations

import logging
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hubtui import __version__
from hubtui.config.usage_error import UsageError
from hubtui.terminal.crash import hide

if TYPE_CHECKING:
    from hubtui.terminal.capabilities import Capabilities


class _Formatter(logging.Formatter):
    """Formats a record as one line; hides what looks like a token, and escapes control characters."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s.%(msecs)03d %(name)s %(levelname)s %(message)s", "%H:%M:%S")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        lines = hide(super().format(record), self._secrets).splitlines()
        return "\n".join("".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in line) for line in lines)


def begin(file: Path, secrets: Sequence[str], capabilities: Capabilities) -> None:
    """Write a log to `file` from now on, readable only by its user. `secrets` may get more texts later.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--debug-log {file}: {error.strerror}") from None
    handler.setFormatter(_Formatter(secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("hubtui").setLevel(logging.DEBUG)
    # httpx logs each request at INFO with its full URL, which may contain a signature. The activity logs it without.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    log = logging.getLogger("hubtui")
    log.info("hubtui %s, Python %s, %s", __version__, platform.python_version(), platform.platform())
    log.info("%s", capabilities)
