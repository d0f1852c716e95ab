"""What is cut or padded has exactly the width that the terminal gives it, whatever it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.text.width import cell_width, chop_cells, fit, fit_middle, pad

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("日本", 4), (FAMILY, 2), ("e\u0301", 1), ("–…·", 3), ("❤\ufe0f", 2)],
)
def test_width_counts_cells_not_characters(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Qwen/Qwen3-8B", 13, "Qwen/Qwen3-8B"),
        ("Qwen/Qwen3-8B", 8, "Qwen/Qw…"),
        ("Qwen", 1, "…"),
        ("Qwen", 0, ""),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        (FAMILY + "x" + FAMILY, 4, FAMILY + "x…"),
        ("e\u0301" * 3, 3, "e\u0301" * 3),
        ("e\u0301" * 3, 2, "e\u0301…"),
    ],
)
def test_what_is_too_wide_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


def test_what_is_long_but_narrow_is_kept_whole() -> None:
    marks = "e" + "\u0301" * 3
    assert fit(marks, 1) == marks
    assert fit("é" * 10 + "\u0301" * 500, 10) == "é" * 10 + "\u0301" * 3


def test_names_are_measured_and_cut_as_they_are_shown() -> None:
    name = "a\u200cb\x1b\u202fc\r\nd"
    assert fit(name, 9) == "a\ufffdb\ufffd c d"
    assert cell_width(name) == 8
    assert chop_cells(name, 4) == ["a\ufffdb\ufffd", " c d"]
    assert pad(name, 5) == "a\ufffdb\ufffd…"


def test_padding_goes_behind_words_and_before_numbers() -> None:
    assert pad("gated", 7) == "gated  "
    assert pad("812", 5, right=True) == "  812"
    assert pad("日本語", 5) == "日本…"


def test_a_joiner_at_the_end_swallows_no_blank() -> None:
    assert cell_width(pad("a\u200d", 4)) == 4


@given(st.text(max_size=60), st.integers(0, 30), st.booleans())
def test_a_padded_text_has_exactly_its_width(text: str, width: int, right: bool) -> None:
    assert cell_width(fit(text, width)) <= width
    assert cell_width(pad(text, width, right)) == width


def test_ten_thousand_characters_are_cut_like_ten() -> None:
    assert fit("日" * 10_000, 9) == "日日日日…"
    assert fit("a" * 10_000, 4) == "aaa…"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("unsloth/Qwen3-235B-A22B-GGUF", 20, "unsloth/Qw…A22B-GGUF"),
        ("unsloth/Qwen3", 13, "unsloth/Qwen3"),
        ("abcdef", 3, "ab…"),
        ("", 4, ""),
    ],
)
def test_a_name_is_cut_in_the_middle(text: str, width: int, shown: str) -> None:
    assert fit_middle(text, width) == shown


def test_a_wide_name_is_cut_between_its_characters() -> None:
    cut = fit_middle("日本語/とても長い名前", 11)
    assert cell_width(cut) <= 11
    assert cut.startswith("日本")
    assert cut.endswith("名前")
