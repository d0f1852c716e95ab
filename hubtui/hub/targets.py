"""A page of the Hub as a value, parsed from ids, paths and URLs, and turned back into URLs.

There is one parser: the command line, the palette, pasted lines and links in cards all come by here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from hubtui.hub import listing_urls
from hubtui.hub.kinds import KINDS

TargetKind = Literal["model", "dataset", "space", "paper", "collection", "owner", "listing", "web"]

_HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co", "www.hf.co")
_PAPER_HOSTS = ("arxiv.org", "www.arxiv.org", "export.arxiv.org")
_PREFIXES: dict[str, TargetKind] = {
    "datasets": "dataset",
    "spaces": "space",
    "models": "model",
    "papers": "paper",
    "collections": "collection",
}
_LISTINGS = ("models", "datasets", "spaces")
_OWNER_SECTIONS = ("collections", "papers")
"""What the web has of an owner beside the repos."""
_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?")
_NEW_PAPER = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d{1,3})?", re.IGNORECASE)
_OLD_PAPER = re.compile(r"([a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?")
_SLUG = re.compile(r"[^/\s]+/[^/\s]*[0-9a-fA-F]{24}")
_SSH = re.compile(r"(?:ssh://)?git@(?:hf\.co|huggingface\.co)[:/]", re.IGNORECASE)
# What git allows in no name of a branch or a tag.
_NO_REVISION = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]")
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
    """A page. `id` is a repo id, a paper's number, a collection's slug or the name of an owner; of "web" the URL.

    Of a repo, `revision` is empty for the default one; `path` is a file, or a folder where `section` is "files";
    `section` "rows" shows the rows of `config` and `split`, "discussions" may name a `discussion`.
    Of a listing, `id` is the repo type, narrowed by `author`, `search` and `filters` (names as the filter bar has them)
    in the order `sort` (the wire's name, empty for the usual one).
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
    config: str = ""
    split: str = ""
    discussion: int = 0


def target_of(text: str, endpoint: str = "") -> Target:
    """Return the page that a TARGET of the command line, or anything pasted, means.

    Raises:
        ValueError: it is none; its text says in one line what would have been right.
    """
    text = text.strip()
    if paper := _NEW_PAPER.fullmatch(text):
        return Target("paper", paper[1])
    if ssh := _SSH.match(text):
        found = _repo_at_revision(text[ssh.end() :].strip("/"))
    elif text[:5].lower() == "hf://":
        found = _of_hf_path(text[5:].strip("/"))
    elif "://" in text:
        return _of_url(text, endpoint)
    elif text.startswith(tuple(f"{host}/" for host in (*_HUB_HOSTS, *_PAPER_HOSTS))):
        return _of_url(f"https://{text}", endpoint)
    elif text.startswith("/") and text.strip("/"):
        found = _of_path_and_query(urlsplit(f"http://hub/{text.strip('/')}"))
    elif text.startswith(tuple(f"{name}?" for name in _LISTINGS)):
        found = _of_path_and_query(urlsplit(f"http://hub/{text}"))
    else:
        found = _of_words(text.strip("/"))
    if found is None:
        raise ValueError(f'"{_shown(text)}" is no page of the Hub: give {FORMS}')
    return found


def page_of(text: str, endpoint: str = "") -> Target:
    """Return the same, but for a single name the page of the user or the organisation of that name.

    Raises:
        ValueError: it is none.
    """
    target = target_of(text, endpoint)
    return Target("owner", target.id) if target == Target("model", text.strip()) and "/" not in target.id else target


def owner_of(target: Target) -> str:
    """Return the name of the user or the organisation that a page belongs to, "" if it belongs to none."""
    if target.kind == "owner":
        return target.id
    if target.kind in (*KINDS, "collection"):
        return target.id.partition("/")[0] if "/" in target.id else ""
    return target.author


def target_of_link(url: str, endpoint: str) -> Target:
    """Return the page that a link leads to; kind "web" for what hubtui has no page for."""
    try:
        return target_of(url, endpoint) if url.startswith(("hf://", "HF://")) else _of_url(url, endpoint)
    except ValueError:
        return Target("web", url)


def url_of(target: Target, endpoint: str) -> str:
    """Return the address of the page on the web."""
    if target.kind == "web":
        return target.id
    if target.kind == "listing":
        query = listing_urls.query_of(target.search, target.author, target.filters, target.sort)
        return f"{endpoint}/{KINDS[target.id].path}{'?' if query else ''}{query}"  # type: ignore[index]
    if target.kind == "owner":
        return f"{endpoint}/{quote(target.id)}{f'/{target.section}' if target.section in _OWNER_SECTIONS else ''}"
    if target.kind in ("paper", "collection"):
        return f"{endpoint}/{target.kind}s/{quote(target.id)}"
    prefix = KINDS[target.kind].page_prefix  # type: ignore[index]
    return f"{endpoint}/{prefix}{quote(target.id)}{_place_of(target)}"


def _place_of(target: Target) -> str:
    """Return the part of a URL that stands behind the repo's id."""
    revision = quote(target.revision or "main", safe="")
    if target.section == "rows":
        return f"/viewer/{quote(target.config, safe='')}/{quote(target.split, safe='')}"
    if target.section == "discussions":
        return f"/discussions/{target.discussion}" if target.discussion else "/discussions"
    if target.section == "revisions":
        return f"/commits/{revision}"
    if target.path:
        return f"/{'tree' if target.section == 'files' else 'blob'}/{revision}/{quote(target.path)}"
    return f"/tree/{revision}" if target.revision or target.section == "files" else ""


def is_repo_id(text: str) -> bool:
    """Whether a text can be a repo's id by the Hub's rules (wire.md §11)."""
    parts = text.split("/")
    if len(parts) > 2 or not all(_PART.fullmatch(part) for part in parts) or text.endswith(".git"):
        return False
    return "--" not in text and ".." not in text and parts[0] not in (*_ROUTES, *_PREFIXES)


def item_path(target: Target) -> str:
    """Return how a listing of collections names an item: "models/a/b", "papers/2505.09388".

    Raises:
        ValueError: a collection cannot hold it.
    """
    if target.kind in ("owner", "listing", "web"):
        raise ValueError("a collection holds models, datasets, Spaces, papers and collections: give the id of one")
    return f"{target.kind}s/{target.id}"


# Text without a host


def _of_words(text: str) -> Target | None:
    """Return the page of "a/b", "datasets/a/b@v1/x.csv", "a/b/tree/main" and the like."""
    if "@" in text.partition(" ")[0]:
        return _of_hf_path(text)
    target = _of_segments(text.split("/"), {}, is_url=False)
    return target if target is None or target.kind != "listing" else None


def _of_hf_path(text: str) -> Target | None:
    """Return the page of `[datasets/]ID[@REVISION][/PATH]`, as the official client's file system writes it."""
    before, at, behind = text.partition("@")
    parts = before.split("/")
    kind, rest = _kind_and_rest(parts)
    if kind in ("paper", "collection"):
        return _of_segments(parts, {}, is_url=False)
    if not at:
        path = "/".join(rest[2:])
        return _repo(kind, "/".join(rest[:2]), "", path)
    revision, path = _revision(behind.split("/"))
    if not revision or _NO_REVISION.search(revision):
        return None
    return _repo(kind, "/".join(rest), unquote(revision), path)


def _repo_at_revision(text: str) -> Target | None:
    kind, rest = _kind_and_rest(text.split("/"))
    return _repo(kind, "/".join(rest).removesuffix(".git"), "", "")


def _repo(kind: TargetKind, repo_id: str, revision: str, path: str, section: str = "") -> Target | None:
    if not is_repo_id(repo_id) or any(part in (".", "..") for part in path.split("/")):
        return None
    return Target(kind, repo_id, "" if revision == "main" else revision, path, section)


# URLs


def _of_url(text: str, endpoint: str) -> Target:
    try:
        parts, own = urlsplit(text), urlsplit(endpoint)
        host = parts.hostname or ""
    except ValueError:
        raise ValueError(f'"{_shown(text)}" is no URL: give {FORMS}') from None
    found: Target | None
    if host in _PAPER_HOSTS:
        found = _of_paper_host(unquote(parts.path).strip("/"))
    else:
        inside = _path_on_the_hub(parts, own, host)
        if inside is None:
            raise ValueError(f'"{_shown(text)}" is no page of this Hub: give {FORMS}')
        found = _of_path_and_query(parts._replace(path=inside))
    if found is None:
        raise ValueError(f'"{_shown(text)}" is no page that hubtui knows: give {FORMS}')
    return found


def _path_on_the_hub(parts: SplitResult, own: SplitResult, host: str) -> str | None:
    """Return the path below the endpoint, None where the URL is of another server."""
    if parts.scheme not in ("http", "https"):
        return None
    base = own.path.rstrip("/")
    if own.netloc and parts.netloc == own.netloc and f"{parts.path}/".startswith(f"{base}/"):
        return parts.path[len(base) :]
    return parts.path if host in _HUB_HOSTS else None


def _of_paper_host(path: str) -> Target | None:
    for prefix in ("abs/", "pdf/", "html/"):
        if path.startswith(prefix):
            return _paper(path[len(prefix) :].removesuffix(".pdf"))
    return None


def _of_path_and_query(parts: SplitResult) -> Target | None:
    # Each segment is decoded by itself: a revision that holds slashes is one ("refs%2Fpr%2F1").
    segments = [unquote(segment) for segment in parts.path.strip("/").split("/")]
    if segments[0] == "api" and segments[1:2] and segments[1] in _PREFIXES:
        segments = segments[1:]
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return _of_segments(segments, query, is_url=True)


def _of_segments(segments: Sequence[str], query: dict[str, str], *, is_url: bool) -> Target | None:
    if len(segments) == 1 and segments[0] in _LISTINGS:
        return _listing(segments[0].removesuffix("s"), query)
    kind, rest = _kind_and_rest(segments)
    if kind == "paper":
        return _paper("/".join(rest))
    if kind == "collection" or (segments[0] not in _PREFIXES and _SLUG.fullmatch("/".join(segments))):
        slug = "/".join(rest[:2])
        return Target("collection", slug) if slug.count("/") == 1 and all(slug.split("/")) else None
    if is_url and segments[0] not in (*_PREFIXES, *_ROUTES) and _PART.fullmatch(segments[0]):
        # A single name is an owner's page on the web, and elsewhere a model of the old kind.
        if len(segments) == 1:
            return Target("owner", segments[0])
        if len(segments) == 2 and segments[1] in _OWNER_SECTIONS:
            return Target("owner", segments[0], section=segments[1])
        if len(segments) == 2 and segments[1] in _LISTINGS:
            return _listing(segments[1].removesuffix("s"), query, author=segments[0])
    return _of_repo(kind, rest)


def _kind_and_rest(segments: Sequence[str]) -> tuple[TargetKind, Sequence[str]]:
    if segments[0] in _PREFIXES:
        return _PREFIXES[segments[0]], segments[1:]
    return "model", segments


def _listing(repo_type: str, query: dict[str, str], author: str = "") -> Target:
    return Target(
        "listing",
        repo_type,
        author=author or query.get("author", ""),
        search=query.get("search", ""),
        filters=listing_urls.filters_of(query),
        sort=listing_urls.sort_of(query),
    )


def _paper(text: str) -> Target | None:
    # The Hub knows papers without their versions.
    found = _NEW_PAPER.fullmatch(text) or _OLD_PAPER.fullmatch(text)
    return Target("paper", found[1]) if found else None


def _of_repo(kind: TargetKind, segments: Sequence[str]) -> Target | None:
    split = next((place for place in (1, 2) if segments[place : place + 1] and segments[place] in _PLACES), None)
    repo_id = "/".join(segments[:split]).removesuffix(".git")
    if split is None:
        return _repo(kind, repo_id, "", "") if len(segments) <= 2 else None
    place, behind = segments[split], segments[split + 1 :]
    match place:
        case "tree":
            revision, path = _revision(behind)
            return _repo(kind, repo_id, revision, path, "files" if path or not revision or revision == "main" else "")
        case "blob" | "resolve" | "raw":
            return _repo(kind, repo_id, *_revision(behind))
        case "commit" | "commits":
            return _repo(kind, repo_id, _revision(behind)[0], "", "revisions")
        case "viewer" if kind == "dataset":
            return _rows(repo_id, behind)
        case "discussions":
            number = behind[0] if behind and behind[0].isascii() and behind[0].isdigit() else "0"
            found = _repo(kind, repo_id, "", "", "discussions")
            return found and Target(kind, repo_id, section="discussions", discussion=int(number[:9]))
    return _repo(kind, repo_id, "", "")


def _rows(repo_id: str, behind: Sequence[str]) -> Target | None:
    if len(behind) < 2 or not all(behind[:2]):
        return _repo("dataset", repo_id, "", "", "parquet")
    found = _repo("dataset", repo_id, "", "", "rows")
    return found and Target("dataset", repo_id, section="rows", config=behind[0], split=behind[1])


def _revision(segments: Sequence[str]) -> tuple[str, str]:
    """Return revision and path. `refs/pr/1` and `refs/convert/parquet` are one revision also where they are split."""
    if not segments:
        return "", ""
    if segments[0] == "refs" and len(segments) >= 3 and segments[1] in ("pr", "convert"):
        return "/".join(segments[:3]), "/".join(segments[3:])
    return segments[0], "/".join(segments[1:])


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
