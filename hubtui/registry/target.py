"""A page as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A page. `kind` is the kind of a resource, "listing" for a listing of repos, or "web" for any other URL.

    `id` identifies it within its kind: a repo id, the number of a paper, the slug of a collection, the name of an
    owner; for "web" it is the URL.

    For a repo, `revision` is empty for the default one; `path` is a file, or a folder if `section` is "files"; the
    section "rows" shows the rows of `config` and `split`.

    For a listing, `id` is the repo type, narrowed by `author`, `search` and `filters` (named as in the filter bar).
    `sort` is the Hub's name of the order ("" for the default), ascending if `ascending`. `sort_loaded` is the column by
    which loaded rows are sorted instead, with "-" before it for the reverse.
    """

    kind: str
    id: str
    revision: str = ""
    path: str = ""
    section: str = ""
    author: str = ""
    search: str = ""
    filters: tuple[str, ...] = ()
    sort: str = ""
    ascending: bool = False
    sort_loaded: str = ""
    config: str = ""
    split: str = ""
