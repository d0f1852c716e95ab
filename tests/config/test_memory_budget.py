"""The memory that models are judged by: what is chosen wins over what is set, and that over what is found."""

from pathlib import Path

import pytest

from hubtui.config import hardware, memory_budget
from hubtui.config.memory_budget import MemoryBudget
from hubtui.fit.hardware import Hardware, parse_memory

GPU = Hardware("NVIDIA L4", (24 << 30,))
RAM = Hardware("RAM", (64 << 30,), is_ram=True)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[Hardware]:
    """A machine with a GPU; each search for it is noted."""
    searched: list[Hardware] = []

    async def find() -> Hardware:
        searched.append(GPU)
        return GPU

    monkeypatch.setattr(hardware, "find_hardware", find)
    return searched


async def test_the_machine_is_looked_at_once(machine: list[Hardware], tmp_path: Path) -> None:
    memory = MemoryBudget(file=tmp_path / "memory.json")
    changes: list[Hardware | None] = []
    stop = memory.subscribe(lambda: changes.append(memory.hardware))
    assert (memory.budget, memory.is_of_interest) == (None, False)
    await memory.detect()
    await memory.detect()
    assert (memory.hardware, changes, machine) == (GPU, [GPU], [GPU])
    assert memory.is_of_interest
    stop()
    memory.choose(RAM, 100, 5)
    assert changes == [GPU]


async def test_what_was_found_is_there_at_once_the_next_time(machine: list[Hardware], tmp_path: Path) -> None:
    await MemoryBudget(file=tmp_path / "memory.json").detect()
    assert MemoryBudget(file=tmp_path / "memory.json").hardware == GPU


async def test_each_machine_of_a_shared_home_has_its_own_gpus(
    machine: list[Hardware], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "memory.json"
    await MemoryBudget(file=file).detect()
    monkeypatch.setattr(memory_budget, "_host", lambda: "another")
    assert MemoryBudget(file=file).hardware is None
    await MemoryBudget(file=file).detect()
    assert MemoryBudget(file=file).hardware == GPU
    monkeypatch.undo()
    assert MemoryBudget(file=file).hardware == GPU


def test_what_is_chosen_is_kept_with_context_and_reserve(tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    told = parse_memory("8GB")
    assert MemoryBudget(told, file).choose(parse_memory("2x80GB"), 32_768, 20) == ""
    memory = MemoryBudget(told, file)
    assert memory.budget is not None
    assert (memory.budget.memory, memory.budget.devices, memory.budget.tokens) == (160 * 10**9, 2, 32_768)
    assert memory.budget.usable == 128 * 10**9
    memory.choose(None, 8192, 10)
    assert MemoryBudget(told, file).hardware == told


async def test_an_argument_wins_over_all(machine: list[Hardware], tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    MemoryBudget(None, file).choose(parse_memory("2x80GB"), 8192, 10)
    memory = MemoryBudget(parse_memory("8GB"), file, overrides=True)
    await memory.detect()
    assert memory.hardware == parse_memory("8GB")
    assert machine == []


def test_plain_ram_is_counted_but_not_shown_without_being_asked() -> None:
    memory = MemoryBudget(RAM)
    assert memory.budget is not None
    assert not memory.is_of_interest


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{",
        '{"chosen": 3, "found": []}',
        '{"chosen": {"hardware": {"words": 3, "sizes": [1]}, "tokens": true, "reserve": 900}}',
        '{"chosen": {"hardware": {"words": "x", "sizes": [-1, "2", 1e99, true]}, "tokens": -5, "reserve": -1}}',
        '{"chosen": {"hardware": {"words": "x", "sizes": []}}}',
    ],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / "memory.json").write_text(kept)
    memory = MemoryBudget(parse_memory("8GB"), tmp_path / "memory.json")
    assert (memory.hardware, memory.tokens, memory.reserve) == (parse_memory("8GB"), None, None)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    problem = MemoryBudget(None, tmp_path / "file" / "memory.json").choose(GPU, 8192, 10)
    assert "cannot be written" in problem
