"""Copies of a comparison are read by other programs, whatever the names and values are."""

import csv
import io
import json

import pytest

from hubtui.presentation.compare.exports import to_csv, to_json, to_markdown
from hubtui.presentation.compare.facts import Line
from hubtui.presentation.compare.repo import UNKNOWN, Value

HOSTILE = [
    "a|b/c|d",
    'quote"/comma,semi;',
    "line\nend/\r\n| x |",
    "=HYPERLINK(1)/+x",
    "<script>/[x](y)*_`~",
    "\u202eevil/\x1b[2J\ud800",
    "日本/模型🤗",
    "-dash/@at\t",
]


def lines() -> list[Line]:
    values = tuple(Value(name, "", name) for name in HOSTILE)
    many = tuple(Value(name, "", [name, "b"]) for name in HOSTILE)
    return [
        Line("number", "Number", tuple(Value("8.2B", "", 8_190_735_360) for _ in HOSTILE)),
        Line("evaluation: =1|2", "=1|2", values),
        Line("list", "A list", many),
        Line("nothing", "Nothing", tuple(UNKNOWN for _ in HOSTILE)),
        Line("nan", "NaN", tuple(Value("nan", "", float("nan")) for _ in HOSTILE)),
    ]


def test_json_gives_every_name_and_value_back_unchanged() -> None:
    text = to_json(HOSTILE, lines())
    found = json.loads(text, parse_constant=lambda name: pytest.fail(name))
    assert [repo["id"] for repo in found] == HOSTILE
    assert found[0]["number"] == 8_190_735_360
    assert [repo["list"] for repo in found] == [[name, "b"] for name in HOSTILE]
    assert found[0]["nothing"] is None
    assert all(one.isprintable() or one == "\n" for one in text)


def test_csv_has_a_column_a_repo_and_no_formulas() -> None:
    text = to_csv(HOSTILE, lines())
    rows = list(csv.reader(io.StringIO(text)))
    assert [len(row) for row in rows] == [len(HOSTILE) + 1] * 6
    assert rows[1][1:] == ["8190735360"] * len(HOSTILE)
    assert rows[4][1:] == [""] * len(HOSTILE)
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert all(one.isprintable() or one == "\n" for one in text)


def test_markdown_is_one_table_with_a_column_a_repo() -> None:
    from markdown_it import MarkdownIt

    text = to_markdown(HOSTILE, lines())
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = [token.type for token in tokens]
    assert kinds[0] == "table_open"
    assert kinds[-1] == "table_close"
    assert kinds.count("tr_open") == 6
    assert kinds.count("th_open") == len(HOSTILE) + 1
    assert kinds.count("td_open") == 5 * (len(HOSTILE) + 1)
    inner = [child.type for token in tokens for child in token.children or ()]
    assert set(inner) <= {"text", "text_special"}
