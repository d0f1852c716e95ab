"""A Hub that holds one collection and lies about writes: it forgets them, does them late, twice or after a time-out."""

import asyncio
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from hubtui.hub.calls import Answer, Call
from hubtui.hub.drafts import Draft, draft_of
from hubtui.hub.errors import Missing, NameTaken, Offline
from hubtui.hub.models.collection import Collection

SLUG = "ada/lying-" + "0" * 24
Deed = Callable[[], None]
LIES = ("true", "forgets", "late", "doubles", "times out")


class LyingHub:
    """Stands in for a HubClient; `lies` are the ways in which it treats writes, `lag` how old its reads may be.

    `reads` and `writes` are the moments of the requests that came.
    """

    def __init__(self, clock: Callable[[], float], chance: Random, lies: Sequence[str] = ("true",), lag: float = 0.0):
        self.clock, self.chance, self.lies, self.lag = clock, chance, lies, lag
        self.collections = self
        self.items: list[dict[str, Any]] = []
        self.about: dict[str, Any] = {"title": "Lies", "description": "", "theme": "blue", "private": True}
        self.reads: list[float] = []
        self.writes: list[tuple[float, str]] = []
        self.last_read = Draft()
        self._number = 0
        self._past: list[tuple[float, dict[str, Any]]] = []
        self.keep()

    def put(self, *names: str) -> None:
        for name in names:
            self._number += 1
            self._add(("model", name), None, f"id{self._number}")
        self._past = [(-1e9, self.now())]

    def now(self) -> dict[str, Any]:
        return {"slug": SLUG, **self.about, "items": [dict(item) for item in self.items]}

    def keep(self) -> None:
        self._past.append((self.clock(), self.now()))

    async def get(self, slug: str) -> Collection:
        self.reads.append(self.clock())
        await asyncio.sleep(self.chance.uniform(0.05, 0.3))
        moment = self.clock() - self.chance.uniform(0, self.lag)
        told = [value for time, value in self._past if time <= moment] or [self._past[0][1]]
        collection = Collection.read(told[-1])
        self.last_read = draft_of(collection)
        return collection

    async def ask(self, call: Call) -> Answer:
        """Answer a call that writes."""
        last, body = call.path.rpartition("/")[2], call.body
        told: dict[str, Any] = {}
        if call.method == "POST":
            told = await self._add_item(body["item"]["type"], body["item"]["id"], body.get("note"))
        elif call.method == "DELETE":
            await self._remove_item(last)
        elif "/items/" in call.path:
            await self._update_item(last, body.get("note"), body.get("position"))
        else:
            await self._write(f"about {body}", lambda: self.about.update(body))
            told = {"data": self.now()}
        return Answer(200, {"content-type": "application/json"}, json.dumps(told).encode())

    async def _add_item(self, kind: str, name: str, note: str | None) -> dict[str, Any]:
        if any(item["id"] == name for item in self.items) and self.lies == ("true",):
            raise NameTaken("it is in the collection already")
        self._number += 1
        object_id = f"id{self._number}"
        told = self.now()
        told["items"].append(self._item((kind, name), note, object_id))
        await self._write(f"add {name}", lambda: self._add((kind, name), note, object_id))
        return told

    async def _remove_item(self, object_id: str) -> None:
        if all(item["_id"] != object_id for item in self.items) and self.lies == ("true",):
            raise Missing("it is not in the collection")

        def deed() -> None:
            self.items = [item for item in self.items if item["_id"] != object_id]

        await self._write(f"remove {object_id}", deed)

    async def _update_item(self, object_id: str, note: Any, position: int | None) -> None:
        def deed() -> None:
            item = next((item for item in self.items if item["_id"] == object_id), None)
            if item is not None and note is not None:
                item["note"] = {"text": note}
            if item is not None and position is not None:
                self.items.remove(item)
                self.items.insert(position, item)

        await self._write(f"change {object_id} {note} {position}", deed)

    def _add(self, key: tuple[str, str], note: str | None, object_id: str) -> None:
        if all(item["id"] != key[1] for item in self.items):
            self.items.append(self._item(key, note, object_id))

    def _item(self, key: tuple[str, str], note: str | None, object_id: str) -> dict[str, Any]:
        told = {"_id": object_id, "id": key[1], "type": key[0]}
        return told | ({"note": {"text": note}} if note else {})

    async def _write(self, words: str, deed: Deed) -> None:
        self.writes.append((self.clock(), words))
        await asyncio.sleep(self.chance.uniform(0.05, 0.3))
        lie = self.chance.choice(self.lies)
        late = self.chance.uniform(0, 60)
        if lie in ("true", "doubles"):
            self._do(deed)
        if lie in ("late", "doubles"):
            asyncio.get_running_loop().call_later(late, self._do, deed)
        if lie == "times out":
            await asyncio.sleep(10)
            if self.chance.random() < 0.7:
                asyncio.get_running_loop().call_later(min(late, 50), self._do, deed)
            raise Offline("no answer within 10 s", unsure=True)

    def _do(self, deed: Deed) -> None:
        deed()
        self.keep()
