"""The demo Hub over TCP, one for all journeys of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import HfApi

from tests.demo_hub import DemoHub, start_demo


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoHub]:
    """A demo Hub that is only read: what one test changes, another one would see in some order of the tests."""
    with start_demo() as hub:
        before = newest_of(hub)
        yield hub
        assert newest_of(hub) == before, "a test has changed the demo Hub that is only read"


@pytest.fixture(scope="module")
def hub_to_change() -> Iterator[DemoHub]:
    """A demo Hub for the tests of a module that change it."""
    with start_demo(repos=300) as hub:
        yield hub


def newest_of(hub: DemoHub) -> list[str]:
    """The repos and collections that were changed last."""
    api = HfApi(hub.endpoint, token=hub.token)
    repos = (api.list_models, api.list_datasets, api.list_spaces)
    newest = [one.id for many in repos for one in many(sort="last_modified", limit=3)]
    return newest + [one.slug for one in api.list_collections(owner="ada", sort="lastModified", limit=3)]


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
