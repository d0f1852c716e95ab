"""Cards as a reader sees them, line by line."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hubtui.presentation.markdown import pieces
from hubtui.presentation.markdown.links import heading_for, target_of
from hubtui.text.document import Heading, Lines
from hubtui.text.sanitize import clean_card, clean_text
from hubtui.text.width import cell_width
from tests.presentation.markdown.nasty import CARDS
from tests.presentation.markdown.reading import document_of, seen


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# One\ntext", ["One", "━━━", "", "text"]),
        ("## Two\n### Three", ["Two", "───", "", "Three"]),
        ("a **b** *c* `d` ~~e~~", ["a b c d e"]),
        ("a  \nb", ["a", "b"]),
        ("- a\n- b\n  - c", ["• a", "• b", "  ◦ c"]),
        ("3. a\n4. b", ["3. a", "4. b"]),
        ("- [ ] a\n- [x] b", ["• ☐ a", "• ☑ b"]),
        ("text\n- a", ["text", "", "• a"]),
        ("> a\n> b\n>\n> c", ["│ a b", "│", "│ c"]),
        ("```python\nx = 1\n```", ["  x = 1"]),
        ("    indented", ["  indented"]),
        ("| A | B |\n|---|--:|\n| x | 1 |", ["A  B", "────", "x  1"]),
        ("a\n\n***\n\nb", ["a", "", "─" * 60, "", "b"]),
        ("![Logo](x.png)", ["[image: Logo]"]),
        ("[![Badge](b.svg)](https://x.y)", ["[Badge]"]),
        ("<p align=center><img src='x.png' alt='Logo'><br><b>Hi</b></p>", ["[image: Logo]", "Hi"]),
        ("<a href='https://x.y'>Site</a>", ["Site"]),
        ("<details><summary>More</summary>\n\nhidden\n\n</details>", ["▸ More", "", "hidden"]),
        ("<table><tr><th>A</th></tr><tr><td>1</td></tr></table>", ["A", "─", "1"]),
        ("a <!-- b --> c", ["a c"]),
        ("<style>p { x }</style>a", ["a"]),
        ("a &amp; b &lt;c&gt;", ["a & b <c>"]),
        ("text[^1]\n\n[^1]: the note", ["text[1]", "", "[1] the note"]),
        ("[a][b]\n\n[b]: https://x.y", ["a"]),
        (
            "---\nlicense: mit\ntags:\n- a\n- b\n---\nText",
            ["license             mit", "tags                a, b", "─" * 60, "", "Text"],
        ),
        ("---\n: :\n---\nText", ["                    : :", "─" * 60, "", "Text"]),
    ],
)  # fmt: skip
def test_what_a_reader_sees(source: str, lines: list[str]) -> None:
    assert seen(source) == lines


def test_a_link_is_where_its_words_are_on_every_line_that_they_take() -> None:
    document = document_of("before [some words that are wrapped](https://x.y) https://z.a.", 20)
    found = [(document.text(link.line)[link.start : link.end], link.target) for link in document.links]
    assert found == [
        ("some words", "https://x.y"),
        ("that are wrapped", "https://x.y"),
        ("https://z.a", "https://z.a"),
    ]


def test_headings_are_where_they_stand() -> None:
    document = document_of("text\n\n# One *x*\n\n## Two")
    assert [(heading.level, heading.text, document.text(heading.line)) for heading in document.headings] == [
        (1, "One x", "One x"),
        (2, "Two", "Two"),
    ]


def test_a_table_that_is_too_wide_becomes_a_block_a_row() -> None:
    source = "|" + "|".join(f"c{n}" for n in range(20)) + "|\n|" + "---|" * 20 + "\n|" + "|".join("v" * 20) + "|"
    assert "c3: v" in seen(source, 60)


def harmless(document: Lines, width: int) -> None:
    for index in range(len(document)):
        text = document.text(index)
        assert cell_width(text) <= width
        assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)
    for link in document.links:
        assert 0 <= link.start <= link.end <= width
        assert link.line < len(document)


@example("1. 0000000000", 12)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "# ",
                    "- ",
                    "> ",
                    "1. ",
                    "|",
                    "\n",
                    "\n\n",
                    "```\n",
                    "<b>",
                    "<a href='x'>",
                    "</a>",
                    "**",
                    "_",
                    "`",
                    "[a](b)",
                    "![",
                    "](",
                    "&#27;",
                    "&#x202e;",
                    "    ",
                    "---\n",
                    "\t",
                ]
            ),
            st.text(max_size=20),
        ),
        max_size=40,
    ).map("".join),
    st.integers(12, 120),
)
def test_any_text_is_laid_out_within_its_width(source: str, width: int) -> None:
    harmless(document_of(clean_text(source), width), width)


@pytest.mark.parametrize("name", CARDS)
def test_the_nastiest_cards_come_to_their_end_in_small_pieces(name: str, runs: Callable[[int], int]) -> None:
    document = Lines()
    for piece in pieces(clean_card(CARDS[name][: 80_000 if runs(20) == 20 else 20_000].expandtabs(4)), 100):
        assert len(piece) < 600
        document.extend(piece)
    harmless(document, 100)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://x.y/z", "https://x.y/z"),
        ("#usage", "#usage"),
        ("LICENSE", "https://hub/a/b/blob/main/LICENSE"),
        ("./docs/x.md#top", "https://hub/a/b/blob/main/docs/x.md"),
        ("/datasets/squad", "https://hub/datasets/squad"),
        ("//x.y", "https://x.y"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("../../x", ""),
        ("", ""),
    ],
)
def test_where_links_lead(href: str, target: str) -> None:
    assert target_of(href, "model", "a/b", "main", "https://hub") == target


def test_a_heading_is_found_by_its_slug() -> None:
    headings = [Heading(0, 1, "How to use"), Heading(5, 2, "How to use"), Heading(9, 2, "C++ & Co.")]
    assert heading_for("#how-to-use", headings) == headings[0]
    assert heading_for("#how-to-use-1", headings) == headings[1]
    assert heading_for("#c--co", headings) == headings[2]
    assert heading_for("#nothing", headings) is None


def test_front_matter_is_no_wider_than_a_narrow_pane() -> None:
    source = "---\n```\nlicense_of_very_long_a_name: apache-2.0\ntags:\n- a\n- b\n---\n"
    for width in (12, 20, 30, 80):
        harmless(document_of(source, width), width)


def test_text_keeps_to_a_width_that_is_read_and_code_and_tables_take_what_there_is() -> None:
    code, words = "x = " + "1 + " * 30 + "1", "some words to be read " * 20
    table = f"| a | b |\n|---|---|\n| {'cell ' * 14} | {'cell ' * 14} |"
    lines = seen(f"{words}\n\n- {words}\n\n```\n{code}\n```\n\n{table}", width=160)
    assert max(cell_width(line.strip()) for line in lines if "words" in line) in range(90, 103)
    assert any(line.strip() == code for line in lines)
    assert any(line.startswith(" " * 30 + "some words") for line in lines), "the text is in the middle"
    assert max(cell_width(line) for line in lines if "cell" in line) in range(150, 161)
