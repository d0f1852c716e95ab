"""The Hub in the box: the database and the tokens, and how a repo is found for a viewer."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hubtui.demo.accounts import Tokens, Viewer, require_visible
from hubtui.demo.errors import anonymous_or_missing

Traits = dict[str, Any]


class Repo(NamedTuple):
    """A row of the table of repos. `private`: 0 public, 1 private, 2 protected; `gated`: 0 no, 1 auto, 2 manual."""

    num: int
    kind: int
    name: str
    owner: str
    creator: str
    traits: int
    downloads: int
    likes: int
    trending: float
    modified: int
    private: int
    gated: int
    disabled: int
    params: int
    size: int
    warm: int
    made: int


COLUMNS = ", ".join(Repo._fields)


class Moved(Exception):
    """The repo goes by another name, or the name was written in another case: where it is now."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass
class Box:
    """All that the endpoints work on. One connection, used from one thread.

    `machines` are those of the Spaces that were restarted or set since it was made (content/machines.py), `file_lists`
    the files of commits that were lately asked for, `paths` the paths of those of many more, `hashing` the files that
    are being hashed, `uploads` what is on its way by the secret part of its address, `storage` the bytes of commits,
    `users` those who follow others, once they were asked for.
    """

    connection: sqlite3.Connection
    tokens: Tokens
    _traits: dict[int, Traits] = field(default_factory=dict)
    machines: dict[int, Any] = field(default_factory=dict)
    file_lists: dict[Any, Any] = field(default_factory=dict)
    paths: dict[Any, tuple[str, ...]] = field(default_factory=dict)
    hashing: "dict[tuple[int, str, int], asyncio.Future[str]]" = field(default_factory=dict)
    uploads: dict[str, Any] = field(default_factory=dict)
    storage: dict[tuple[int, str], int] = field(default_factory=dict)
    users: list[str] = field(default_factory=list)
    _bearers: dict[int, int] = field(default_factory=dict)
    _given: dict[str, int] = field(default_factory=dict)

    def one(self, sql: str, *values: Any) -> Any:
        """The first row, or None."""
        return self.connection.execute(sql, values).fetchone()

    def all(self, sql: str, *values: Any) -> list[Any]:
        return self.connection.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def new_number(self, table: str) -> int:
        """A number after all others that the table has or had, made of the time now."""
        last = max(self.one(f"SELECT max(num) FROM {table}")[0] or 0, self._given.get(table, 0))
        number = self._given[table] = max(int(time.time()) << 24, int(last) + 1)
        return number

    def traits(self, number: int) -> Traits:
        found = self._traits.get(number)
        if found is None:
            row = self.one("SELECT data FROM traits WHERE id = ?", number)
            found = self._traits[number] = json.loads(row[0])
        return found

    def bearers(self) -> dict[int, int]:
        """About how many repos have each traits, as it was when it was first asked."""
        if not self._bearers:
            self._bearers = dict(self.all("SELECT traits, count(*) FROM repo GROUP BY traits"))
        return self._bearers

    def traits_for(self, kind: int, wanted: Traits) -> int:
        """The number of these traits, which are added where they are new."""
        data = json.dumps(wanted, ensure_ascii=False)
        row = self.one("SELECT id FROM traits WHERE kind = ? AND data = ?", kind, data)
        if row:
            return int(row[0])
        number = self.connection.execute("INSERT INTO traits (kind, data) VALUES (?, ?)", (kind, data)).lastrowid
        tags = [(kind, tag, number) for tag in wanted["tags"]]
        self.connection.executemany("INSERT INTO tag VALUES (?, ?, ?)", tags)
        return int(number or 0)

    def repo(self, number: int) -> Repo | None:
        row = self.one(f"SELECT {COLUMNS} FROM repo WHERE num = ?", number)
        return Repo._make(row) if row else None

    def named(self, kind: int, name: str) -> Repo | None:
        """The repo that now has this name, in any case of letters."""
        row = self.one(f"SELECT {COLUMNS} FROM repo WHERE kind = ? AND name = ? COLLATE NOCASE", kind, name)
        return Repo._make(row) if row else None

    def lookup(self, kind: int, name: str) -> Repo | None:
        """The repo of this name, or of this former name."""
        found = self.named(kind, name)
        if found is None and (row := self.one("SELECT num FROM redirect WHERE kind = ? AND name = ?", kind, name)):
            found = self.repo(row[0])
        return found

    def find(self, kind: int, name: str, viewer: Viewer) -> Repo:
        """The repo for this viewer. Raises Moved where the name is not its own, a Refusal where there is none."""
        found = self.lookup(kind, name)
        if found is None:
            raise anonymous_or_missing(viewer.anonymous)
        require_visible(viewer, found.owner, bool(found.private))
        if found.name != name:
            raise Moved(found.name)
        return found

    def visible(self, repo: Repo, viewer: Viewer) -> bool:
        return not repo.private or repo.owner in viewer.namespaces
