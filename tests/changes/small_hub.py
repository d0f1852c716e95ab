"""The part of the demo Hub that holds collections, without everything else: many times cheaper to ask."""

import asyncio
import json
from typing import Any

import httpx

from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import Missing

TURNS = 3
"""How often the loop goes round before and after the Hub acts, so that other things happen meanwhile."""

Item = dict[str, Any]
Held = dict[str, Any]
OK = {"success": True}
JSON = {"content-type": "application/json"}


class SmallHub(httpx.AsyncBaseTransport):
    """Answers what is asked about a collection and its items as the demo Hub does; each item may be anything."""

    def __init__(self) -> None:
        self.collections: dict[str, Held] = {}
        self._number = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        status, sent = await self._answer_later(request.method, request.url.path, await request.aread())
        return httpx.Response(status, content=sent, headers=JSON)

    async def ask(self, call: Call) -> Answer:
        """Answer a call that comes past all clients and lines."""
        status, sent = await self._answer_later(call.method, call.path, call.content or b"")
        if status == 404:
            raise Missing("it is not there")
        assert status == 200, sent
        return Answer(status, JSON, sent, None)

    async def _answer_later(self, method: str, path: str, content: bytes) -> tuple[int, bytes]:
        await self._turns()
        status, answer = self._answer(method, path, json.loads(content or b"{}"))
        sent = json.dumps(answer).encode()
        await self._turns()
        return status, sent

    async def _turns(self) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)

    def _answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        _, _, _, *rest = path.split("/")
        if not rest:
            return 200, self._create(body)
        held = self.collections.get(rest[1][-24:])
        if held is None:
            return 404, {"error": "Collection not found"}
        if rest[2:]:
            return self._answer_item(method, held, rest[3:], body)
        match method:
            case "PATCH":
                self._set_about(held, body)
                return 200, OK | {"data": held}
            case "DELETE":
                del self.collections[rest[1][-24:]]
                return 200, OK
        return 200, held

    def _answer_item(self, method: str, held: Held, names: list[str], body: dict[str, Any]) -> tuple[int, Any]:
        items = held["items"]
        if not names:
            return self._add(held, body)
        item = next((item for item in items if item["_id"] == names[0]), None)
        if item is None:
            return 404, {"error": "Item not found"}
        if method == "DELETE" or body.get("position") is not None:
            items.remove(item)
        if method == "PATCH":
            self._change(items, item, body)
        return 200, OK

    def _create(self, body: dict[str, Any]) -> Held:
        number = self._next_id()
        held: Held = {"owner": {"name": body["namespace"]}, "description": "", "theme": "orange", "private": False}
        self.collections[number] = held | {"id": number, "items": []}
        self._set_about(self.collections[number], body)
        return self.collections[number]

    def _set_about(self, held: Held, body: dict[str, Any]) -> None:
        held |= {key: body[key] for key in ("title", "description", "theme", "private") if body.get(key) is not None}
        words = "-".join(held["title"].lower().split())
        held["slug"] = f"{held['owner']['name']}/{words}-{held['id']}"

    def _add(self, held: Held, body: dict[str, Any]) -> tuple[int, Any]:
        named = {key: body["item"][key] for key in ("type", "id")}
        if any(named.items() <= item.items() for item in held["items"]):
            return 409, {"error": "This item is already in the collection"}
        item = named | {"_id": self._next_id()}
        held["items"].append(item)
        self._change(held["items"], item, {"note": body.get("note")})
        return 200, held

    def _change(self, items: list[Item], item: Item, body: dict[str, Any]) -> None:
        """Note an item; put it to its place, where one is given and it was taken out before."""
        if (note := body.get("note")) is not None:
            item["note"] = {"text": note}
        if (position := body.get("position")) is not None:
            items.insert(position, item)

    def _next_id(self) -> str:
        self._number += 1
        return f"{self._number:024x}"
