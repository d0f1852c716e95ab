"""Reformat JSON text without changing its values: numbers and repeated keys stay exactly as they were sent.

The text must be JSON. Every character other than printable ASCII becomes an escape, so the output is the same in every
locale and terminal.
"""

import re

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN = re.compile(rf'{_STRING}|\{{\s*\}}|\[\s*\]|[\[\]{{}},:]|[^\s\[\]{{}},:"]+', re.DOTALL)
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]")


def compact(text: str) -> str:
    """Return the JSON on one line, with a blank after each comma and colon."""
    parts = (f"{token} " if token in ",:" else token for token in _tokens(text))
    return "".join(parts)


def indented(text: str, by: str = "  ") -> str:
    """Return the JSON with a line for each element and member."""
    parts: list[str] = []
    depth = 0
    for token in _tokens(text):
        if token in "[{":
            depth += 1
            parts.append(f"{token}\n{by * depth}")
        elif token in "]}":
            depth -= 1
            parts.append(f"\n{by * depth}{token}")
        else:
            parts.append({",": f",\n{by * depth}", ":": ": "}.get(token, token))
    return "".join(parts)


def _tokens(text: str) -> list[str]:
    return [_plain(token) for token in _TOKEN.findall(text)]


def _plain(token: str) -> str:
    if token[0] in "[{":
        return "".join(token.split())
    return token if token.isascii() and token.isprintable() else _NOT_PLAIN.sub(_escaped, token)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
