"""Plain http goes only to hosts that the user has agreed to."""

from pathlib import Path

import pytest

from hubtui.config.plain_http import agree, agreed_hosts, exposed_host


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        ("https://huggingface.co", ""),
        ("http://127.0.0.1:8765", ""),
        ("http://127.3.2.1", ""),
        ("http://[::1]:80", ""),
        ("http://localhost:8765", ""),
        ("http://hub.localhost", ""),
        ("http://box:8765", "box"),
        ("http://192.168.1.2", "192.168.1.2"),
        ("http://localhost.example.com", "localhost.example.com"),
        ("HTTP://Box", "box"),
    ],
)
def test_plain_http_to_another_machine_is_exposed(endpoint: str, host: str) -> None:
    assert exposed_host(endpoint) == host


def test_a_yes_is_kept_for_that_host_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert agreed_hosts(folder) == frozenset()
    agree("box", folder)
    agree("other", folder)
    assert agreed_hosts(folder) == {"box", "other"}


def test_a_folder_that_cannot_be_written_asks_again(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    agree("box", file / "below")
    assert agreed_hosts(file / "below") == frozenset()
