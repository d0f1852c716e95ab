"""JSON, code, logs and rows as documents to read."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hubtui.presentation.code import pieces
from hubtui.presentation.info_document import info_document
from hubtui.presentation.json_document import JsonDocument
from hubtui.presentation.log_document import LogDocument
from hubtui.presentation.rows_table import RowsTable, whole_row
from hubtui.text.columns import Cell
from hubtui.text.document import Document
from hubtui.text.width import cell_width
from tests.answers import each, load


def lines(document: Document) -> list[str]:
    return [document.text(index).rstrip() for index in range(len(document))]


def test_json_folds_and_opens() -> None:
    document = JsonDocument({"a": [1, 2], "b": {"c": None}}, 60)
    assert lines(document) == [
        "▾ {",
        '  ▾ "a": [',
        "      1",
        "      2",
        "    ]",
        '  ▾ "b": {',
        '      "c": null',
        "    }",
        "  }",
    ]
    assert document.toggle(1)
    assert lines(document)[1] == '  ▸ "a": [ 2 ]'
    assert document.toggle(1)
    assert not document.toggle(2)
    assert document.toggle(0)
    assert lines(document) == ["▸ { 2 }"]


def test_a_long_text_opens_to_all_of_it() -> None:
    document = JsonDocument({"words": "lorem " * 40}, 60)
    assert "…" in document.text(1)
    assert document.toggle(1)
    opened = "".join(document.text(index).strip() for index in range(2, len(document) - 1))
    assert opened.replace(" ", "") == "lorem" * 40


def test_a_million_elements_and_a_thousand_levels_open() -> None:
    deep: Any = "x"
    for _ in range(1000):
        deep = [deep]
    document = JsonDocument({"many": list(range(1_000_000)), "deep": deep}, 60)
    list(document.unfolding())
    assert '"x"' in "".join(lines(document)[-3000:])
    assert len(document) < 250_000


_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=30)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner), max_leaves=30
)


@given(_VALUES)
def test_every_line_of_any_json_fits(value: Any) -> None:
    document = JsonDocument(value, 40)
    list(document.unfolding())
    for index in range(len(document)):
        assert document.text(index).isprintable()
    assert lines(document)


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*map(str, value), *(leaf for item in value.values() for leaf in leaves(item))]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value] if isinstance(value, str) else []


@each("model-info-*.json")
def test_every_field_of_an_info_is_there(path: Path) -> None:
    info = load(path)
    document = info_document(info, 100)
    list(document.unfolding())
    words = "".join("".join(lines(document)).split())
    for leaf in leaves(info):
        start = "".join(leaf.split())[:15]
        assert start in words or json.dumps(start, ensure_ascii=False)[1:-1] in words, leaf[:80]


def test_a_file_is_numbered_coloured_and_wrapped() -> None:
    (piece,) = pieces("a.py", "def f():\n    return 'a long text that is wrapped'\n", 24)
    assert [piece.text(index) for index in range(len(piece))] == [
        "1  def f():",
        "2      return 'a long te",
        "   xt that is wrapped'",
    ]
    assert {cell.role for line in piece.lines for cell in line} >= {"keyword", "string", "dim"}


@given(st.text(max_size=300), st.integers(12, 80))
def test_any_file_fits_its_width(text: str, width: int) -> None:
    from hubtui.text.sanitize import clean_text

    for piece in pieces("x.md", clean_text(text), width):
        for index in range(len(piece)):
            assert cell_width(piece.text(index)) <= width


def test_a_log_drops_its_oldest_lines_and_says_how_many() -> None:
    document = LogDocument()
    document.add(str(number) for number in range(250_000))
    assert len(document) == 250_000
    document.add(["250000"])
    kept = [document.text(index) for index in range(1, len(document))]
    assert kept[-1] == "250000"
    missing = 250_001 - len(kept)
    assert document.text(0) == f"… {missing:,} older lines are not kept"
    assert kept[0] == str(missing)
    document.add(str(number) for number in range(250_001, 700_000))
    assert len(document) <= 250_000
    assert document.text(0) == f"… {700_000 - (len(document) - 1):,} older lines are not kept"


def test_rows_are_a_table_that_scrolls_sideways_and_one_row_has_all_of_its_values() -> None:
    features = [("id", "int64"), ("text", "string"), *((f"c{number}", "int64") for number in range(30))]
    table = RowsTable(features, [[1, "words " * 30, *range(30)], [2, None, *range(30)]])
    columns = table.columns_for(60)
    assert [column.title for column in columns[:2]] == ["id int64", "text string"]
    assert table.place_words(len(columns)) == f"columns 1-{len(columns)} of 32"
    assert table.cells_at(1, columns)[:2] == [Cell("2"), Cell("null")]
    seen = {column.title for column in columns}
    while table.scroll(1):
        seen |= {column.title for column in table.columns_for(60)}
        assert all(column.width <= 60 for column in table.columns_for(60))
    assert len(seen) == 32
    assert not table.scroll(1)
    assert table.place_words(1) == "column 32 of 32"
    assert table.scroll(-99)
    assert table.first == 0
    whole = lines(whole_row(features, table.rows[0], 60))
    assert all(cell_width(line) <= 60 for line in whole)
    assert "".join(whole).replace(" ", "").count("words") == 30
    assert "c29" in "".join(whole)


def test_a_whole_row_breaks_between_words_and_keeps_the_blanks_of_code() -> None:
    text = "the quick brown fox\n    return  1\n" + "x" * 23 + "\n" + "日本語 " * 4
    shown = [line[4:] for line in lines(whole_row([("text", "string")], [text], 14))][1:]
    assert shown[:2] == ["the quick", "brown fox"]
    assert shown[2:4] == ["    return", " 1"]
    assert shown[4:7] == ["x" * 10, "x" * 10, "xxx"]
    assert shown[7:] == ["日本語"] * 4
    assert all(cell_width(line) <= 10 for line in shown)
