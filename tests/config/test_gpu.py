"""The memory of this machine's GPUs, and the setting that says it."""

from pathlib import Path

import pytest

from hubtui.config import gpu
from hubtui.config.gpu import Gpus, find_gpus, gpus_of, vram_setting
from hubtui.config.settings import Settings, read_settings


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ("NVIDIA A100, 40960\n", Gpus("NVIDIA A100", 40960 << 20)),
        ("NVIDIA L4, 23034\nNVIDIA L4, 23034\n", Gpus("2 × NVIDIA L4", 2 * 23034 << 20)),
        ("NVIDIA L4, 23034\nTesla T4, 15360\n", Gpus("2 × GPUs", (23034 + 15360) << 20)),
        ("No devices were found\n", None),
        ("", None),
        ("NVIDIA GB10, [N/A]\n", None),
    ],
)
def test_what_nvidia_smi_prints(output: str, found: Gpus | None) -> None:
    assert gpus_of(output) == found


def stub(folder: Path, script: str) -> None:
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


async def test_the_program_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, 'echo "NVIDIA L4, 23034"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert await find_gpus() == Gpus("NVIDIA L4", 23034 << 20)


async def test_a_program_that_hangs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, "exec sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(gpu, "_SECONDS", 0.1)
    assert await find_gpus() is None


async def test_without_the_program_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await find_gpus() is None


@pytest.mark.parametrize(
    ("text", "memory"), [("24GB", 24 * 10**9), ("2x80GB", 160 * 10**9), ("16 GiB", 16 * 2**30), ("8", 8 * 10**9)]
)
def test_the_setting(text: str, memory: int) -> None:
    assert vram_setting(text).memory == memory


@pytest.mark.parametrize("text", ["", "a lot", "24 parsecs", "-5GB", "1e99GB"])
def test_a_bad_setting_says_what_it_may_be(text: str) -> None:
    with pytest.raises(ValueError, match='"24GB" or "2x80GB"'):
        vram_setting(text)


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
