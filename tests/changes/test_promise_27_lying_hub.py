"""Promise 27: a Hub that answers 200 and forgets, lags, doubles or acts late: no storm, no loss, no false "saved"."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from hubtui.changes.collection_editor import CollectionEditor, Phase
from hubtui.changes.merging import Difference
from hubtui.changes.steps import steps_left
from hubtui.hub.drafts import Draft, DraftItem
from tests.changes.lying_hub import LIES, SLUG, LyingHub
from tests.virtual_time import VirtualLoop, run_virtual

MOST_A_MINUTE = 12


def most_in_a_minute(moments: list[float]) -> int:
    return max((sum(start <= one < start + 60 for one in moments) for start in moments), default=0)


def opened(hub: LyingHub, loop: VirtualLoop, on_change: Callable[[], None] = lambda: None) -> CollectionEditor:
    async def gives() -> Any:
        return hub

    return CollectionEditor(SLUG, gives, on_change, clock=loop.time)


def made_change(chance: Random, shown: Draft, number: int) -> Draft:
    """A change of one slot."""
    if not shown.items:
        return shown.with_items([DraftItem("model", f"ada/new{number}")])
    key = chance.choice(shown.keys)
    match chance.randrange(5):
        case 0:
            return shown.with_items([DraftItem("model", f"ada/new{number}", chance.choice(("", "new")))])
        case 1:
            return shown.without([key])
        case 2:
            return shown.noted(key, f"note {number}")
        case 3:
            return replace(shown, about=replace(shown.about, title=f"Title {number}"))
    return shown.placed([key], chance.choice([None, *(one for one in shown.keys if one != key)]))


async def one_schedule(loop: VirtualLoop, seed: int) -> None:
    chance = Random(seed)
    lies = chance.choice((("forgets",), ("true",), ("late",), ("doubles",), ("times out",), LIES))
    hub = LyingHub(loop.time, chance, lag=0.0)
    hub.put(*(f"ada/m{number}" for number in range(5)))
    made = 0

    def look_at() -> None:
        if editor.phase is Phase.SAVED:
            assert hub.last_read.has_same_contents(editor.edits.wanted), "called saved before a read shows it"

    editor = opened(hub, loop, look_at)
    editor.save()
    await editor.settled()
    hub.lies, hub.lag = lies, chance.choice((0.0, 3.0, 60.0))
    asked = len(hub.reads)
    for number in range(chance.randrange(1, 7)):
        before = editor.edits.wanted
        if chance.random() < 0.15 and editor.edits.undo():
            mine = editor.edits.wanted
            made += steps_left(before, mine)
        else:
            mine = made_change(chance, before, number)
            made += steps_left(before, mine)
            editor.edits.change(mine, "a change")
        for _ in range(20):
            await asyncio.sleep(chance.choice((0.0, 0.05, 1.0)))
            assert editor.edits.wanted.has_same_contents(mine), "something that the user made is gone"
        await asyncio.sleep(chance.choice((0.0, 1.0, 15.0, 200.0)))
    await asyncio.sleep(3600)
    assert editor.edits.wanted.has_same_contents(mine), "something that the user made is gone"
    assert editor.phase in (Phase.SAVED, Phase.UNCONFIRMED), editor.phase
    assert editor.edits.theirs == Difference(), "taken for somebody else's"
    assert len(hub.writes) <= made, hub.writes
    assert most_in_a_minute(hub.reads[asked:]) <= MOST_A_MINUTE, hub.reads
    hub.lies, hub.lag = ("true",), 0.0
    for _ in range(5):
        editor.retry()
        await editor.settled()
    assert editor.phase is Phase.SAVED, (editor.phase, editor.problem)
    assert editor.edits.wanted.has_same_contents(mine)
    assert hub.last_read.has_same_contents(mine)


def test_no_lie_makes_a_storm_a_loss_or_a_false_word(runs: Callable[[int], int]) -> None:
    first = Random().randrange(10**9)
    for seed in range(first, first + runs(500)):
        print(f"seed {seed}")
        run_virtual(lambda loop, seed=seed: one_schedule(loop, seed))  # type: ignore[misc]


def test_an_hour_of_a_hub_that_forgets_is_one_write_and_a_few_looks() -> None:
    async def hour(loop: VirtualLoop) -> None:
        hub = LyingHub(loop.time, Random(1))
        hub.put("ada/a", "ada/b", "ada/c")
        editor = opened(hub, loop)
        editor.save()
        await editor.settled()
        hub.lies = ("forgets",)
        editor.edits.change(editor.edits.wanted.placed([("model", "ada/a")], None), "move")
        await asyncio.sleep(3600)
        assert editor.phase is Phase.UNCONFIRMED
        assert len(hub.writes) == 1
        assert len(hub.reads) <= 10
        await asyncio.sleep(3600)
        assert len(hub.reads) <= 10, "it has stopped"
        hub.lies = ("true",)
        editor.check()
        await editor.settled()
        assert len(hub.writes) == 1, "opening the page again is not the user's word"
        editor.retry()
        await editor.settled()
        assert editor.phase is Phase.SAVED
        assert len(hub.writes) == 2

    run_virtual(hour)
