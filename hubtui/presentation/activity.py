"""The requests that were sent: in rows, in full, and as commands that do the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hubtui.presentation.snippets import Snippet, is_safe, shell
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line, Lines, plain
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange

_TOKEN_HEADER = '-H "Authorization: Bearer $HF_TOKEN"'
_KINDS = {"models": "models", "datasets": "datasets", "spaces": "spaces"}
_SORTS = {
    "createdAt": "created_at", "downloads": "downloads", "lastModified": "last_modified", "likes": "likes",
    "trendingScore": "trending_score",
}  # fmt: skip
_LISTED = ("search", "author", "filter", "limit")


def columns_for(width: int) -> list[Column]:
    """The columns for `width` terminal cells."""
    columns = [Column("method", "", 7), Column("path", "Path", 0), Column("status", "Status", 7, right=True)]
    columns.append(Column("time", "Time", 8, right=True))
    if width >= 72:
        columns += [Column("bytes", "Bytes", 9, right=True), Column("tries", "Try", 4, right=True)]
    return columns


def cells(exchange: Exchange, columns: Sequence[Column]) -> list[Cell]:
    """A row's cells."""
    failed = exchange.status == 0 or exchange.status >= 400
    made = {
        "method": Cell(exchange.method, "" if exchange.method in ("GET", "HEAD") else "accent"),
        "path": Cell(exchange.path),
        "status": Cell(str(exchange.status) if exchange.status else "none", "failed" if failed else "dim"),
        "time": Cell(_time(exchange.seconds)),
        "bytes": Cell(short_bytes(exchange.bytes), "dim"),
        "tries": Cell(str(exchange.tries) if exchange.tries > 1 else "", "state"),
    }
    return [made[column.key] for column in columns]


def holds(exchange: Exchange, words: str) -> bool:
    """Whether all of the words are in its line."""
    text = f"{exchange.method} {exchange.path} {exchange.status} {exchange.error}".casefold()
    return all(word in text for word in words.casefold().split())


def detail(exchange: Exchange) -> Lines:
    """All that is kept of it."""
    lines: list[Line] = [
        [Cell(f"{exchange.method} ", "accent"), Cell(exchange.path)],
        [Cell(f"status {exchange.status or 'none'}, {_time(exchange.seconds)}, {exchange.bytes:,} bytes")],
    ]
    if exchange.tries > 1:
        lines.append([Cell(f"try number {exchange.tries}", "state")])
    if exchange.error:
        lines.append([Cell(exchange.error, "failed")])
    if exchange.content:
        lines += [[], [Cell("sent", "heading")], *([Cell(line)] for line in exchange.content.splitlines())]
    for title, headers in (("asked with", exchange.request_headers), ("answered with", exchange.response_headers)):
        lines += [[], [Cell(title, "heading")], *_headers(headers)]
    return plain(lines)


def _headers(headers: Mapping[str, str]) -> list[Line]:
    return [[Cell(f"{name}: ", "key"), Cell(value)] for name, value in headers.items()]


def copies(exchange: Exchange, endpoint: str, has_token: bool) -> list[Snippet]:
    """The command that sends the same again, the official client's where it has one, and the URL."""
    url = exchange.path if "://" in exchange.path else _root(endpoint) + exchange.path
    made = [Snippet("c", "curl", _curl(exchange, url, has_token and url.startswith(_root(endpoint))))]
    if command := hf_command(exchange):
        made.append(Snippet("h", "hf", command))
    return [*made, Snippet("u", "URL", url)]


def _curl(exchange: Exchange, url: str, has_token: bool) -> str:
    words = ["curl", "-sS"]
    if exchange.method != "GET":
        words += ["-X", exchange.method]
    if exchange.content:
        words += ["-H", f"Content-Type: {exchange.request_headers.get('content-type', 'application/json')}"]
        words += ["--data-binary", exchange.content]
    command = shell([*words, url])
    # Not quoted as one word: the shell puts the token in, and it stands in no file and in no history.
    return command.replace("curl -sS", f"curl -sS {_TOKEN_HEADER}", 1) if has_token else command


def hf_command(exchange: Exchange) -> str:
    """The official client's command for it; empty where there is none, or one of its words would not be safe."""
    parts = urlsplit(exchange.path)
    path = [unquote(part) for part in parts.path.split("/") if part]
    words = _hf_words(exchange, path, parse_qsl(parts.query))
    return shell(["hf", *words]) if words and all(is_safe(word.removeprefix("--")) for word in words) else ""


def _hf_words(exchange: Exchange, path: list[str], query: list[tuple[str, str]]) -> list[str]:
    match (exchange.method, *path):
        case ("GET", "api", "whoami-v2"):
            return ["auth", "whoami"]
        case ("GET", "api", kind) if kind in _KINDS:
            return [kind, "ls", *_listed(query)]
        case ("GET", "api", kind, owner, name) if kind in _KINDS:
            return [kind, "info", f"{owner}/{name}"]
        case ("GET", owner, name, "resolve", revision, *file) if file:
            return ["download", f"{owner}/{name}", "/".join(file), f"--revision={revision}"]
        case ("GET", kind, owner, name, "resolve", revision, *file) if file and kind in _KINDS:
            return ["download", f"{owner}/{name}", "/".join(file), f"--type={kind[:-1]}", f"--revision={revision}"]
        case ("POST", "api", "repos", "create"):
            return _written(exchange, "create")
        case ("DELETE", "api", "repos", "delete"):
            return _written(exchange, "delete")
        case ("POST", "api", "repos", "move"):
            body = _body(exchange)
            return ["repos", "move", *_texts(body, "fromRepo", "toRepo"), f"--type={body.get('type', 'model')}"]
        case ("PUT", "api", kind, owner, name, "settings") if kind in _KINDS:
            return ["repos", "settings", f"{owner}/{name}", f"--type={kind[:-1]}", *_settings(_body(exchange))]
    return []


def _listed(query: list[tuple[str, str]]) -> list[str]:
    words = [f"--{key}={value}" for key, value in query if key in _LISTED]
    return words + [f"--sort={_SORTS[value]}" for key, value in query if key == "sort" and value in _SORTS]


def _written(exchange: Exchange, command: str) -> list[str]:
    body = _body(exchange)
    owner, name = body.get("organization"), str(body.get("name", ""))
    words = ["repos", command, f"{owner}/{name}" if owner else name, f"--type={body.get('type', 'model')}"]
    if command == "create":
        words += _settings(body) + ([f"--sdk={body['sdk']}"] if body.get("sdk") else [])
    return words


def _settings(body: dict[str, Any]) -> list[str]:
    words = [f"--{body['visibility']}"] if body.get("visibility") in ("public", "private", "protected") else []
    return words + ([f"--gated={str(body['gated']).lower()}"] if "gated" in body else [])


def _texts(body: dict[str, Any], *names: str) -> list[str]:
    return [str(body.get(name, "")) for name in names]


def _body(exchange: Exchange) -> dict[str, Any]:
    try:
        body = json.loads(exchange.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _root(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"
