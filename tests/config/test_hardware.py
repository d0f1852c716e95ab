"""The memory of this machine, and the setting that says it."""

import asyncio
import os
from pathlib import Path

import pytest

from hubtui.config import hardware
from hubtui.config.hardware import find_hardware
from hubtui.config.settings import Settings, read_settings
from hubtui.fit.hardware import Hardware

RAM = "the RAM of this machine"


def stub(folder: Path, script: str) -> None:
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


async def test_the_program_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, 'echo "NVIDIA L4, 23034"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert await find_hardware() == Hardware("NVIDIA L4", (23034 << 20,))


@pytest.mark.parametrize("script", ["exec sleep 60", "exit 9", "echo broken; exit 1", "echo NVIDIA L4, many"])
async def test_a_program_that_hangs_or_is_broken_leaves_the_ram(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stub(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(hardware, "_SECONDS", 0.1)
    found = await find_hardware()
    assert found is not None
    assert found.words == RAM


async def test_a_program_that_is_waited_for_ends_with_hubtui(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "pid"
    os.mkfifo(told)
    stub(tmp_path, f"echo $$ > {told}; exec sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    task = asyncio.create_task(find_hardware())
    process = int(await asyncio.to_thread(told.read_text))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


async def test_a_container_has_what_it_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(hardware, "_CGROUP", tmp_path / "memory.max")
    (tmp_path / "memory.max").write_text("1000000\n")
    assert await find_hardware() == Hardware(RAM, (1_000_000,), is_ram=True)
    (tmp_path / "memory.max").write_text("max\n")
    found = await find_hardware()
    assert found is not None
    assert found.memory > 10**8


@pytest.mark.parametrize(
    ("content", "problem"),
    [('vram = "much"', "a size of memory"), ("vram = ", "invalid value"), ('vram = ["24GB"]', "a size of memory")],
)
def test_a_file_that_is_wrong_is_named_and_the_rest_works(tmp_path: Path, content: str, problem: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(content)
    settings = read_settings(file)
    assert settings.vram is None
    assert problem in settings.problems[0]
    assert "config.toml" in settings.problems[0]


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml") == Settings()
