"""The demo Hub over TCP, one for all journeys of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_hub import DemoHub, start_demo


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoHub]:
    """A demo Hub that is only read."""
    with start_demo() as hub:
        yield hub


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user with folders of one's own: keys pressed at random download files, and leave a state."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    # A terminal that is known to take texts for the clipboard, on this machine's side of no line.
    monkeypatch.setenv("TERM", "xterm-kitty")
    for name in ("TMUX", "STY", "SSH_TTY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
