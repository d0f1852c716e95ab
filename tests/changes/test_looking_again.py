"""A look that is asked for is a look at what the Hub holds then, not at what it held before."""

import asyncio
from typing import Any

from hubtui.changes.collection_editor import CollectionEditor
from hubtui.hub.models.collection import Collection


class Held:
    """A Hub that tells what it holds when it is asked, and answers when it is let."""

    def __init__(self) -> None:
        self.title = "before"
        self.asked = 0
        self.is_asked = asyncio.Event()
        self.let = asyncio.Event()
        self.collections = self

    async def get(self, slug: str) -> Collection:
        self.asked += 1
        self.is_asked.set()
        told = Collection.read({"slug": slug, "title": self.title, "items": []})
        await self.let.wait()
        return told


async def test_a_look_that_is_asked_for_while_one_is_under_way_is_another_one() -> None:
    hub: Any = Held()

    async def gives() -> Any:
        return hub

    editor = CollectionEditor("ada/x-" + "0" * 24, gives, lambda: None)
    editor.save()
    await hub.is_asked.wait()
    hub.title = "after"
    editor.check()
    hub.let.set()
    await editor.settled()
    assert editor.edits.wanted.about.title == "after"
    assert hub.asked == 2
