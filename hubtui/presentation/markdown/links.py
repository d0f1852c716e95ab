"""Resolve the links of a card."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from hubtui.text.document import Heading, Lines

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PREFIXES = {"model": "", "dataset": "datasets/", "space": "spaces/"}


def target_of(href: str, repo_type: str, repo_id: str, revision: str, endpoint: str) -> str:
    """Return a link as a URL, or as "#name" within the same card; "" if it is not safe to follow."""
    href = href.strip()
    if href.startswith("#"):
        return href
    scheme = _SCHEME.match(href)
    if scheme:
        return href if scheme[1].lower() in ("http", "https") and _has_host(href) else ""
    if href.startswith("//"):
        return f"https:{href}" if _has_host(f"https:{href}") else ""
    if href.startswith("/"):
        return endpoint + href
    path = href.partition("#")[0].partition("?")[0].removeprefix("./")
    if not path or ".." in path.split("/"):
        return ""
    prefix = _PREFIXES[repo_type]
    return f"{endpoint}/{prefix}{repo_id}/blob/{quote(revision, safe='')}/{quote(unquote(path))}"


def line_of_anchor(anchor: str, document: Lines) -> int | None:
    """Return the line of the heading or element that "#name" points at, or None."""
    heading = heading_for(anchor, document.headings)
    return heading.line if heading is not None else document.anchors.get(unquote(anchor.lstrip("#")))


def heading_for(anchor: str, headings: Sequence[Heading]) -> Heading | None:
    """Return the heading that "#slug" points at, with slugs as GitHub and the Hub make them, or None."""
    wanted = unquote(anchor.lstrip("#")).casefold()
    seen: dict[str, int] = {}
    for heading in headings:
        slug = _slug(heading.text)
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        if wanted == (f"{slug}-{count}" if count else slug):
            return heading
    return None


def _slug(text: str) -> str:
    letters = (c for c in text.casefold() if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return "".join(letters).strip().replace(" ", "-")


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
