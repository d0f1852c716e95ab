"""The queue: on disk before it is sent, in order for one target, a few targets at once, useless changes left out."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

import hubtui.changes.sending  # noqa: F401  (imported late, it would give the disk the time that it needs)
from hubtui.changes.change import Change
from hubtui.changes.disk_writer import DiskWriter
from hubtui.changes.journal import Journal
from hubtui.changes.outbox import Outbox
from hubtui.changes.queue import AT_ONCE, ChangeQueue
from hubtui.hub.calls import Answer, Call
from hubtui.hub.write_request import WriteRequest


@dataclass(frozen=True, slots=True)
class Logged(Change):
    """A change that notes when it is sent and when a read shows it."""

    kind: ClassVar[str] = "Logged"

    repo_id: str
    number: int
    repo_type: str = "model"

    log: ClassVar[list[str]] = []
    folder: ClassVar[Path]

    @property
    def request(self) -> WriteRequest:
        return WriteRequest("POST", "/", {"repo": self.repo_id, "number": self.number})

    @classmethod
    async def answer(cls, call: Call) -> Answer:
        """Answer the request as the Hub does."""
        number = call.body["number"]
        kept = [file for file in cls.folder.glob("*.json") if f'"number": {number},' in file.read_text()]
        cls.log.append(f"{'kept' if kept else 'lost'} {call.body['repo']} {number}")
        await asyncio.sleep(0.01)
        return Answer(200, {}, b"{}")

    async def is_done(self, hub: Any, is_answered: bool = False) -> bool:
        self.log.append(f"done {self.repo_id} {self.number}")
        return True


@dataclass(frozen=True, slots=True)
class Setting(Logged):
    """One of which only the newest counts."""

    replaces_waiting: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Final(Logged):
    """One without an inverse that undo does not pass over."""

    blocks_undo: ClassVar[bool] = True


class SlowDisk(DiskWriter):
    """A disk that takes its time."""

    def put(self, name: str, job: Callable[[], None]) -> None:
        def slow() -> None:
            time.sleep(0.02)
            job()
            Logged.log.append("synced")

        super().put(name, slow)


@pytest.fixture(autouse=True)
def log(tmp_path: Path) -> list[str]:
    """What was sent and done, in its order."""
    Logged.folder = tmp_path / "unsaved"
    Logged.log.clear()
    return Logged.log


@asynccontextmanager
async def queue_in(folder: Path) -> AsyncIterator[tuple[ChangeQueue, Outbox]]:
    class Hub:
        ask = Logged.answer

    async def hub() -> Any:
        return Hub

    outbox = Outbox(folder / "unsaved", writer=SlowDisk())
    queue = ChangeQueue(hub, lambda: Journal(folder / "journal.jsonl"), outbox, lambda: "ada")
    yield queue, outbox
    await queue.aclose()
    outbox.close()


async def started(log: list[str]) -> None:
    """Wait until something was sent."""
    while not any(line.startswith("kept") for line in log):  # noqa: ASYNC110
        await asyncio.sleep(0)


async def submitted(queue: ChangeQueue, *changes: Logged) -> None:
    edits = [queue.submit(change) for change in changes]  # type: ignore[arg-type]
    for edit in edits:
        await edit.finished()
        assert edit.error is None


async def test_changes_of_one_repo_are_on_disk_and_sent_one_after_the_other(tmp_path: Path, log: list[str]) -> None:
    async with queue_in(tmp_path) as (queue, outbox):
        await submitted(queue, *(Logged("ada/a", number) for number in range(3)))
        assert [line for line in log if line != "synced"] == [
            f"{what} ada/a {number}" for number in range(3) for what in ("kept", "done")
        ]
        assert log[0] == "synced"
        assert len(outbox) == 0
    assert not list(Logged.folder.glob("*.json"))


async def test_changes_of_several_repos_are_sent_at_once(tmp_path: Path, log: list[str]) -> None:
    async with queue_in(tmp_path) as (queue, _):
        await submitted(queue, *(Logged(f"ada/{number}", number) for number in range(AT_ONCE + 2)))
    sent = [line.partition(" ")[0] for line in log if line != "synced"]
    assert sent[: AT_ONCE + 1] == ["kept"] * AT_ONCE + ["done"]


async def test_of_settings_that_wait_only_the_newest_is_sent(tmp_path: Path, log: list[str]) -> None:
    async with queue_in(tmp_path) as (queue, outbox):
        first = queue.submit(Setting("ada/a", 0))  # type: ignore[arg-type]
        await started(log)
        await submitted(queue, *(Setting("ada/a", number) for number in (1, 2, 3)))
        assert first.error is None
        assert [line for line in log if "done" in line] == ["done ada/a 0", "done ada/a 3"]
        assert len(outbox) == 0


async def test_what_waits_when_the_program_ends_is_offered_by_the_next_run(tmp_path: Path) -> None:
    async with queue_in(tmp_path) as (queue, _):
        for number in range(3):
            queue.submit(Logged("ada/a", number))  # type: ignore[arg-type]
        for edit in queue.under_way:
            assert edit.task is not None
            edit.task.cancel()
    left = Outbox(tmp_path / "unsaved").leftovers("ada")
    assert sorted(one.content["change"]["number"] for one in left) == [0, 1, 2]


async def test_undo_does_not_pass_over_a_deletion_but_over_a_restart(tmp_path: Path) -> None:
    async with queue_in(tmp_path) as (queue, _):
        await submitted(queue, Final("ada/a", 1))
        await submitted(queue, Logged("ada/a", 2))
        assert [[one.number for one in entry.changes] for entry in queue.journal.entries] == [[1]]  # type: ignore[attr-defined]
