"""The beginning of a card reads as text, whatever it was made of, and fits."""

import random

import pytest

from hubtui.presentation.card import card_lines
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width


@pytest.fixture
def read(words):
    """A card as lines of text."""
    return lambda source, width=60: words(card_lines(source, width))


def test_a_card_as_drawn(read) -> None:
    source = """---
license: apache-2.0
tags:
- x
---

# Qwen3-8B
<a href="https://chat.qwen.ai/" style="margin: 2px;">
    <img alt="Chat" src="https://img.shields.io/x"/>
</a>
[![badge](https://x/y.svg)](https://x)

Qwen3 is the latest generation of large
language models in the Qwen series.
"""
    assert read(source, 36) == [
        "# Qwen3-8B",
        "",
        "Qwen3 is the latest generation of",
        "large language models in the Qwen",
        "series.",
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a <!-- b\n c --> d", ["a d"]),
        ("a <!-- never closed", ["a"]),
        ("see [the docs](https://x.y/a_(b)) and [that][1]\n\n[1]: https://z", ["see the docs and that"]),
        ("<https://x.y> <b>bold</b> **bold** *it* __b__ `code`", ["https://x.y bold bold it b code"]),
        ("use `<think>` here", ["use <think> here"]),
        ("![alone](x.png)\ntext", ["text"]),
        ("Title\n=====\ntext", ["# Title", "text"]),
        ("Title\n-----\ntext", ["## Title", "text"]),
        ("a\n\n---\n\nb", ["a", "", "b"]),
        ("<h2 align=center>Head</h2><p>one<br>two</p>", ["## Head", "", "one two"]),
        ("<style>p {color: red}</style>text", ["text"]),
        ("**a *b* c** ***d*** a_b_c __init__", ["a b c d a_b_c init"]),
        ("- one\n  more\n- two\n  - three\n1. four", ["- one more", "- two", "  - three", "1. four"]),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]),
        ("a &amp; b &lt;c&gt; &#27; &#x202e;", ["a & b <c> &#27; &#x202e;"]),
        ("a * b * c and 2 ** 3", ["a * b * c and 2 ** 3"]),
        ("\n\n\n\na\n\n\n\nb\n\n", ["a", "", "b"]),
        ("", []),
        ("---\nlicense: mit\n---\n", []),
        ("---\nlicense: mit\nwidget:\n- text: cut off", []),
        ("---\nno front matter, a rule", ["no front matter, a rule"]),
        ("\ufeff---\na: b\n---\ntext", ["text"]),
    ],
)
def test_means_of_setting_are_gone_and_words_stay(read, source, lines) -> None:
    assert read(source) == lines


def test_code_keeps_its_lines_and_its_marks(read) -> None:
    source = "a\n```python\nx = a*b*c  # <b>\n\tprint('`[x](y)`')\n```\nb"
    assert read(source) == ["a", "", "x = a*b*c  # <b>", "    print('`[x](y)`')", "", "b"]
    assert card_lines(source, 60)[2] == (Cell("x = a*b*c  # <b>", "dim"),)


def test_headings_stand_out() -> None:
    assert card_lines("# One", 20) == [(Cell("# One", "accent"),)]


def test_a_list_hangs_behind_its_mark(read) -> None:
    assert read("- one two three four", 12) == ["- one two", "  three four"]


MADE = {
    "comments": "<!--" * 16_000,
    "tags": "<a " * 21_000,
    "brackets": "[" * 65_536,
    "links": "[a](b(c)" * 8_000,
    "images": "![](" * 16_000,
    "ticks": "`a" * 32_000,
    "stars": "*a*" * 21_000,
    "fences": "```\n" * 16_000,
    "rules": "---\n" * 16_000,
    "lines": "a\n" * 32_000,
    "marks": "a" + "\u0301" * 60_000,
    "wide": "日" * 21_000,
    "one word": "a" * 65_536,
    "blanks": " " * 65_536,
    "tabs in code": "```\n" + "\t" * 65_000,
    "families": "👨\u200d" * 12_000,
}


@pytest.mark.parametrize("source", MADE.values(), ids=MADE)
@pytest.mark.parametrize("width", [1, 40])
def test_anything_of_64_kb_is_laid_out_within_the_width(source, width) -> None:
    lines = card_lines(source, width)
    assert all(sum(cell_width(cell.text) for cell in line) <= max(2, width) for line in lines)
    assert len(lines) <= 2000


def test_no_card_is_too_odd(runs) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    pieces = ["```", "ab", "&lt;", "日", "---\n", *"<>[]()!`*_#-=|\n "]
    for _ in range(runs(2000)):
        source = "".join(chance.choices(pieces, k=chance.randrange(120)))
        width = chance.randrange(2, 60)
        for line in card_lines(source, width):
            assert sum(cell_width(cell.text) for cell in line) <= width, f"seed {seed}"
            assert not any("\n" in cell.text for cell in line), f"seed {seed}"
