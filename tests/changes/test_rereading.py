"""What the page of a collection says while the collection is read again, and while it waits after an error."""

import asyncio
from typing import Any

from hubtui.changes.collection_editor import CollectionEditor, Phase
from hubtui.hub.errors import HubError
from hubtui.hub.models.collection import Collection
from hubtui.resources.collection.editor_status import saving_words
from tests.virtual_time import VirtualLoop, run_virtual


class FailingHub:
    """Answers reads until it `fails`."""

    fails = False

    async def get(self, _request: object) -> Collection:
        if self.fails:
            raise HubError("the Hub cannot be reached.")
        return Collection.read({"slug": "ada/x-" + "0" * 24, "title": "x", "items": []})


def test_a_collection_without_changes_is_loaded_and_not_saved_and_a_wait_says_why_and_how_long() -> None:
    async def rereads(loop: VirtualLoop) -> None:
        hub: Any = FailingHub()

        async def gives() -> Any:
            return hub

        editor = CollectionEditor("ada/x-" + "0" * 24, gives, lambda: None, clock=loop.time)
        editor.check()
        await editor.settled()
        assert saving_words(editor) == ("saved", "dim")
        hub.fails = True
        editor.check()
        assert editor.phase is Phase.LOADING
        assert saving_words(editor) == ("Loading…", "dim")
        await asyncio.sleep(1)
        assert saving_words(editor) == ("the Hub cannot be reached; trying again in 3 s", "failed")
        hub.fails = False
        await editor.settled()
        assert saving_words(editor) == ("saved", "dim")

    run_virtual(rereads)
