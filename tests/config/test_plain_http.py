"""The token goes unencrypted only to hosts that the user has agreed to."""

from pathlib import Path

import pytest

from hubtui.config.plain_http import agree, is_agreed, is_exposed


@pytest.mark.parametrize(
    ("endpoint", "exposed"),
    [
        ("https://huggingface.co", False),
        ("http://127.0.0.1:8765", False),
        ("http://127.3.2.1", False),
        ("http://[::1]:80", False),
        ("http://localhost:8765", False),
        ("http://hub.localhost", False),
        ("http://box:8765", True),
        ("http://192.168.1.2", True),
        ("http://localhost.example.com", True),
        ("HTTP://box", True),
    ],
)
def test_plain_http_to_another_machine_is_exposed(endpoint: str, exposed: bool) -> None:
    assert is_exposed(endpoint) is exposed


def test_a_yes_is_kept_for_that_host_and_port_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    assert not is_agreed("http://box:1", folder)
    agree("http://Box:1", folder)
    assert is_agreed("http://box:1/", folder)
    assert not is_agreed("http://box:2", folder)


def test_a_folder_that_cannot_be_written_asks_again(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    agree("http://box", file / "below")
    assert not is_agreed("http://box", file / "below")
