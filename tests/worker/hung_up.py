"""A program that asks for changes of repos and collections until it is killed: started once, it forks for each run.

A line of its standard input begins a run: endpoint, token, folder, slug and number, as JSON. The run prints a line for
each thing that it was asked for. The next line of standard input kills it, and "ended" is the last line that follows.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import anyio  # noqa: F401  (what is not used here, each run would import anew)
import httpcore  # noqa: F401

from hubtui.changes.collection_changes import CreateCollection
from hubtui.changes.collection_editors import CollectionEditors
from hubtui.changes.disk_writer import DiskWriter
from hubtui.changes.edit_history import EditHistory
from hubtui.changes.journal import Journal
from hubtui.changes.outbox import Outbox
from hubtui.changes.queue import ChangeQueue
from hubtui.changes.repo_changes import CreateRepo
from hubtui.hub.client import HubClient

ENDED = "ended"


class Run:
    """What changes repos and collections, in one run of the program."""

    def __init__(self, client: HubClient, folder: Path) -> None:
        async def hub() -> HubClient:
            return client

        disk = DiskWriter()
        journal = Journal(folder / "journal.jsonl", writer=disk)

        def history(collection: str) -> EditHistory:
            return EditHistory(lambda: folder / f"undo-{collection}.json", disk)

        self.outbox = Outbox(folder / "unsaved", writer=disk)
        self.queue = ChangeQueue(hub, lambda: journal, self.outbox, lambda: "ada")
        self.editors = CollectionEditors(hub, self.outbox, lambda: "ada", history=history)
        self.queue.listen(self.editors.follow)


@asynccontextmanager
async def running(endpoint: str, token: str, folder: Path) -> AsyncIterator[Run]:
    client = HubClient(endpoint, token)
    run = Run(client, folder)
    try:
        yield run
    finally:
        await run.queue.aclose()
        await run.editors.aclose()
        run.outbox.close()
        await client.aclose()


async def ask_for_much(endpoint: str, token: str, folder: Path, slug: str, number: int) -> None:
    """The run that is killed; a line on standard output for each thing that it was asked for."""
    chance = Random(number)
    async with running(endpoint, token, folder) as run:
        editor = run.editors.of(slug)
        editor.save()
        await editor.settled()
        keys = editor.edits.wanted.keys
        for step in range(30):
            if step == 4:
                items = tuple((*key, "") for key in keys)
                run.queue.submit(CreateCollection("", "ada", f"Made {number}", items=items))
                told: list[object] = ["collection", f"Made {number}", keys, ""]
            elif step % 3 == 0:
                name = f"ada/hung-up-{number}-{step}"
                run.queue.submit(CreateRepo("model", name))
                told = ["repo", name]
            else:
                key, note = chance.choice(keys), f"note {number} {step}"
                editor.edits.change(editor.edits.wanted.noted(key, note), "note")
                told = ["note", key, note]
            print(json.dumps(told), flush=True)
            await asyncio.sleep(chance.random() * 0.02)


def main() -> None:
    """Fork for each line, so that nothing is imported again."""
    while line := sys.stdin.readline():
        endpoint, token, folder, slug, number = json.loads(line)
        if (process := os.fork()) == 0:
            asyncio.run(ask_for_much(endpoint, token, Path(folder), slug, number))
            os._exit(0)
        sys.stdin.readline()
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        print(f"\n{ENDED}", flush=True)


if __name__ == "__main__":
    main()
