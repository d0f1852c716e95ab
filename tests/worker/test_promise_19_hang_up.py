"""Promise 19: ended at any moment, each change that was asked for is on the Hub, or the next run offers it."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random, randrange
from typing import Any

import pytest

from hubtui.hub.changes import Create
from hubtui.hub.client import HubClient
from hubtui.hub.drafts import draft_of
from hubtui.hub.query import ListingQuery
from hubtui.screens.managing.unsaved import unsaved
from hubtui.worker.collections.editors import Editors
from hubtui.worker.edits.edits import Edits
from hubtui.worker.edits.journal import Journal
from hubtui.worker.outbox import Outbox
from tests.demo_hub import DemoHub, start_demo


@pytest.fixture(scope="module")
def slow_hub() -> Iterator[DemoHub]:
    """Each answer takes long enough to be killed before."""
    with start_demo(repos=60, latency=15) as hub:
        yield hub


class Run:
    """What changes repos and collections, in one run of the program."""

    def __init__(self, client: HubClient, folder: Path) -> None:
        async def hub() -> HubClient:
            return client

        self.outbox = Outbox(folder / "unsaved")
        self.edits = Edits(hub, lambda: Journal(folder / "journal.jsonl"), self.outbox, lambda: "ada")
        self.editors = Editors(hub, self.outbox, lambda: "ada")


@asynccontextmanager
async def running(endpoint: str, token: str, folder: Path) -> AsyncIterator[Run]:
    client = HubClient(endpoint, token)
    run = Run(client, folder)
    try:
        yield run
    finally:
        await run.edits.aclose()
        await run.editors.aclose()
        run.outbox.close()
        await client.aclose()


async def ask_for_much(endpoint: str, token: str, folder: Path, slug: str, number: int) -> None:
    """The run that is killed; a line on standard output for each thing that it was asked for."""
    chance = Random(number)
    async with running(endpoint, token, folder) as run:
        editor = run.editors.of(slug)
        editor.go_on()
        await editor.settled()
        keys = editor.wanted.keys
        for step in range(30):
            if step % 3 == 0:
                name = f"ada/hung-up-{number}-{step}"
                run.edits.begin(Create("model", name))
                print(json.dumps(["repo", name]), flush=True)
            else:
                key, note = chance.choice(keys), f"note {number} {step}"
                editor.change(editor.wanted.noted(key, note), "note")
                print(json.dumps(["note", key, note]), flush=True)
            await asyncio.sleep(chance.random() * 0.02)


def step_of(note: str) -> int:
    return int(note.rpartition(" ")[2] or -1)


def killed_after(command: list[str], lines: int, seconds: float) -> list[Any]:
    """What the run was asked for before it was killed, so many lines and seconds after its start."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        asked = [process.stdout.readline() for _ in range(lines)]
        time.sleep(seconds)
        process.kill()
        asked += process.stdout.readlines()
    return [json.loads(line) for line in asked if line.endswith("\n")]


async def test_what_was_asked_for_is_there_or_offered(
    slow_hub: DemoHub, tmp_path: Path, runs: Callable[[int], int]
) -> None:
    seed = randrange(10**6)
    chance = Random(seed)
    client = HubClient(slow_hub.endpoint, slow_hub.token)
    names = [row.id for row in (await client.listings.rows(ListingQuery("model", limit=3))).rows]
    offered = 0
    for number in range(runs(200)):
        folder = tmp_path / str(number)
        made = await client.collections.create(f"Hung up {number}", "ada")
        for name in names:
            await client.collections.add_item(made.slug, "model", name)
        words = [slow_hub.endpoint, slow_hub.token, str(folder), made.slug, str(number)]
        command = [sys.executable, "-m", __name__, *words]
        asked = await asyncio.to_thread(killed_after, command, chance.randrange(1, 28), chance.random() * 0.05)
        async with running(slow_hub.endpoint, slow_hub.token, folder) as run:
            for one in unsaved(run.outbox, "ada"):
                offered += 1
                if one.change is not None:
                    edit = run.edits.take_up(one.left, one.change)
                    assert edit is not None
                    await edit.finished()
                    assert edit.error is None
                else:
                    assert run.editors.take_up(one.left, one.slug, one.seen, one.wanted)
                    await run.editors.of(one.slug).settled()
            assert len(run.outbox) == 0
        there = draft_of(await client.collections.get(made.slug)).by_key
        for _, key, note in (one for one in asked if len(one) == 3):
            # What was asked for last may have been told to nobody before the end.
            assert step_of(there[tuple(key)].note) >= step_of(note), f"seed {seed}, run {number}"
        for _, name in (one for one in asked if len(one) == 2):
            assert (await client.repos.info("model", name)).id == name, f"seed {seed}, run {number}"
        assert Outbox(folder / "unsaved").left("ada") == []
    assert offered
    await client.aclose()


if __name__ == "__main__":
    endpoint, token, folder, slug, number = sys.argv[1:]
    asyncio.run(ask_for_much(endpoint, token, Path(folder), slug, int(number)))
