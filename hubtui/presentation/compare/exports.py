"""Export a comparison as Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Sequence
from typing import Any

from hubtui.presentation.compare.facts import Line
from hubtui.presentation.compare.repo import UNKNOWN, Value
from hubtui.presentation.snippets import Snippet
from hubtui.text.sanitize import clean_line

_FACT = "fact"
# A spreadsheet would evaluate a text that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@")
_IN_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|~$#!&"})


def compare_snippets(names: Sequence[str], lines: Sequence[Line]) -> list[Snippet]:
    """Return the table as Markdown, CSV and JSON, to be copied."""
    return [
        Snippet("m", "Markdown table", to_markdown(names, lines)),
        Snippet("c", "CSV", to_csv(names, lines)),
        Snippet("j", "JSON", to_json(names, lines)),
    ]


def to_markdown(names: Sequence[str], lines: Sequence[Line]) -> str:
    """Return a Markdown table with a column for each repo."""
    rows = [[_FACT, *names], ["---"] * (len(names) + 1)]
    rows += [[line.title, *(value.text for value in line.values)] for line in lines]
    return "\n".join(f"| {' | '.join(_in_a_table(cell) for cell in row)} |" for row in rows) + "\n"


def to_csv(names: Sequence[str], lines: Sequence[Line]) -> str:
    """Return CSV with a column for each repo; numbers are exact, and unknown values are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_FACT, *map(_in_a_sheet, names)])
    for line in lines:
        writer.writerow([_in_a_sheet(line.title), *map(_sheet_value, line.values)])
    return text.getvalue()


def to_json(names: Sequence[str], lines: Sequence[Line]) -> str:
    """Return a JSON list with an object for each repo; unknown values are null."""
    repos = [
        {"id": name, **{line.key: _json_value(line.values[place].data) for line in lines}}
        for place, name in enumerate(names)
    ]
    text = json.dumps(repos, ensure_ascii=False, indent=2)
    # Unprintable characters occur only in strings, where they can be escaped.
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text) + "\n"


def _in_a_table(text: str) -> str:
    return text if text == "---" else clean_line(text).translate(_IN_MARKDOWN)


def _in_a_sheet(text: str) -> str:
    text = clean_line(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _sheet_value(value: Value) -> str | int | float:
    if isinstance(value.data, int | float) and not isinstance(value.data, bool):
        return value.data
    if isinstance(value.data, list):
        return _in_a_sheet(", ".join(map(str, value.data)))
    return "" if value is UNKNOWN else _in_a_sheet(value.text)


def _json_value(data: Any) -> Any:
    return None if isinstance(data, float) and not math.isfinite(data) else data
