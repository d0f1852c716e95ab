"""Parse ids, paths and URLs into pages of the Hub, and convert pages back to URLs.

The command line, the palette, pasted lines and links in cards all use this one parser. How the addresses of one kind
look is written in the folder of its resource.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol, cast
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from hubtui.registry.resource import load
from hubtui.registry.resources import BY_KIND, PREFIXES, REPO_LISTS, RESOURCES
from hubtui.registry.target import Target

_HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co", "www.hf.co")
_SSH = re.compile(r"(?:ssh://)?git@(?:hf\.co|huggingface\.co)[:/]", re.IGNORECASE)
_REPOS = "hubtui.resources.repos.address"
_HOSTS = {host: one for one in RESOURCES for host in one.hosts}
FORMS = "a repo id, datasets/ID, spaces/ID, papers/ID, collections/SLUG, or a URL of the Hub"


class Address(Protocol):
    """The functions of a module that reads and writes the addresses of a resource."""

    def of_path(self, segments: Sequence[str], query: Mapping[str, str], is_url: bool) -> Target | None:
        """Return the page at a path of the Hub, or None if it is no page of this resource.

        `segments` are the decoded parts of the path. `is_url` is False for words that were typed without a host.
        """
        ...

    def path_of(self, target: Target) -> str:
        """Return the path of a page on the Hub with its query, without the first slash."""
        ...


def target_of(text: str, endpoint: str = "") -> Target:
    """Return the page for a TARGET of the command line or a pasted text.

    Raises:
        ValueError: It is no page. The message says in one line what to write.
    """
    text = text.strip()
    if "://" in text and not text.lower().startswith(("hf://", "ssh://")):
        return _of_url(text, endpoint)
    if text.startswith(tuple(f"{host}/" for host in (*_HUB_HOSTS, *_HOSTS))):
        return _of_url(f"https://{text}", endpoint)
    if (found := _of_words(text)) is None:
        raise ValueError(f'"{_shown(text)}" is no page of the Hub: give {FORMS}')
    return found


def page_of(text: str, endpoint: str = "") -> Target:
    """Return the page for a text like `target_of`, but take a single name as that of a user or an organisation.

    Raises:
        ValueError: It is no page.
    """
    target = target_of(text, endpoint)
    if target == Target("model", text.strip()) and (named := named_alone(target.id)):
        return named[0]
    return target


def named_alone(name: str) -> list[Target]:
    """Return the pages, other than repos, that a name without a slash may mean."""
    return [] if "/" in name else [Target(one.kind, name) for one in RESOURCES if one.is_named_alone]


def target_of_link(url: str, endpoint: str) -> Target:
    """Return the page that a link leads to; kind "web" if hubtui has no page for it."""
    try:
        return target_of(url, endpoint) if url.startswith(("hf://", "HF://")) else _of_url(url, endpoint)
    except ValueError:
        return Target("web", url)


def url_of(target: Target, endpoint: str) -> str:
    """Return the URL of a page."""
    return target.id if target.kind == "web" else f"{endpoint}/{address_of(target.kind).path_of(target)}"


def address_of(kind: str) -> Address:
    """Return the module that reads and writes the addresses of a kind."""
    return cast(Address, load(BY_KIND[kind].address))


def owner_of(target: Target) -> str:
    """Return the user or organisation that a page belongs to, or ""."""
    resource = BY_KIND.get(target.kind)
    return str(load(resource.owner_of)(target)) if resource is not None and resource.owner_of else ""


def item_path(target: Target) -> str:
    """Return how a listing of collections names an item: "models/a/b", "papers/2505.09388".

    Raises:
        ValueError: A collection cannot contain it.
    """
    resource = BY_KIND.get(target.kind)
    if resource is None or not resource.in_collections:
        raise ValueError("a collection holds models, datasets, Spaces, papers and collections: give the id of one")
    return f"{resource.prefix}/{target.id}"


# Text without a host


def _of_words(text: str) -> Target | None:
    """Return the page for text like "a/b", "datasets/a/b@v1/x.csv" or "a/b/tree/main", or None."""
    for one in RESOURCES:
        if one.text_parser and (found := load(one.text_parser)(text)) is not None:
            return cast(Target, found)
    if ssh := _SSH.match(text):
        return cast("Target | None", load(f"{_REPOS}:of_git_path")(text[ssh.end() :].strip("/")))
    if text[:5].lower() == "hf://":
        return _of_hf_path(text[5:].strip("/"))
    if text.startswith(("/", *(f"{name}?" for name in REPO_LISTS))) and text.strip("/"):
        return _of_path_and_query(urlsplit(f"http://hub/{text.strip('/')}"))
    text = text.strip("/")
    if "@" in text.partition(" ")[0]:
        return _of_hf_path(text)
    return _of_segments(text.split("/"), {}, is_url=False)


def _of_hf_path(text: str) -> Target | None:
    """Return the page for a path of the official client's file system: `[datasets/]ID[@REVISION][/PATH]`."""
    segments = text.partition("@")[0].split("/")
    if PREFIXES.get(segments[0], "model") in ("model", "dataset", "space"):
        return cast("Target | None", load(f"{_REPOS}:of_hf_path")(text))
    return _of_segments(segments, {}, is_url=False)


# URLs


def _of_url(text: str, endpoint: str) -> Target:
    try:
        parts, own = urlsplit(text), urlsplit(endpoint)
        host = parts.hostname or ""
    except ValueError:
        raise ValueError(f'"{_shown(text)}" is no URL: give {FORMS}') from None
    found: Target | None
    if host in _HOSTS:
        found = load(_HOSTS[host].host_path_parser)(unquote(parts.path).strip("/"))
    else:
        inside = _path_on_the_hub(parts, own, host)
        if inside is None:
            raise ValueError(f'"{_shown(text)}" is no page of this Hub: give {FORMS}')
        found = _of_path_and_query(parts._replace(path=inside))
    if found is None:
        raise ValueError(f'"{_shown(text)}" is no page that hubtui knows: give {FORMS}')
    return found


def _path_on_the_hub(parts: SplitResult, own: SplitResult, host: str) -> str | None:
    """Return the path below the endpoint, or None if the URL is on another server."""
    if parts.scheme not in ("http", "https"):
        return None
    base = own.path.rstrip("/")
    if own.netloc and parts.netloc == own.netloc and f"{parts.path}/".startswith(f"{base}/"):
        return parts.path[len(base) :]
    return parts.path if host in _HUB_HOSTS else None


def _of_path_and_query(parts: SplitResult) -> Target | None:
    # Decode each segment by itself: a revision with slashes is one segment ("refs%2Fpr%2F1").
    segments = [unquote(segment) for segment in parts.path.strip("/").split("/")]
    if segments[0] == "api" and segments[1:2] and segments[1] in PREFIXES:
        segments = segments[1:]
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return _of_segments(segments, query, is_url=True)


def _of_segments(segments: Sequence[str], query: dict[str, str], *, is_url: bool) -> Target | None:
    # Repos come last: any path that is nothing else may be a repo.
    found = (address_of(kind).of_path(segments, query, is_url) for kind in reversed(BY_KIND))
    return next((target for target in found if target is not None), None)


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
