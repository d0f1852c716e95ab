"""What no read of the Hub has shown stays in the outbox, and the next run sends it on the user's word."""

import asyncio
from pathlib import Path
from random import Random
from typing import Any

from hubtui.changes.collection_editor import Phase
from hubtui.changes.collection_editors import CollectionEditors
from hubtui.changes.outbox import Outbox
from hubtui.managing.unsaved import unsaved
from tests.changes.lying_hub import SLUG, LyingHub
from tests.changes.same_thread import SameThread
from tests.virtual_time import VirtualLoop, run_virtual


def editors_of(hub: LyingHub, loop: VirtualLoop, folder: Path) -> tuple[CollectionEditors, Outbox]:
    async def gives() -> Any:
        return hub

    outbox = Outbox(folder, writer=SameThread())
    return CollectionEditors(gives, outbox, lambda: "ada", clock=loop.time), outbox


def test_a_note_and_a_removal_that_the_hub_forgot_are_offered_by_the_next_run(tmp_path: Path) -> None:
    async def two_runs(loop: VirtualLoop) -> None:
        hub = LyingHub(loop.time, Random(3))
        hub.put("ada/a", "ada/b", "ada/c")
        editors, outbox = editors_of(hub, loop, tmp_path)
        editor = editors.of(SLUG)
        editor.save()
        await editor.settled()
        hub.lies = ("forgets",)
        editor.edits.change(editor.edits.wanted.noted(("model", "ada/a"), "mine"), "note")
        editor.edits.change(editor.edits.wanted.without([("model", "ada/b")]), "remove")
        await asyncio.sleep(10)
        assert (editor.phase, len(outbox), editor.edits.theirs.noted) == (Phase.CHECKING, 1, 0)
        await asyncio.sleep(600)
        assert (editor.phase, len(outbox), len(editors.unsaved)) == (Phase.UNCONFIRMED, 1, 1)
        wanted = editor.edits.wanted
        await editors.aclose()
        outbox.close()

        hub.lies = ("true",)
        editors, outbox = editors_of(hub, loop, tmp_path)
        (left,) = unsaved(outbox, "ada")
        assert left.words.startswith("2 changes of the collection")
        assert left.entry is not None
        assert editors.resume(left.entry, left.slug, left.seen, left.wanted)
        await editors.of(SLUG).settled()
        assert hub.last_read.has_same_contents(wanted)
        assert len(outbox) == 0
        await editors.aclose()
        outbox.close()

    run_virtual(two_runs)
