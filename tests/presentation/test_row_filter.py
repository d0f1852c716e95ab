"""A minus leaves loaded rows out, and what is not known of a row never does."""

import pytest

from hubtui.fit.verdict import Budget
from hubtui.hub.models.rows import ModelRow
from hubtui.presentation.choice import Choice, from_json
from hubtui.presentation.query_text import parse
from hubtui.presentation.row_filter import row_filter_of, row_test_of

ROW = ModelRow(
    "bartowski/Qwen3-8B-GGUF", author="bartowski", parameter_total=8_000_000_000, gated=False,
    tags=["gguf", "license:mit", "de", "text-generation"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "is_shown"),
    [
        ("-gguf", False),
        ("-GGUF", False),
        ("-qwen3-8b", False),
        ("-mit", False),
        ("-llama", True),
        ("-license:mit", False),
        ("-license:mit,apache-2.0", False),
        ("-license:apache-2.0", True),
        ("-lang:german", False),
        ("-author:Bartowski", False),
        ("-author:Qwen", True),
        ("-params:<9b", False),
        ("-params:>9b", True),
        ("-gated:no", False),
        ("-gated:yes", True),
        ("-gguf -llama", False),
    ],
)
def test_a_minus_leaves_out_what_has_it(line: str, is_shown: bool) -> None:
    choice = parse(line, "model").choice
    judge = row_test_of(choice, None)
    assert judge is not None
    assert judge(ROW) is is_shown
    # The Hub is asked as if there was no minus.
    assert choice.queries((), 1) == Choice("model").queries((), 1)


def test_what_is_not_known_is_not_left_out() -> None:
    judge = row_test_of(parse("-params:<9b -author:x -license:mit", "model").choice, None)
    assert judge is not None
    assert judge(ModelRow("a/b"))


def test_a_minus_and_what_fits_work_together() -> None:
    row_filter = row_filter_of(parse("fits -gguf", "model").choice, Budget(24 * 10**9))
    assert row_filter is not None
    small = ModelRow("a/small", parameters={"BF16": 10**9})
    assert [row_filter.passes(row) for row in (ROW, small, ModelRow("a/unknown"))] == [False, True, False]
    assert (row_filter.looked_at, row_filter.passed, row_filter.unknown) == (3, 1, 1)


def test_all_rows_pass_without_a_filter_of_loaded_rows() -> None:
    assert row_test_of(parse("license:mit qwen", "model").choice, None) is None


def test_a_minus_that_was_kept_and_cannot_be_read_is_dropped() -> None:
    kept = {"text": "", "author": "", "filters": ["-parameters:x"], "sort": "likes", "ascending": False}
    assert from_json("model", kept) == Choice("model")
    assert from_json("model", {**kept, "filters": [], "sort_loaded": "nonsense"}) == Choice("model", sort="likes")
