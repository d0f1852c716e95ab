"""Promise 19: ended at any moment, each change that was asked for is on the Hub, or the next run offers it."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random, randrange
from subprocess import PIPE
from typing import Any

import pytest

from hubtui.changes.collection_changes import CreateCollection
from hubtui.changes.outbox import Outbox
from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionOf, CollectionsPage
from hubtui.hub.drafts import draft_of
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from hubtui.managing.unsaved import unsaved
from tests.demo_hub import DemoHub, start_demo
from tests.worker import hung_up
from tests.worker.hung_up import running
from tests.writer import Writer

Program = subprocess.Popen[str]


@pytest.fixture(scope="module")
def slow_hub() -> Iterator[DemoHub]:
    """Each answer takes long enough to be killed before."""
    with start_demo(repos=60, latency=15) as hub:
        yield hub


def step_of(note: str) -> int:
    return int(note.rpartition(" ")[2] or -1)


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """What is killed, again and again: it is started once, for its start takes longer than a run."""
    command = [sys.executable, "-m", hung_up.__name__]
    folder = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=folder) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def killed_after(program: Program, run: list[Any], lines: int, seconds: float) -> list[Any]:
    """What a run was asked for before it was killed, so many lines and seconds after its start."""
    assert program.stdin
    assert program.stdout
    print(json.dumps(run), file=program.stdin, flush=True)
    asked = [program.stdout.readline() for _ in range(lines)]
    time.sleep(seconds)
    print(file=program.stdin, flush=True)
    asked += iter(program.stdout.readline, f"{hung_up.ENDED}\n")
    return [json.loads(line) for line in asked if line.startswith("[") and line.endswith("]\n")]


async def test_what_was_asked_for_is_there_or_offered(
    slow_hub: DemoHub, program: Program, tmp_path: Path, runs: Callable[[int], int]
) -> None:
    seed = randrange(10**6)
    chance = Random(seed)
    client = HubClient(slow_hub.endpoint, slow_hub.token)
    names = [row.id for row in (await client.get(ListingPage(ListingQuery("model", limit=3)))).rows]
    offered = 0
    for number in range(runs(200)):
        folder = tmp_path / str(number)
        made = await Writer(client.ask).create_collection(f"Hung up {number}", "ada")
        for name in names:
            await Writer(client.ask).add_item(made.slug, "model", name)
        one_run = [slow_hub.endpoint, slow_hub.token, str(folder), made.slug, number]
        asked = await asyncio.to_thread(killed_after, program, one_run, chance.randrange(1, 28), chance.random() * 0.05)
        async with running(slow_hub.endpoint, slow_hub.token, folder) as run:
            for one in unsaved(run.outbox, "ada"):
                offered += 1
                if one.change is not None:
                    edit = run.queue.resume(one.entry, one.change)
                    assert edit is not None
                    await edit.finished()
                    assert edit.error is None
                    if isinstance(edit.change, CreateCollection):
                        await run.editors.of(edit.change.repo_id).settled()
                else:
                    assert run.editors.resume(one.entry, one.slug, one.seen, one.wanted)
                    await run.editors.of(one.slug).settled()
            assert len(run.outbox) == 0
        there = draft_of(await client.get(CollectionOf(made.slug))).by_key
        for _, key, note in (one for one in asked if len(one) == 3):
            # What was asked for last may have been told to nobody before the end.
            assert step_of(there[tuple(key)].note) >= step_of(note), f"seed {seed}, run {number}"
        for _, title, keys, _ in (one for one in asked if len(one) == 4):
            made = next(one for one in (await client.get(CollectionsPage(owners=("ada",)))).rows if one.title == title)
            found = draft_of(await client.get(CollectionOf(made.slug))).keys
            assert found == [tuple(key) for key in keys], f"seed {seed}, run {number}"
        for _, name in (one for one in asked if len(one) == 2):
            assert (await client.get(RepoInfo("model", name))).id == name, f"seed {seed}, run {number}"
        assert Outbox(folder / "unsaved").leftovers("ada") == []
    assert offered
    await client.aclose()
