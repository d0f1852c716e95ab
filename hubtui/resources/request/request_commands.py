"""Shell commands that repeat a request.

Paths contain names from the network. No command does more than it shows, takes such a name for an option, or sends the
token anywhere but to the Hub. If no command repeats a request exactly, there is none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from hubtui.presentation.snippets import Snippet, is_safe, shell_command, shell_quoted

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange

_TOKEN_HEADER = '-H "Authorization: Bearer $HF_TOKEN"'
_KINDS = ("models", "datasets", "spaces")
# The headers that a command repeats: they decide how the body is read and how much of the answer comes back.
_KEPT_HEADERS = ("content-type", "range")
# After the id of a repo without an owner these words are parts of the path, not the name of a repo.
_BELOW = frozenset(("refs", "parquet", "croissant", "runtime", "revision", "tree", "commits", "settings"))
_SORTS = {
    "createdAt": "created_at", "downloads": "downloads", "lastModified": "last_modified", "likes": "likes",
    "trendingScore": "trending_score",
}  # fmt: skip
_LISTED = {"search": "search", "author": "author", "filter": "filter", "limit": "limit"}
_LISTED_MODELS = {
    "pipeline_tag": "pipeline-tag", "apps": "apps", "num_parameters": "num-parameters",
    "inference_provider": "inference-provider",
}  # fmt: skip
_FLAGS = {("gated", "true"): "--gated", ("gated", "false"): "--no-gated", ("inference", "warm"): "--warm"}
# Parameters that choose the fields of each row, not the rows.
_OF_EACH_ROW = frozenset(("expand", "full", "config", "cardData"))


class _Command(NamedTuple):
    """A command of `hf`: its words, then names that came from the network, then options (`--name=value`)."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def copies(exchange: Exchange, endpoint: str, has_token: bool) -> list[Snippet]:
    """Return the texts of a request to copy: the curl command, the command of the official client, and the URL."""
    is_home = exchange.path.startswith("/")
    url = endpoint.rstrip("/") + exchange.path if is_home else exchange.path
    made = [
        Snippet("c", "curl", _curl(exchange, url, has_token and is_home)),
        Snippet("h", "hf", hf_command(exchange)),
        Snippet("u", "URL", url),
    ]
    return [snippet for snippet in made if snippet.text]


def _curl(exchange: Exchange, url: str, has_token: bool) -> str:
    """Return the curl command, or "" if there is no safe one.

    There is none if the body was too long to be kept, or has characters that would control the terminal.
    """
    headers = exchange.request_headers
    was_cut = not exchange.content and headers.get("content-length", "0") != "0"
    printed = [url, *exchange.content.split("\n")]
    if was_cut or not is_safe(url) or not all(map(str.isprintable, printed)):
        return ""
    words = [] if exchange.method == "GET" else ["--head"] if exchange.method == "HEAD" else ["-X", exchange.method]
    for name in _KEPT_HEADERS:
        if name in headers:
            words += ["-H", f"{name}: {headers[name]}"]
    # Not --data: it would read a file if the body begins with @, and it joins lines.
    body = ["--data-raw", shell_quoted(exchange.content)] if exchange.content else []
    # The variable is in double quotes, so that the shell inserts the token and its history does not contain it. Without
    # -g curl would expand [1-99] and {a,b} in the URL.
    token = [_TOKEN_HEADER] if has_token else []
    return " ".join(["curl -sS -g", *token, *([shell_command(words)] if words else []), *body, shell_command([url])])


def hf_command(exchange: Exchange) -> str:
    """Return the official client's command for a request, or "" if there is none or a name in it is not safe."""
    if not exchange.path.startswith("/"):
        return ""
    before, _, query = exchange.path.partition("?")
    path = [unquote(part) for part in before.split("/")[1:]]
    command = _read(path, parse_qsl(query)) if exchange.method == "GET" else _written(exchange, path)
    if command is None or not all(map(is_safe, command.names)) or "\0" in "".join(command.options):
        return ""
    return shell_command(["hf", *command.words, *command.names, *command.options])


