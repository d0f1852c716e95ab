"""Rows are the same, packed or not."""

import random
from collections.abc import Callable

import pytest

from hubtui.hub.models.rows import DatasetRow, ModelRow, Row, SpaceRow
from hubtui.hub.packed_rows import BLOCK, PackedRows
from hubtui.worker.dedupe import Dedupe


def row(number: int) -> Row:
    kinds: list[Callable[[], Row]] = [
        lambda: ModelRow(
            f"a/{number}", "a", parameters={"BF16": 2**40 + number}, gated="auto", tags=["x", "é語\ud800"]
        ),
        lambda: DatasetRow(f"d/{number}", description="words " * 30, main_size=None, likes=number),
        lambda: SpaceRow(f"s/{number}", title="T", models=["m/1", "m/2"], trending_score=0.5),
    ]
    return kinds[number // 10_000]()


def filled(many: int, live: int = 300, first: int = 0) -> tuple[PackedRows, list[Row]]:
    rows, same = PackedRows(live), []
    for number in range(first, first + many):
        rows.append(row(number))
        same.append(row(number))
    return rows, same


@pytest.mark.parametrize("many", [0, 1, 299, 300, 301, 2 * BLOCK, 3000])
@pytest.mark.parametrize("first", [0, 10_000, 20_000])
def test_they_are_what_was_put_in(many: int, first: int) -> None:
    rows, same = filled(many, first=first)
    assert len(rows) == many
    assert list(rows) == same
    assert [rows[index] for index in range(many)] == same
    assert rows[:7] == same[:7]
    assert rows[many - 5 : many + 5] == same[many - 5 : many + 5]
    assert bool(rows._blocks) == (many > 300)
    for index in (many, many + 1, -many - 1):
        with pytest.raises(IndexError):
            rows[index]
    if many:
        assert rows[-1] == same[-1]
        assert rows[-many] == same[0]


def test_anywhere_in_any_order() -> None:
    rows, same = filled(8000)
    rng = random.Random(1)
    for _ in range(2000):
        index = rng.randrange(8000)
        assert rows[index] == same[index]
    assert len(rows._opened) <= 12


def test_the_places_of_ids() -> None:
    rows, _ = filled(3000)
    wanted = ["a/0", "a/1", "a/255", "a/256", "a/2999", "a/2700", "a/3000", "a/", "a/29999", "nobody"]
    assert rows.places_of(wanted) == {"a/0": 0, "a/1": 1, "a/255": 255, "a/256": 256, "a/2999": 2999, "a/2700": 2700}


def test_each_stays_once_though_it_is_packed() -> None:
    dedupe, rows = Dedupe(), PackedRows(300)
    names = [number % 1500 for number in range(6000)]
    for number in names:
        dedupe.append(rows, row(number))
    assert [one.id for one in rows] == [f"a/{number}" for number in range(1500)]


def test_a_packed_row_is_small() -> None:
    rows, _ = filled(20_000 // 2, live=300)
    assert sum(map(len, rows._blocks)) / len(rows) < 130
