"""Listings in SQL: pages by keyset, never by offset, in a time that does not grow with the depth of the page.

A page is read in one of two ways. Where a filter leaves few rows (FEW), these are gathered by its index and sorted.
Otherwise rows are read in the order of the sort's index until the page is full, which is soon, as many match. Search is
a scan of the index over names: 10 ms for 100,000, while a trigram index would add five seconds to the start.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import COLUMNS, Box, Repo
from hubtui.demo.cursor import Value, decode_cursor, encode_cursor
from hubtui.demo.names import DATASET, MODEL
from hubtui.demo.query import Listing
from hubtui.demo.seed.models import PROVIDERS

FEW = 3000
APPS = {  # an app runs what bears all the tags of one of these
    "vllm": (("transformers", "text-generation"), ("transformers", "image-text-to-text"), ("vllm",)),
    "tgi": (("text-generation-inference",),),
    "sglang": (("transformers", "text-generation"), ("transformers", "image-text-to-text")),
    "llama.cpp": (("gguf",),),
    "ollama": (("gguf",),),
    "lmstudio": (("gguf",), ("mlx",)),
    "jan": (("gguf",),),
    "mlx-lm": (("mlx",),),
    "transformers.js": (("transformers.js",),),
    "diffusionbee": (("diffusers",),),
    "draw-things": (("diffusers",),),
}


class Order(NamedTuple):
    """A sort: its column, the index to read by, and the type of its values."""

    column: str
    by: str
    type: type = int


ORDERS = {
    "createdAt": Order("num", "repo_kind"),
    "downloads": Order("downloads", "repo_downloads"),
    "likes": Order("likes", "repo_likes"),
    "likes7d": Order("trending", "repo_trending"),
    "likes30d": Order("trending", "repo_trending"),
    "trendingScore": Order("trending", "repo_trending"),
    "lastModified": Order("modified", "repo_modified"),
    "num_parameters": Order("params", "repo_params"),
    "mainSize": Order("size", "repo_size"),
    "id": Order("name COLLATE NOCASE", "repo_name", str),
}


class Condition(NamedTuple):
    """A part of WHERE, its values, the index that finds its rows, and whether these are few, where that is known."""

    sql: str
    values: tuple[Any, ...] = ()
    by: str = ""
    few: bool | None = None


def page(box: Box, asked: Listing, viewer: Viewer) -> tuple[list[Repo], str]:
    """The rows of a page and the cursor of the next, which is empty at the end."""
    order = ORDERS[asked.sort]
    after = decode_cursor(asked.cursor, asked.sort, order.type) if asked.cursor else None
    conditions = _conditions(box, asked, viewer)
    if conditions is None:
        return [], ""
    source, conditions = _source(box, conditions, order.by)
    found: list[Repo] = []
    for segment in _segments(order, asked.ascending, after):
        found += _read(box, source, [*conditions, segment], order, asked, asked.limit + 1 - len(found))
        if len(found) > asked.limit:
            last = found[asked.limit - 1]
            return found[: asked.limit], encode_cursor(asked.sort, _value(last, order), last.num)
    return found, ""


def _value(repo: Repo, order: Order) -> Value:
    found: Value = getattr(repo, order.column.partition(" ")[0])
    return found


def _read(
    box: Box, source: str, conditions: Sequence[Condition], order: Order, asked: Listing, number: int
) -> list[Repo]:
    way = "ASC" if asked.ascending else "DESC"
    tie = "" if order.column == "num" else ", num"
    where = " AND ".join(condition.sql for condition in conditions)
    given = [value for condition in conditions for value in condition.values]
    sql = f"SELECT {COLUMNS} FROM repo {source} WHERE {where} ORDER BY {order.column} {way}{tie} LIMIT {number}"
    return list(map(Repo._make, box.connection.execute(sql, given)))


def _segments(order: Order, ascending: bool, after: tuple[Value, int] | None) -> list[Condition]:
    """The parts that the rest of a listing falls into: the ties of the last row, and what comes after."""
    column, beyond = order.column, ">" if ascending else "<"
    if after is None:
        return [Condition("1")]
    value, number = after
    if column == "num":
        return [Condition(f"num {beyond} ?", (number,))]
    return [Condition(f"{column} = ? AND num > ?", (value, number)), Condition(f"{column} {beyond} ?", (value,))]


def _source(box: Box, conditions: list[Condition], usual: str) -> tuple[str, list[Condition]]:
    """Which index to read by: that of the first condition with few rows, else that of the sort."""
    for condition in conditions:
        if condition.by:
            by = condition.by if condition.by == "NOT INDEXED" else f"INDEXED BY {condition.by}"
            some = f"SELECT 1 FROM repo {by} WHERE {conditions[0].sql} AND {condition.sql} LIMIT {FEW}"
            few = condition.few
            if few is None:
                few = box.one(f"SELECT count(*) FROM ({some})", *condition.values)[0] < FEW
            if few:
                return by, conditions
    return f"INDEXED BY {usual}", conditions


def _conditions(box: Box, asked: Listing, viewer: Viewer) -> list[Condition] | None:
    """All that a row must be; None where no row can be it."""
    found = [Condition(f"kind = {asked.kind:d}"), _visible(viewer)]
    for more in (_named(box, asked), _borne(box, asked), _using(box, asked)):
        if more is None:
            return None
        found += more
    if asked.author:
        found.append(Condition("owner = ? COLLATE NOCASE", (asked.author,), "repo_owner"))
    if asked.parameters:
        found.append(Condition("params BETWEEN ? AND ?", asked.parameters, "repo_params"))
    if asked.gated is not None:
        found.append(Condition("gated > 0" if asked.gated else "gated = 0"))
    return found + _warm(asked)


def _visible(viewer: Viewer) -> Condition:
    if viewer.anonymous:
        return Condition("private = 0")
    marks = ", ".join("?" * len(viewer.namespaces))
    return Condition(f"(private = 0 OR owner IN ({marks}))", viewer.namespaces)


def _named(box: Box, asked: Listing) -> list[Condition] | None:
    """Rows whose name holds all words; where these are few, the rows themselves."""
    if not asked.words:
        return []
    if any(not word.isascii() or len(word) > 200 for word in asked.words):
        return None
    tests = " AND ".join(_like(word) for word in asked.words)
    test = Condition(tests, tuple("%" + re.sub(r"([\\%_])", r"\\\1", word) + "%" for word in asked.words))
    scan = f"SELECT num FROM repo INDEXED BY repo_name WHERE kind = {asked.kind:d} AND {test.sql} LIMIT {FEW}"
    numbers = [row[0] for row in box.all(scan, *test.values)]
    if not numbers:
        return None
    return [_among(numbers)] if len(numbers) < FEW else [test]


def _like(word: str) -> str:
    """The test for a word: without ESCAPE, where it needs none, it takes half the time."""
    return "name LIKE ? ESCAPE '\\'" if re.search(r"[\\%_]", word) else "name LIKE ?"


def _among(numbers: list[int]) -> Condition:
    return Condition("num IN (SELECT value FROM json_each(?))", (json.dumps(numbers),), "NOT INDEXED", few=True)


def _borne(box: Box, asked: Listing) -> list[Condition] | None:
    """Rows that bear all tags, and that each app can run: by the traits that do."""
    found: set[int] | None = None
    for tag in asked.filters:
        bearers = _bearers(box, asked.kind, tag)
        found = bearers if found is None else found & bearers
    for app in asked.apps:
        sets = [[_bearers(box, asked.kind, tag) for tag in tags] for tags in APPS.get(app, ())]
        runs = set().union(*(set.intersection(*some) for some in sets))
        found = runs if found is None else found & runs
    if found is None:
        return []
    if not found:
        return None
    few = sum(box.bearers().get(number, 1) for number in found) < FEW
    given = (json.dumps(list(found)),)
    return [Condition("traits IN (SELECT value FROM json_each(?))", given, "repo_traits", few)]


def _bearers(box: Box, kind: int, tag: str) -> set[int]:
    return {row[0] for row in box.connection.execute("SELECT traits FROM tag WHERE kind = ? AND name = ?", (kind, tag))}


def _using(box: Box, asked: Listing) -> list[Condition] | None:
    """Spaces that use one of these models, and one of these datasets."""
    found = [Condition("EXISTS (SELECT 1 FROM uses WHERE space = num)")] if asked.linked else []
    for kind, names in ((MODEL, asked.models), (DATASET, asked.datasets)):
        if names:
            targets = [repo.num for name in names if (repo := box.lookup(kind, name))]
            given = json.dumps(targets)
            rows = box.all("SELECT space FROM uses WHERE target IN (SELECT value FROM json_each(?))", given)
            if not rows:
                return None
            found.append(_among([row[0] for row in rows]))
    return found


def _warm(asked: Listing) -> list[Condition]:
    found = [Condition("warm > 0", (), "repo_warm")] if asked.warm or asked.providers else []
    for provider in asked.providers:
        if provider != "all":
            bit = 1 << PROVIDERS.index(provider) if provider in PROVIDERS else 0
            found.append(Condition("warm & ? > 0", (bit,)))
    return found
