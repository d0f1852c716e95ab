"""What was searched for stands out where it was found."""

import pytest

from hubtui.text.columns import Cell
from hubtui.text.matches import Matches, highlighted


def found(text: str, *words: str, is_fuzzy: bool = False) -> list[str]:
    return [text[start:end] for start, end in Matches(words, is_fuzzy=is_fuzzy).spans(text)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Qwen/Qwen3-8B", ["qwen"], ["Qwen", "Qwen"]),
        ("Qwen/Qwen3-8B", ["8b", "WEN3"], ["wen3", "8B"]),
        ("banana", ["an", "nan"], ["anan"]),
        ("Straße", ["straße"], []),
        ("Qwen", ["llama"], []),
        ("Qwen", [], []),
    ],
)
def test_words_are_found_in_any_case_in_order_and_once(text: str, words: list[str], expected: list[str]) -> None:
    assert found(text, *words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("change the sort order", ["sort", "order"], ["sort order"]),
        ("order them: sort", ["sort", "order"], ["order", "sort"]),
        ("show the downloads", ["donwlo"], ["downlo"]),
        ("show the downloads", ["paper"], []),
    ],
)
def test_a_fuzzy_search_marks_the_phrase_then_the_words_then_what_is_like_them(
    text: str, words: list[str], expected: list[str]
) -> None:
    assert found(text, *words, is_fuzzy=True) == expected


def test_the_parts_of_a_cell_are_its_text_and_keep_its_role_but_for_what_matches() -> None:
    parts = list(highlighted(Cell("text-generation", "dim"), Matches(("gen",))))
    assert parts == [Cell("text-", "dim"), Cell("gen", "match"), Cell("eration", "dim")]
    assert list(highlighted(Cell("text", "dim"), Matches())) == [Cell("text", "dim")]
