"""Many changes at once: each reported once, stopped between two, done after retries, taken back together."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from huggingface_hub import HfApi

from hubtui.changes.batch import Batch, Step, StepState
from hubtui.changes.journal import State
from hubtui.changes.queue import AT_ONCE
from hubtui.changes.repo_changes import SetRepoAccess
from tests.changes.conftest import edits_at
from tests.demo_hub import start_demo

MANY, FEW = 200, 40


def made(api: HfApi, number: int) -> list[str]:
    names = [f"acme-lab/many-{place:03d}" for place in range(number)]
    for name in names:
        api.create_repo(name, repo_type="dataset")
    return names


def private_ones(api: HfApi) -> set[str]:
    return {info.id for info in api.list_datasets(author="acme-lab", expand=["private"]) if info.private}


def steps(names: list[str]) -> list[Step]:
    return [Step(name, SetRepoAccess("dataset", name, ("public", "private"))) for name in names]


async def test_all_of_many_become_private_on_a_hub_that_fails_every_fifth_request(
    tmp_path: Path, runs: Callable[[int], int]
) -> None:
    many = max(FEW, runs(MANY))
    db = tmp_path / "hub.db"
    with start_demo(repos=300, db=db) as good:
        names = made(HfApi(good.endpoint, token=good.token), many)
    with start_demo(repos=300, db=db, fail=20) as bad:
        at_once: list[int] = []
        async with edits_at(bad.endpoint, bad.token, tmp_path) as edits:
            batch = Batch(edits, steps(names), lambda: at_once.append(len(edits.under_way)))
            batch.start()
            await batch.ended()
            for _ in range(20):
                if not batch.count(StepState.FAILED):
                    break
                batch.retry()
                await batch.ended()
            assert batch.count(StepState.DONE) == many
            assert max(at_once) <= AT_ONCE
            told = Counter(change.repo_id for entry in edits.journal.entries for change in entry.changes)
            assert told == Counter(dict.fromkeys(names, 1))
    with start_demo(repos=300, db=db) as good:
        assert set(names) <= private_ones(HfApi(good.endpoint, token=good.token))


async def test_stopped_in_the_middle_the_report_is_what_the_hub_has_and_undo_takes_back_that(tmp_path: Path) -> None:
    with start_demo(repos=300) as hub:
        api = HfApi(hub.endpoint, token=hub.token)
        names = made(api, 40)
        before = private_ones(api)
        async with edits_at(hub.endpoint, hub.token, tmp_path) as edits:
            batch: Batch

            def stop_soon() -> None:
                if batch.count(StepState.DONE) >= 10 and not batch.is_stopped:
                    batch.stop()

            batch = Batch(edits, steps(names), stop_soon)
            batch.start()
            await batch.ended()
            done = {step.repo_id for step in batch.steps if step.state is StepState.DONE}
            assert 10 <= len(done) < len(names)
            assert batch.count(StepState.WAITING) == len(names) - len(done)
            assert private_ones(api) - before == done
            entry = edits.last_entry(State.DONE)
            assert entry is not None
            assert {change.repo_id for change in entry.changes} == done
            # Somebody else changes one of them meanwhile: that one is left as it is, with the reason.
            other = sorted(done)[0]
            api.update_repo_settings(other, repo_type="dataset", visibility="public")
            back = [Step(one.repo_id, one.inverse(), undoes=one) for one in entry.changes]
            undo = Batch(edits, back, lambda: None, (entry, State.UNDONE))
            undo.start()
            await undo.ended()
            assert [step.repo_id for step in undo.steps if step.state is StepState.FAILED] == [other]
            assert "changed since" in next(step.words for step in undo.steps if step.repo_id == other)
            assert private_ones(api) == before
            left = edits.last_entry(State.DONE)
            assert left is not None
            assert [change.repo_id for change in left.of(State.DONE)] == [other]


async def test_what_needs_no_change_is_left_and_nothing_is_sent_for_it(tmp_path: Path) -> None:
    with start_demo(repos=300) as hub:
        async with edits_at(hub.endpoint, hub.token, tmp_path) as edits:
            batch = Batch(edits, [Step("ada/x", None, words="private already")], lambda: None)
            batch.start()
            await asyncio.wait_for(batch.ended(), 5)
            assert batch.count(StepState.SKIPPED) == 1
            assert edits.submitted_count == 0