# Requests that read


def _read(path: list[str], query: list[tuple[str, str]]) -> _Command | None:
    match path:
        case ["api", "whoami-v2"]:
            return _Command(("auth", "whoami"))
        case ["api", kind] if kind in _KINDS:
            options = _listed(kind, query)
            return None if options is None else _Command((kind, "ls"), (), options)
        case ["api", kind, *repo] if kind in _KINDS:
            return _info(kind, repo)
        case [kind, *repo] if kind in _KINDS and "resolve" in repo:
            return _download(repo, (f"--type={kind[:-1]}",))
        case [first, *_] if first != "api" and "resolve" in path:
            return _download(path, ())
    return None


def _listed(kind: str, query: list[tuple[str, str]]) -> tuple[str, ...] | None:
    """Return the options for a listing, or None if no options give the same rows."""
    names = _LISTED | (_LISTED_MODELS if kind == "models" else {})
    options: list[str] = []
    for key, value in query:
        if key in names:
            options.append(f"--{names[key]}={value}")
        elif key == "sort" and value in _SORTS and (kind, value) != ("spaces", "downloads"):
            options.append(f"--sort={_SORTS[value]}")
        elif kind == "models" and (key, value) in _FLAGS:
            options.append(_FLAGS[key, value])
        elif key not in _OF_EACH_ROW:
            return None
    return tuple(options)


def _info(kind: str, repo: list[str]) -> _Command | None:
    match repo:
        case [name] | [name, "revision", _]:
            names = (name,)
        case [owner, name] | [owner, name, "revision", _] if name not in _BELOW:
            names = (f"{owner}/{name}",)
        case _:
            return None
    return _Command((kind, "info"), names, (f"--revision={repo[-1]}",) if "revision" in repo[:-1] else ())


def _download(path: list[str], options: tuple[str, ...]) -> _Command | None:
    match path:
        case [name, "resolve", revision, *file] if file:
            repo = name
        case [owner, name, "resolve", revision, *file] if file:
            repo = f"{owner}/{name}"
        case _:
            return None
    inside = "/".join(file)
    # The official client uses the name as a path below its folder.
    if any(part in ("", ".", "..") for part in inside.split("/")):
        return None
    return _Command(("download",), (repo, inside), (*options, f"--revision={revision}"))


# Requests that write


def _written(exchange: Exchange, path: list[str]) -> _Command | None:
    body = _body(exchange)
    kind = f"--type={body.get('type', 'model')}"
    owner, name = body.get("organization"), str(body.get("name", ""))
    named = f"{owner}/{name}" if owner else name
    match (exchange.method, *path):
        case ("POST", "api", "repos", "create"):
            sdk = (f"--sdk={body['sdk']}",) if body.get("sdk") else ()
            return _Command(("repos", "create"), (named,), (kind, *_settings(body), *sdk))
        case ("DELETE", "api", "repos", "delete"):
            return _Command(("repos", "delete"), (named,), (kind,))
        case ("POST", "api", "repos", "move"):
            return _Command(("repos", "move"), (str(body.get("fromRepo", "")), str(body.get("toRepo", ""))), (kind,))
        case ("PUT", "api", plural, owner, name, "settings") if plural in _KINDS:
            return _Command(("repos", "settings"), (f"{owner}/{name}",), (f"--type={plural[:-1]}", *_settings(body)))
    return None


def _settings(body: dict[str, Any]) -> tuple[str, ...]:
    visibility = (f"--{body['visibility']}",) if body.get("visibility") in ("public", "private", "protected") else ()
    return (*visibility, f"--gated={str(body['gated']).lower()}") if "gated" in body else visibility


def _body(exchange: Exchange) -> dict[str, Any]:
    try:
        body = json.loads(exchange.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
