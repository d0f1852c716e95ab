"""What a page is about, as a value; made of ids, paths and URLs of the Hub, and turned back into URLs."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from hubtui.hub import listing_urls
from hubtui.hub.kinds import KINDS

TargetKind = Literal["model", "dataset", "space", "paper", "collection", "listing", "web"]

_HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
_PAPER_HOSTS = ("arxiv.org", "www.arxiv.org", "export.arxiv.org")
_PREFIXES: dict[str, TargetKind] = {
    "datasets": "dataset",
    "spaces": "space",
    "models": "model",
    "papers": "paper",
    "collections": "collection",
}
_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?")
_PAPER = re.compile(r"\d{4}\.\d{4,5}(?:v\d{1,3})?|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7}")
_SLUG = re.compile(r"[^/\s]+/[^/\s]*[0-9a-fA-F]{24}")
_ROUTE_WORDS = """
api blog chat docs enterprise inference join learn login logout models new notifications organizations posts pricing
search settings tasks terms-of-service privacy welcome
"""
_ROUTES = frozenset(_ROUTE_WORDS.split())
_PLACE_WORDS = "tree blob resolve raw commits commit discussions viewer settings edit"
_PLACES = frozenset(_PLACE_WORDS.split())
FORMS = "a repo id, datasets/ID, spaces/ID, papers/ID, collections/SLUG, or a URL of the Hub"


@dataclass(frozen=True, slots=True)
class Target:
    """A page. `id` is a repo id, a paper's number or a collection's slug; of a listing the repo type, narrowed by
    `author`, `search` and `filters` (names as the filter bar has them) in the order `sort` (the wire's name, empty for
    the usual one); of "web" the URL.
    """

    kind: TargetKind
    id: str
    revision: str = ""
    path: str = ""
    section: str = ""
    author: str = ""
    search: str = ""
    filters: tuple[str, ...] = ()
    sort: str = ""


def target_of(text: str, endpoint: str = "") -> Target:
    """The page that a TARGET of the command line, or anything pasted, means.

    Raises:
        ValueError: it is none; its text says in one line what would have been right.
    """
    text = text.strip()
    if "://" in text:
        return _of_url(text, endpoint)
    if text.startswith(("huggingface.co/", "hf.co/")):
        return _of_url(f"https://{text}", endpoint)
    target = _of_path(text.strip("/"), {})
    if target is None or target.kind == "listing":
        raise ValueError(f'"{_shown(text)}" is no page of the Hub: give {FORMS}')
    return target


def target_of_link(url: str, endpoint: str) -> Target:
    """The page that a link leads to; kind "web" for what hubtui has no page for."""
    try:
        return _of_url(url, endpoint)
    except ValueError:
        return Target("web", url)


def url_of(target: Target, endpoint: str) -> str:
    """The page on the web."""
    if target.kind == "web":
        return target.id
    if target.kind == "listing":
        query = listing_urls.query_of(target.search, target.author, target.filters, target.sort)
        return f"{endpoint}/{KINDS[target.id].path}{'?' if query else ''}{query}"  # type: ignore[index]
    if target.kind in ("paper", "collection"):
        return f"{endpoint}/{target.kind}s/{quote(target.id)}"
    prefix = KINDS[target.kind].page_prefix  # type: ignore[index]
    url = f"{endpoint}/{prefix}{quote(target.id)}"
    if target.path:
        return f"{url}/blob/{quote(target.revision or 'main', safe='')}/{quote(target.path)}"
    return f"{url}/tree/{quote(target.revision, safe='')}" if target.revision else url


def is_repo_id(text: str) -> bool:
    """Whether a text can be a repo's id by the Hub's rules (wire.md §11)."""
    parts = text.split("/")
    if len(parts) > 2 or not all(_PART.fullmatch(part) for part in parts) or text.endswith(".git"):
        return False
    return "--" not in text and ".." not in text and parts[0] not in (*_ROUTES, *_PREFIXES)


def _of_url(text: str, endpoint: str) -> Target:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        own = urlsplit(endpoint)
    except ValueError:
        raise ValueError(f'"{_shown(text)}" is no URL: give {FORMS}') from None
    path = unquote(parts.path).strip("/")
    if host in _PAPER_HOSTS and path.startswith(("abs/", "pdf/")):
        return Target("paper", path[4:].removesuffix(".pdf"))
    is_own = bool(own.netloc) and parts.netloc == own.netloc and path.startswith(own.path.strip("/"))
    if parts.scheme not in ("http", "https") or not (is_own or host in _HUB_HOSTS):
        raise ValueError(f'"{_shown(text)}" is no page of this Hub: give {FORMS}')
    if is_own:
        path = path.removeprefix(own.path.strip("/")).strip("/")
    target = _of_path(path, {key: values[-1] for key, values in parse_qs(parts.query).items()}, encoded=parts.path)
    if target is None:
        raise ValueError(f'"{_shown(text)}" is no page that hubtui knows: give {FORMS}')
    return target


def _of_path(path: str, query: dict[str, str], encoded: str = "") -> Target | None:
    parts = path.split("/")
    if path in ("models", "datasets", "spaces"):
        repo_type = path.removesuffix("s")
        return Target(
            "listing",
            repo_type,
            author=query.get("author", ""),
            search=query.get("search", ""),
            filters=listing_urls.filters_of(query),
            sort=listing_urls.sort_of(query),
        )
    kind: TargetKind = _PREFIXES.get(parts[0], "model")
    rest = parts[1:] if parts[0] in _PREFIXES else parts
    if kind == "paper":
        paper = "/".join(rest)
        return Target("paper", paper) if _PAPER.fullmatch(paper) else None
    if kind == "collection" or (kind == "model" and _SLUG.fullmatch(path)):
        slug = "/".join(rest[:2])
        return Target("collection", slug) if slug.count("/") == 1 and all(slug.split("/")) else None
    return _of_repo(kind, rest, bool(encoded), encoded)


def _of_repo(kind: TargetKind, parts: list[str], is_url: bool, encoded: str) -> Target | None:
    if len(parts) == 1 and is_url and kind == "model" and _PART.fullmatch(parts[0]) and parts[0] not in _ROUTES:
        # On the web a single name is a user's page; on the command line it is a model of the old kind.
        return Target("listing", "model", author=parts[0])
    marks = [place for place, part in enumerate(parts) if part in _PLACES and place in (1, 2)]
    split = marks[0] if marks else len(parts)
    repo_id = "/".join(parts[:split])
    if not is_repo_id(repo_id) or (not marks and len(parts) > 2):
        return None
    if not marks:
        return Target(kind, repo_id)
    place = parts[split]
    behind = parts[split + 1 :]
    if place in ("tree", "blob", "resolve", "raw", "commits", "commit"):
        revision, path = _revision(behind, encoded)
        section = {"tree": "files", "commits": "revisions"}.get(place, "")
        if place == "tree" and not path:
            section = ""
        return Target(kind, repo_id, "" if revision == "main" else revision, path, section)
    return Target(kind, repo_id)


def _revision(parts: list[str], encoded: str) -> tuple[str, str]:
    """A revision that holds slashes stands encoded in the URL ("refs%2Fpr%2F1")."""
    if not parts:
        return "", ""
    if "%2F" in encoded.upper() and parts[0] == "refs" and len(parts) >= 3:
        return "/".join(parts[:3]), "/".join(parts[3:])
    return parts[0], "/".join(parts[1:])


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def item_path(target: Target) -> str:
    """How a listing of collections calls an item: "models/a/b", "papers/2505.09388".

    Raises:
        ValueError: a collection cannot hold it.
    """
    if target.kind in ("listing", "web"):
        raise ValueError("a collection holds models, datasets, Spaces, papers and collections: give the id of one")
    return f"{target.kind}s/{target.id}"
