"""Facts flow over lines and words are wrapped, each line within its width and no word lost."""

from hypothesis import given
from hypothesis import strategies as st

from hubtui.presentation.lines import flow, wrap
from hubtui.text.columns import Cell
from hubtui.text.sanitize import clean_line
from hubtui.text.width import cell_width


def test_parts_share_a_line_while_they_fit(words) -> None:
    assert words(flow(["one", Cell("two", "state"), "three"], 11)) == ["one · two", "three"]
    assert flow(["one", Cell("two", "state")], 20) == [(Cell("one"), Cell(" · ", "dim"), Cell("two", "state"))]


def test_a_part_that_is_too_wide_breaks_between_words(words) -> None:
    assert words(flow(["a", "some long words"], 10)) == ["a", "some long", "words"]


def test_a_word_that_is_too_wide_is_cut_up() -> None:
    assert wrap("Qwen/Qwen3-8B", 6) == ["Qwen/Q", "wen3-8", "B"]
    assert wrap("日本語", 4) == ["日本", "語"]


def test_later_lines_hang() -> None:
    assert wrap("- one two", 6, hanging="  ") == ["- one", "  two"]


@given(st.lists(st.text(alphabet="ab日e\u0301 ", max_size=12), max_size=8), st.integers(2, 20))
def test_no_line_is_too_wide_and_no_letter_is_lost(parts: list[str], width: int) -> None:
    text = " ".join(parts)
    lines = wrap(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(map(clean_line, text.split()))
