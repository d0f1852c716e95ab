"""Reads the lines of a log from a stream of server-sent events."""

import json
from dataclasses import dataclass

from hubtui.text.sanitize import clean_line

_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of a log, sanitized; `timestamp` is as the Hub sent it, or ""."""

    text: str
    timestamp: str = ""


class EventLines:
    """Splits chunks of bytes into lines of a log, wherever the chunks end. A line is cut at 64 KB."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[LogLine]:
        """Add a chunk, and return the lines that it completes."""
        *whole, rest = (self._rest + chunk).split(b"\n")
        if len(rest) > _LONGEST:
            whole.append(rest[:_LONGEST])
            rest = b""
        self._rest = rest
        return [line for event in whole for line in _lines_of(event.strip(b"\r"))]


def _lines_of(event: bytes) -> list[LogLine]:
    if not event.startswith(b"data:"):
        return []  # a comment that keeps the connection open, or a field without meaning here
    text = event[5:].decode("utf-8", "replace").strip()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = text
    timestamp = ""
    if isinstance(value, dict):
        sent = value.get("timestamp")
        timestamp = clean_line(sent) if isinstance(sent, str) else ""
        value = value.get("data", "")
    if not isinstance(value, str):
        return []
    return [LogLine(_plain(line), timestamp) for line in value[:_LONGEST].rstrip("\n").split("\n")]


def _plain(line: str) -> str:
    """Return a line without colours, and only the last state of a progress bar."""
    line = line.rstrip("\r").rpartition("\r")[2]
    return clean_line(_without_colours(line).expandtabs(4))


def _without_colours(line: str) -> str:
    if "\x1b" not in line:
        return line
    kept, *others = line.split("\x1b[")
    for other in others:
        end = next((place for place, character in enumerate(other) if "@" <= character <= "~"), len(other))
        kept += other[end + 1 :]
    return kept
