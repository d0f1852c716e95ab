"""Text from a clipboard in a field of one line."""

import pytest

from hubtui.text.pasted import first_line

PASTED = {
    "gpt2": ("gpt2", 1),
    "\r\ngpt2": ("gpt2", 1),
    "\n\n  gpt2 \t\r\n\n": ("gpt2", 1),
    "one\rtwo\r\rthree\r": ("one", 3),
    "a\tb": ("a b", 1),
    "\x1b[31mred\x07": ("[31mred", 1),
    "日本\u202f語": ("日本\u202f語", 1),
    "\r\n \n": ("", 0),
    "": ("", 0),
}


@pytest.mark.parametrize(("text", "expected"), PASTED.items(), ids=repr)
def test_the_first_line_that_is_not_blank(text: str, expected: tuple[str, int]) -> None:
    assert first_line(text) == expected
