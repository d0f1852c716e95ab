"""Collections are created and deleted through the queue: with all their items, undone and redone after restarts."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from huggingface_hub import HfApi

from hubtui.changes.change import Change
from hubtui.changes.collection_changes import CreateCollection, DeleteCollection, deletion_of
from hubtui.changes.journal import State
from hubtui.hub.collections import CollectionOf
from hubtui.hub.drafts import draft_of
from tests.demo_hub import DemoHub
from tests.lossy import cuts_the_body, lossy
from tests.worker.hung_up import Run, running

NUMBERS = count()
Items = tuple[tuple[str, str, str], ...]


@pytest.fixture
def items(hub_to_change: DemoHub) -> Items:
    """Three items with notes."""
    models = api_of(hub_to_change).list_models(limit=3)
    return tuple(("model", model.id, f"note {number}") for number, model in enumerate(models))


def api_of(hub: DemoHub) -> HfApi:
    return HfApi(hub.endpoint, token=hub.token)


def new_title() -> str:
    return f"Whole {next(NUMBERS)}"


def held(hub: DemoHub, title: str) -> Sequence[tuple[str, str | None]] | None:
    """The items and notes of a collection of ada's; None where there is none of this title."""
    for one in api_of(hub).list_collections(owner="ada"):
        if one.title == title:
            return [(item.item_id, item.note) for item in api_of(hub).get_collection(one.slug).items]
    return None


async def done(run: Run, change: Change, *update: object) -> Change:
    """Submit a change and wait for its end, and for the items that it brings."""
    edit = run.queue.submit(change, update=update or None)  # type: ignore[arg-type]
    await edit.finished()
    assert edit.error is None
    for editor in run.editors.known:
        await editor.settled()
    return edit.change


async def test_created_undone_and_redone_by_one_run_after_the_other(
    hub_to_change: DemoHub, tmp_path: Path, items: Items
) -> None:
    hub, title = hub_to_change, new_title()
    shown = [(name, note) for _, name, note in items]
    async with running(hub.endpoint, hub.token, tmp_path) as run:
        await done(run, CreateCollection("", "ada", title, "d", "pink", items=items))
        assert held(hub, title) == shown
    for _ in range(2):
        async with running(hub.endpoint, hub.token, tmp_path) as run:
            entry = run.queue.last_entry(State.DONE)
            assert entry is not None
            assert await run.queue.undo_obstacle(entry.changes[0]) == ""
            inverse = entry.changes[0].inverse()
            assert inverse is not None
            await done(run, inverse, entry, State.UNDONE)
            assert held(hub, title) is None
        async with running(hub.endpoint, hub.token, tmp_path) as run:
            entry = run.queue.last_entry(State.UNDONE)
            assert entry is not None
            await done(run, entry.changes[0].for_redo(), entry, State.DONE)
            assert held(hub, title) == shown


async def test_a_deleted_collection_is_made_again_and_deleted_again(
    hub_to_change: DemoHub, tmp_path: Path, items: Items
) -> None:
    hub, title = hub_to_change, new_title()
    async with running(hub.endpoint, hub.token, tmp_path) as run:
        made = await done(run, CreateCollection("", "ada", title, items=items))
        draft = run.editors.of(made.repo_id).edits.wanted
        await done(run, deletion_of(made.repo_id, draft))
        assert held(hub, title) is None
        ((deleted, _),) = [one for one in run.queue.shown_since(0.0) if one[0].removes_id]
        assert deleted.repo_id == made.repo_id
    for state, there in ((State.UNDONE, True), (State.DONE, False), (State.UNDONE, True)):
        async with running(hub.endpoint, hub.token, tmp_path) as run:
            entry = run.queue.last_entry(State.DONE if state is State.UNDONE else State.UNDONE)
            assert entry is not None
            (deletion,) = entry.changes
            assert isinstance(deletion, DeleteCollection)
            await done(run, deletion.inverse() if there else deletion.for_redo(), entry, state)
            expected = [(name, note) for _, name, note in items] if there else None
            assert held(hub, title) == expected


async def test_a_creation_whose_answer_is_lost_is_found_and_filled(
    hub_to_change: DemoHub, tmp_path: Path, items: Items
) -> None:
    title = new_title()
    async with (
        lossy(hub_to_change.endpoint) as between,
        running(between.endpoint, hub_to_change.token, tmp_path) as run,
    ):
        between.fault, between.acts, between.losing = cuts_the_body, True, 1
        made = await done(run, CreateCollection("", "ada", title, items=items))
        assert made.repo_id
        assert held(hub_to_change, title) == [(name, note) for _, name, note in items]


async def test_a_collection_of_the_same_title_is_never_taken_for_the_new_one(
    hub_to_change: DemoHub, tmp_path: Path, items: Items
) -> None:
    title = new_title()
    api_of(hub_to_change).create_collection(title, namespace="ada")
    async with (
        lossy(hub_to_change.endpoint) as between,
        running(between.endpoint, hub_to_change.token, tmp_path) as run,
    ):
        between.fault, between.losing = cuts_the_body, 99
        edit = run.queue.submit(CreateCollection("", "ada", title, items=items))
        await edit.finished()
        assert "already" in str(edit.error)
        assert held(hub_to_change, title) == []


async def test_what_others_added_to_a_new_collection_is_not_deleted_by_undo(
    hub_to_change: DemoHub, tmp_path: Path, items: Items
) -> None:
    async with running(hub_to_change.endpoint, hub_to_change.token, tmp_path) as run:
        made = await done(run, CreateCollection("", "ada", new_title(), items=items[:2]))
        api_of(hub_to_change).add_collection_item(made.repo_id, item_id=items[2][1], item_type="model")
        assert items[2][1] in await run.queue.undo_obstacle(made)


async def test_changes_of_items_are_undone_and_redone_after_a_restart(
    hub_to_change: DemoHub, tmp_path: Path, items: Items
) -> None:
    hub = hub_to_change
    slug = api_of(hub).create_collection(new_title(), namespace="ada").slug
    for _, name, note in items:
        api_of(hub).add_collection_item(slug, item_id=name, item_type="model", note=note)
    drafts = []
    async with running(hub.endpoint, hub.token, tmp_path) as run:
        editor = run.editors.of(slug)
        editor.check()
        await editor.settled()
        for draft in (
            editor.edits.wanted.without([editor.edits.wanted.keys[0]]),
            editor.edits.wanted.noted(editor.edits.wanted.keys[1], "new"),
        ):
            drafts.append(editor.edits.wanted)
            editor.edits.change_since(editor.edits.server, draft, "a change")
            await editor.settled()
        drafts.append(editor.edits.wanted)
    for step, shown in (("undo", 1), ("undo", 0), ("redo", 1), ("redo", 2)):
        async with running(hub.endpoint, hub.token, tmp_path) as run:
            editor = run.editors.of(slug)
            editor.check()
            await editor.settled()
            assert editor.edits.undo() if step == "undo" else editor.edits.redo()
            await editor.settled()
            found = await (await editor._hub()).get(CollectionOf(slug))
            assert draft_of(found).has_same_contents(drafts[shown]), (step, shown)


async def test_deleting_what_somebody_else_has_deleted_is_done(hub_to_change: DemoHub, tmp_path: Path) -> None:
    hub, title = hub_to_change, new_title()
    async with running(hub.endpoint, hub.token, tmp_path) as run:
        made = await done(run, CreateCollection("", "ada", title))
        api_of(hub).delete_collection(made.repo_id)
        await done(run, deletion_of(made.repo_id, made.draft))  # type: ignore[attr-defined]
