"""Promise 9: whatever becomes of the answer to a write, what is said of it is what the Hub has."""

import asyncio
import random
from collections.abc import Callable
from itertools import count, product
from pathlib import Path

import pytest
from huggingface_hub import HfApi

from hubtui.changes.change import Change
from hubtui.changes.repo_changes import CreateRepo, DeleteRepo, MoveRepo, SetRepoAccess
from tests.changes.conftest import edits_at
from tests.demo_hub import DemoHub
from tests.lossy import FAULTS, Fault, fails, gateway_fails, lossy

NUMBERS = count()
KINDS = ("model", "dataset", "space")


def is_done(api: HfApi, change: Change) -> bool:
    """What the official client sees of it."""
    match change:
        case CreateRepo():
            return api.repo_exists(change.repo_id, repo_type=change.repo_type)
        case DeleteRepo():
            return not api.repo_exists(change.repo_id, repo_type=change.repo_type)
        case MoveRepo():
            return api.repo_info(change.repo_id, repo_type=change.repo_type).id == change.new_id
        case SetRepoAccess():
            info = api.repo_info(change.repo_id, repo_type=change.repo_type)
            assert change.visibility
            return bool(info.private) is (change.visibility[1] == "private")


def prepared(api: HfApi, what: str, kind: str) -> Change:
    """A repo to be changed, and the change."""
    repo_id = f"ada/lost-{next(NUMBERS)}"
    sdk = "static" if kind == "space" else None
    if what == "create":
        return CreateRepo(kind, repo_id, "private", sdk=sdk)  # type: ignore[arg-type]
    api.create_repo(repo_id, repo_type=kind, space_sdk=sdk)
    if what == "delete":
        return DeleteRepo(kind, repo_id)  # type: ignore[arg-type]
    if what == "move":
        return MoveRepo(kind, repo_id, f"acme-lab/{repo_id[4:]}")  # type: ignore[arg-type]
    return SetRepoAccess(kind, repo_id, ("public", "private"))  # type: ignore[arg-type]


FAILING = (fails, gateway_fails)
FEW = 6
CASES = list(product(("create", "delete", "move", "access"), (False, True), (1, 99)))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_what_is_said_is_what_the_hub_has(
    hub_to_change: DemoHub, fault: Fault, tmp_path: Path, runs: Callable[[int], int]
) -> None:
    api = HfApi(hub_to_change.endpoint, token=hub_to_change.token)
    deadline = 0.3 if fault.__name__ in ("says_nothing", "drips") else 30.0
    async with (
        lossy(hub_to_change.endpoint) as between,
        edits_at(between.endpoint, hub_to_change.token, tmp_path, deadline) as edits,
    ):
        for what, acts, losing in random.sample(CASES, max(FEW, runs(len(CASES)))):
            kind = random.choice(KINDS)
            change = prepared(api, what, kind)
            between.fault, between.acts, between.losing = fault, acts, losing
            between.handed_on.clear()
            edit = edits.submit(change)
            await edit.finished()
            between.losing = 0
            done = is_done(api, change)
            case = (what, kind, acts, losing, str(edit.error))
            assert (edit.error is None) is done, case
            assert edit.error is None or edit.is_unconfirmed, case
            # Sent again only where the Hub said that it failed, and where doing it twice is harmless.
            is_repeated = losing == 1 and what == "access" and fault in FAILING
            assert done is (acts or is_repeated), case
            assert len(between.handed_on) <= 1, case
            assert (change in [one for entry in edits.journal.entries for one in entry.changes]) is done, case


async def test_a_write_that_nobody_can_look_up_is_said_to_be_unknown(hub_to_change: DemoHub, tmp_path: Path) -> None:
    api = HfApi(hub_to_change.endpoint, token=hub_to_change.token)
    change = prepared(api, "access", "model")
    async with (
        lossy(hub_to_change.endpoint) as between,
        edits_at(between.endpoint, hub_to_change.token, tmp_path) as edits,
    ):

        async def ends_for_good(writer: asyncio.StreamWriter) -> None:
            between.is_gone = True
            writer.transport.abort()

        between.fault, between.acts, between.losing = ends_for_good, True, 1
        edit = edits.submit(change)
        await edit.finished()
        assert edit.error is not None
        assert edit.error.unsure
        assert "not known" in str(edit.error)
        assert is_done(api, change)


async def test_what_was_never_sent_is_said_to_be_not_done(hub_to_change: DemoHub, tmp_path: Path) -> None:
    change = prepared(HfApi(hub_to_change.endpoint, token=hub_to_change.token), "access", "dataset")
    async with edits_at("http://127.0.0.1:9", hub_to_change.token, tmp_path) as edits:
        edit = edits.submit(change)
        await edit.finished()
        assert edit.error is not None
        assert not edit.error.unsure
        assert "nobody listens" in str(edit.error)


async def test_a_repo_that_was_there_before_is_never_taken_for_ones_own(hub_to_change: DemoHub, tmp_path: Path) -> None:
    name = f"ada/lost-{next(NUMBERS)}"
    HfApi(hub_to_change.endpoint, token=hub_to_change.token).create_repo(name)
    async with (
        lossy(hub_to_change.endpoint) as between,
        edits_at(between.endpoint, hub_to_change.token, tmp_path) as edits,
    ):
        between.fault, between.losing = FAULTS[0], 99
        edit = edits.submit(CreateRepo("model", name))
        await edit.finished()
        assert edit.error is not None
        assert "already" in str(edit.error)
        assert not edits.journal.entries, "there is nothing that undo could delete"
