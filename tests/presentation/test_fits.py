"""How a model fits, in the words of a listing."""

from typing import Any

import pytest

from hubtui.fit.hardware import parse_memory
from hubtui.fit.verdict import Budget
from hubtui.hub.models.rows import ModelRow
from hubtui.presentation.fits import fits_cell, fits_test, fits_words
from hubtui.presentation.row_filter import RowFilter
from hubtui.text.columns import Cell

GB = 10**9


def row(**fields: Any) -> ModelRow:
    return ModelRow("a/b", pipeline_tag="text-generation", **fields)


def in_16_bits(billions: float) -> ModelRow:
    return row(parameters={"BF16": int(billions * GB)})


GGUF = row(tags=["gguf"], parameter_total=8 * GB, quants=("Q2_K", "Q4_K_M", "Q8_0"))
ADAPTER = row(tags=["lora"], parameters={"F32": 40_000_000})


@pytest.mark.parametrize(
    ("model", "gigabytes", "cell"),
    [
        (in_16_bits(8), 24, Cell("fits", "fits")),
        (in_16_bits(8), 18, Cell("tight", "tight")),
        (in_16_bits(8), 12, Cell("fits at 8 bits", "tight")),
        (in_16_bits(8), 8, Cell("fits at 4 bits", "tight")),
        (in_16_bits(8), 6.5, Cell("tight at 4 bits", "tight")),
        (in_16_bits(8), 3, Cell("too large", "too large")),
        (GGUF, 24, Cell("fits Q8_0", "fits")),
        (GGUF, 8, Cell("fits Q4_K_M", "fits")),
        (GGUF, 4.6, Cell("tight Q2_K", "tight")),
        (GGUF, 2, Cell("too large", "too large")),
        (row(), 24, Cell("unknown", "unknown")),
        (ADAPTER, 24, Cell("unknown", "unknown")),
    ],
)
def test_a_cell_says_it_in_a_few_words(model: ModelRow, gigabytes: float, cell: Cell) -> None:
    assert fits_cell(model, Budget(int(gigabytes * GB))) == cell
    assert len(cell.text) <= 15


def test_what_fits_on_several_gpus_only_says_so() -> None:
    two = parse_memory("2x24GB").budget()
    assert fits_cell(in_16_bits(8), two) == Cell("fits", "fits")
    assert fits_cell(in_16_bits(14), two) == Cell("fits on 2 GPUs", "fits")
    assert "over 2 GPUs together" in [cell.text for cell in fits_words(in_16_bits(14), two)]
    large = row(tags=["gguf"], parameter_total=60 * GB, quants=("Q2_K", "Q4_K_M"))
    assert fits_cell(large, two) == Cell("fits Q4_K_M", "fits")
    assert "over 2 GPUs together" in [cell.text for cell in fits_words(large, two)]


def test_without_a_budget_nothing_is_known() -> None:
    assert fits_cell(in_16_bits(1), None) == Cell("unknown", "unknown")


def test_the_preview_says_why_something_is_unknown() -> None:
    words = " ".join(cell.text for cell in fits_words(ADAPTER, Budget(24 * GB)))
    assert words == "unknown in 24 GB an adapter needs its base model too"
    words = " ".join(cell.text for cell in fits_words(in_16_bits(8), Budget(12 * GB)))
    assert words == "fits at 8 bits in 12 GB 8 bits: fits 4 bits: fits context about 1.1 GB"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("fits:now", [True, False, False, None, True]),
        ("fits:8", [True, False, False, None, True]),
        ("fits:4", [True, True, False, None, True]),
        ("fits:unknown", [True, False, False, True, True]),
    ],
)
def test_the_filters(wanted: str, expected: list[bool | None]) -> None:
    rows = [in_16_bits(3), in_16_bits(8), in_16_bits(70), row(), GGUF]
    assert [fits_test(wanted, Budget(8 * GB))(one) for one in rows] == expected


def test_a_sieve_counts_what_it_lets_through_and_what_it_cannot_tell() -> None:
    row_filter = RowFilter(fits_test("fits:now", Budget(8 * GB)))
    assert [row_filter.passes(one) for one in (in_16_bits(3), in_16_bits(70), row())] == [True, False, False]
    assert (row_filter.looked_at, row_filter.passed, row_filter.unknown) == (3, 1, 1)
