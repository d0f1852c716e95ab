"""A page of the Hub as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A page. `kind` is that of a resource of the registry, "listing" for a listing of repos, or "web" for any URL.

    `id` tells it from all others of its kind: a repo id, a paper's number, a collection's slug, the name of an owner;
    of "web" it is the URL.
    Of a repo, `revision` is empty for the default one; `path` is a file, or a folder where `section` is "files";
    `section` "rows" shows the rows of `config` and `split`.
    Of a listing, `id` is the repo type, narrowed by `author`, `search` and `filters` (names as the filter bar has them)
    in the order `sort` (the wire's name, empty for the usual one), upwards if `ascending`; `sort_loaded` is the column
    that loaded rows are sorted by instead, with "-" before it for the reverse.
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
