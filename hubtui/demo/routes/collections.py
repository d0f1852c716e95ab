"""Collections: the listing, and one of them made, read, changed and removed."""

import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.accounts import Viewer
from hubtui.demo.box import Box
from hubtui.demo.cursor import decode_cursor, encode_cursor
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.listing import Condition
from hubtui.demo.names import flag_field, text_field
from hubtui.demo.query import limit_of, values
from hubtui.demo.routes.asking import answer, box_of, json_body, next_link, viewer
from hubtui.demo.shelves import (
    THEMES,
    Shelf,
    changeable_shelf,
    find_shelf,
    find_target,
    shelf_json,
    slug_of,
    target_of,
    touch,
)

SORTS = {"trending": "trending", "lastModified": "modified", "upvotes": "upvotes"}
ITEM_WORDS = {"models": "model", "datasets": "dataset", "spaces": "space", "papers": "paper",
              "collections": "collection", "buckets": "bucket"}  # fmt: skip
MOST_POSITION = 2**31


def slug_in(request: Request) -> str:
    return f"{request.path_params['owner']}/{request.path_params['slug']}"


async def listing(request: Request) -> Response:
    """GET /api/collections."""
    box, asking, items = box_of(request), viewer(request), request.query_params.multi_items()
    sort, limit = (values(items, "sort") or ("trending",))[-1], limit_of(items, 100, 100)
    if sort not in SORTS:
        raise bad_request(f"Invalid sort: {sort[:60]!r}, expected one of {', '.join(SORTS)}")
    conditions = _conditions(box, items, asking)
    cursor = next((value for name, value in items if name == "cursor"), "")
    if cursor:
        value, number = decode_cursor(cursor, sort, int)
        column = SORTS[sort]
        conditions.append(Condition(f"({column} < ? OR ({column} = ? AND num > ?))", (value, value, number)))
    found = _page(box, conditions, SORTS[sort], limit)
    last = found[limit - 1] if len(found) > limit else None
    more = encode_cursor(sort, getattr(last, SORTS[sort]), last.num) if last else ""
    told = [shelf_json(box, one, asking, listed=True) for one in found[:limit]]
    return answer(told, headers=next_link(request, more))


def _page(box: Box, conditions: list[Condition], column: str, limit: int) -> list[Shelf]:
    where = " AND ".join(condition.sql for condition in conditions)
    given = [value for condition in conditions for value in condition.values]
    sql = f"SELECT * FROM collection WHERE {where} ORDER BY {column} DESC, num LIMIT {limit + 1}"
    return list(map(Shelf._make, box.connection.execute(sql, given)))


def _conditions(box: Box, items: list[tuple[str, str]], asking: Viewer) -> list[Condition]:
    marks = ", ".join("?" * len(asking.namespaces)) or "NULL"
    found = [Condition(f"(private = 0 OR owner IN ({marks}))", asking.namespaces)]
    if owners := values(items, "owner"):
        found.append(Condition(f"owner IN ({', '.join('?' * len(owners))})", owners))
    if held := values(items, "item"):
        found.append(_holding(box, held, asking))
    found += [Condition("instr(words, ?) > 0", (text.casefold(),)) for text in values(items, "q")]
    return found


def _holding(box: Box, held: tuple[str, ...], asking: Viewer) -> Condition:
    """Collections that hold one of these items."""
    tests, given = ["0"], []
    for word in held:
        prefix, _, name = word.partition("/")
        if prefix not in ITEM_WORDS or not name:
            raise bad_request('"item" must look like models/ID, datasets/ID, spaces/ID, papers/ID or collections/SLUG')
        kind = ITEM_WORDS[prefix]
        target = find_target(box, kind, name, asking)
        if target is not None:
            tests.append("num IN (SELECT collection FROM item WHERE type = ? AND target = ?)")
            given += [kind, target]
    return Condition(f"({' OR '.join(tests)})", tuple(given))


def checked(body: dict[str, Any]) -> dict[str, Any]:
    """The columns that a body sets. Raises a Refusal (400) for what a collection may not be."""
    found: dict[str, Any] = {
        "title": text_field(body, "title", at_least=1, at_most=60),
        "description": text_field(body, "description", at_most=150),
        "private": flag_field(body, "private"),
        "theme": body.get("theme"),
        "position": body.get("position"),
    }
    if found["theme"] is not None and found["theme"] not in THEMES:
        raise bad_request(f'"theme" must be one of {", ".join(THEMES)}')
    position = found["position"]
    if position is not None and (type(position) is not int or not 0 <= position < MOST_POSITION):
        raise bad_request('"position" must be a number from 0')
    return {key: value for key, value in found.items() if value is not None}


async def create(request: Request) -> Response:
    """POST /api/collections, with a first item where one is named."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    wanted, owner = checked(body), body.get("namespace")
    owner = asking.name if owner is None else owner
    if "title" not in wanted or not isinstance(owner, str):
        raise bad_request('"title" and "namespace" must be strings')
    if not asking.may_create_in(owner):
        raise Refusal(403, f'You don\'t have the rights to create a collection under the namespace "{owner[:100]}"')
    item = target_of(box, body["item"], asking) if body.get("item") is not None else None
    there = box.one("SELECT * FROM collection WHERE owner = ? AND title = ?", owner, wanted["title"])
    if there:
        raise Refusal(409, "This collection already exists", slug=slug_of(Shelf._make(there)))
    found = _add(box, owner, wanted, item)
    return answer(shelf_json(box, found, asking))


def _add(box: Box, owner: str, wanted: dict[str, Any], item: tuple[str, int | str] | None) -> Shelf:
    title, description = wanted["title"], wanted.get("description", "")
    with box.writing() as connection:
        found = Shelf(
            box.new_number("collection"), owner, title, description, wanted.get("theme", "orange"),
            int(wanted.get("private", False)), wanted.get("position", 0), 0, 0, int(time.time() * 1000),
            f"{title}\n{description}".casefold(),
        )  # fmt: skip
        connection.execute(f"INSERT INTO collection VALUES ({','.join('?' * len(found))})", found)
        if item:
            connection.execute(
                "INSERT INTO item VALUES (?, ?, 0, ?, ?, '')", (box.new_number("item"), found.num, *item)
            )
    return found


async def read(request: Request) -> Response:
    """GET /api/collections/{slug}."""
    box, asking = box_of(request), viewer(request)
    return answer(shelf_json(box, find_shelf(box, slug_in(request), asking), asking))


async def change(request: Request) -> Response:
    """PATCH /api/collections/{slug}."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    wanted = checked(await json_body(request))
    found = changeable_shelf(box, slug_in(request), asking)
    with box.writing() as connection:
        for column, value in wanted.items():
            connection.execute(f"UPDATE collection SET {column} = ? WHERE num = ?", (value, found.num))
        now = find_shelf(box, slug_of(found), asking)
        text = f"{now.title}\n{now.description}".casefold()
        connection.execute("UPDATE collection SET words = ? WHERE num = ?", (text, found.num))
        touch(box, found.num)
    return answer({"success": True, "data": shelf_json(box, find_shelf(box, slug_of(found), asking), asking)})


async def remove(request: Request) -> Response:
    """DELETE /api/collections/{slug}."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    found = changeable_shelf(box, slug_in(request), asking)
    with box.writing() as connection:
        connection.execute("DELETE FROM item WHERE collection = ?", (found.num,))
        connection.execute("DELETE FROM item WHERE type = 'collection' AND target = ?", (found.num,))
        connection.execute("DELETE FROM collection WHERE num = ?", (found.num,))
    return answer({"success": True})
