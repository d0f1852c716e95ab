"""The items of a collection: added, noted, moved, taken out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import number_of, text_field
from hubtui.demo.routes.asking import answer, box_of, json_body, raw_json, viewer
from hubtui.demo.routes.collections import MOST_POSITION, slug_in
from hubtui.demo.shelves import (
    Item,
    Shelf,
    changeable_shelf,
    find_shelf,
    move_item,
    shelf_json,
    slug_of,
    target_of,
    touch,
)

MOST_ITEMS, MOST_NOTE = 1000, 500


async def add(request: Request) -> Response:
    """POST /api/collections/{slug}/items, or /item: the new item is the last."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    body = await json_body(request)
    note = text_field(body, "note", at_most=MOST_NOTE) or ""
    found = changeable_shelf(box, slug_in(request), asking)
    target = target_of(box, body.get("item"), asking)
    if target == ("collection", found.num):
        raise bad_request("A collection cannot hold itself")
    last, number = box.one("SELECT max(place), count(*) FROM item WHERE collection = ?", found.num)
    if box.one("SELECT 1 FROM item WHERE collection = ? AND type = ? AND target = ?", found.num, *target):
        raise Refusal(409, "This item is already in the collection", slug=slug_of(found))
    if number >= MOST_ITEMS:
        raise bad_request(f"A collection holds at most {MOST_ITEMS} items")
    with box.writing() as connection:
        place = 0 if last is None else last + 1
        values = (box.new_number("item"), found.num, place, *target, note)
        connection.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", values)
        touch(box, found.num)
    return answer(shelf_json(box, find_shelf(box, slug_of(found), asking), asking))


def _item(box: Box, found: Shelf, item_id: Any) -> Item:
    number = number_of(item_id) if isinstance(item_id, str) else None
    row = box.one("SELECT * FROM item WHERE num = ? AND collection = ?", number, found.num)
    if not row:
        raise Refusal(404, "Item not found")
    return Item._make(row)


def _checked(body: dict[str, Any]) -> tuple[str | None, int | None]:
    """The note and the position that a body sets; a null of either changes nothing."""
    position = body.get("position")
    if position is not None and (type(position) is not int or position < 0):
        raise bad_request('"position" must be a number from 0')
    gallery = body.get("gallery")
    if gallery is not None and not (isinstance(gallery, list) and all(isinstance(one, str) for one in gallery)):
        raise bad_request('"gallery" must be a list of addresses')
    return text_field(body, "note", at_most=MOST_NOTE), position


async def change(request: Request) -> Response:
    """PATCH /api/collections/{slug}/items/{id}: a note, a position (an index of the array), or both."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    wanted = _checked(await json_body(request))
    found = changeable_shelf(box, slug_in(request), asking)
    item = _item(box, found, request.path_params["item"])
    with box.writing():
        _apply(request, found, item, wanted)
    return answer({"success": True})


def _apply(request: Request, found: Shelf, item: Item, wanted: tuple[str | None, int | None]) -> None:
    box, (note, position) = box_of(request), wanted
    if note is not None:
        box.connection.execute("UPDATE item SET note = ? WHERE num = ?", (note, item.num))
    if position is not None:
        move_item(box, found, item, min(position, MOST_POSITION), viewer(request))
    touch(box, found.num)


async def batch(request: Request) -> Response:
    """POST /api/collections/{slug}/items/batch: several changes, all of them or none."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    actions = await raw_json(request)
    if not isinstance(actions, list) or not all(isinstance(one, dict) for one in actions):
        raise bad_request("The body must be a list of actions")
    found = changeable_shelf(box, slug_in(request), asking)
    with box.writing():
        for one in actions:
            if one.get("action") != "update" or not isinstance(one.get("data"), dict):
                raise bad_request('"action" must be "update", and "data" an object')
            _apply(request, found, _item(box, found, one.get("_id")), _checked(one["data"]))
    return answer({"success": True})


async def remove(request: Request) -> Response:
    """DELETE /api/collections/{slug}/items/{id}."""
    box, asking = box_of(request), viewer(request)
    asking.require_writing()
    found = changeable_shelf(box, slug_in(request), asking)
    item = _item(box, found, request.path_params["item"])
    with box.writing() as connection:
        connection.execute("DELETE FROM item WHERE num = ?", (item.num,))
        touch(box, found.num)
    return answer({"success": True})
