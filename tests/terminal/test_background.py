"""The answer about the background never becomes keys, however it is cut, and keys are never lost to it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.terminal.background import BackgroundAnswer, is_light

ANSWERS = ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:ff/ff/f0\x07")
KEYS = st.lists(st.sampled_from(("j", "\x1b[B", "q", "ä", "\x1b[?2026;2$y", "\x1bOA", " ")), max_size=8).map("".join)


@given(before=KEYS, after=KEYS, answer=st.sampled_from(ANSWERS), cuts=st.sets(st.integers(0, 60), max_size=6))
def test_keys_are_what_is_left_however_the_answer_is_cut(before: str, after: str, answer: str, cuts: set[int]) -> None:
    taker = BackgroundAnswer()
    sent = before + answer + after
    edges = [0, *sorted(cut for cut in cuts if cut < len(sent)), len(sent)]
    keys = "".join(taker.take(sent[start:end]) for start, end in itertools.pairwise(edges))
    assert keys + taker.give_up() == before + after
    assert taker.is_light is True


@given(keys=KEYS, last=st.sampled_from(("", "\x1b", "\x1b]", "\x1b]1")))
def test_without_an_answer_no_key_is_lost(keys: str, last: str) -> None:
    taker = BackgroundAnswer()
    assert taker.take(keys + last) + taker.give_up() == keys + last
    assert taker.is_light is None


def test_the_begin_of_an_answer_that_never_ends_is_nobodys() -> None:
    taker = BackgroundAnswer()
    assert taker.take("j\x1b]11;rgb:ff") == "j"
    assert taker.holds
    assert taker.give_up() == ""


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
