"""Whether a background colour is light."""

import pytest

from hubtui.terminal.background import is_light


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        ("rgb:0000/0000/0000", False),
        ("rgb:1e/1e/2e", False),
        ("rgb:fdfd/f6f6/e3e3", True),
        ("rgba:ffff/ffff/ffff/8000", True),
        ("#ffffff", True),
        ("#000", False),
        ("", False),
        ("rgb:", False),
        ("rgb:zz/zz/zz", False),
        ("#12345", False),
    ],
)
def test_light_or_dark(colour: str, light: bool) -> None:
    assert is_light(colour) is light
