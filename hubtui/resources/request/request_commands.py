"""A request as commands that do the same. Nothing runs more than it shows, and the token goes to the Hub alone.

Paths hold names from the network: none of them is taken for an option, and a request that no command does exactly has
none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote

from hubtui.presentation.snippets import Snippet, in_quotes, is_safe, shell

if TYPE_CHECKING:
    from hubtui.hub.calls import Exchange

_TOKEN_HEADER = '-H "Authorization: Bearer $HF_TOKEN"'
_KINDS = ("models", "datasets", "spaces")
# Of other headers an answer depends as well; these decide how much comes back, and how the body is read.
_KEPT_HEADERS = ("content-type", "range")
# What stands behind the id of a repo that has no owner, and is no name.
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
# They choose what is told of each row, not the rows.
_OF_EACH_ROW = frozenset(("expand", "full", "config", "cardData"))


class _Command(NamedTuple):
    """Words of `hf`: what to do, names as they came from the network, and options, each with its value in one word."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def copies(exchange: Exchange, endpoint: str, has_token: bool) -> list[Snippet]:
    """The command that sends the same again, the official client's where it has one, and the URL."""
    is_home = exchange.path.startswith("/")
    url = endpoint.rstrip("/") + exchange.path if is_home else exchange.path
    made = [
        Snippet("c", "curl", _curl(exchange, url, has_token and is_home)),
        Snippet("h", "hf", hf_command(exchange)),
        Snippet("u", "URL", url),
    ]
    return [snippet for snippet in made if snippet.text]


def _curl(exchange: Exchange, url: str, has_token: bool) -> str:
    """Empty where the body that was sent was too long to be kept, or would steer the terminal that it is pasted to."""
    headers = exchange.request_headers
    was_cut = not exchange.content and headers.get("content-length", "0") != "0"
    printed = [url, *exchange.content.split("\n")]
    if was_cut or not is_safe(url) or not all(map(str.isprintable, printed)):
        return ""
    words = [] if exchange.method == "GET" else ["--head"] if exchange.method == "HEAD" else ["-X", exchange.method]
    for name in _KEPT_HEADERS:
        if name in headers:
            words += ["-H", f"{name}: {headers[name]}"]
    # Not --data, which takes a body that begins with @ for the name of a file. Its lines stay lines.
    body = ["--data-raw", in_quotes(exchange.content)] if exchange.content else []
    # The token's name is not quoted as one word: the shell puts the token in, and it stands in no history. Without -g
    # curl asks for all of [1-99], and for each of {a,b}.
    token = [_TOKEN_HEADER] if has_token else []
    return " ".join(["curl -sS -g", *token, *([shell(words)] if words else []), *body, shell([url])])


def hf_command(exchange: Exchange) -> str:
    """The official client's command for it; empty where there is none, or one of its words would not be safe."""
    if not exchange.path.startswith("/"):
        return ""
    before, _, query = exchange.path.partition("?")
    path = [unquote(part) for part in before.split("/")[1:]]
    command = _read(path, parse_qsl(query)) if exchange.method == "GET" else _written(exchange, path)
    if command is None or not all(map(is_safe, command.names)) or "\0" in "".join(command.options):
        return ""
    return shell(["hf", *command.words, *command.names, *command.options])


# What reads


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
    """The options of a listing; None where they would not give the same rows."""
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
    # The official client writes the file below the folder by its name.
    if any(part in ("", ".", "..") for part in inside.split("/")):
        return None
    return _Command(("download",), (repo, inside), (*options, f"--revision={revision}"))


# What writes


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
