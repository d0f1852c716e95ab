"""Rows stay once, in order, in a few bytes each."""

import random
from types import SimpleNamespace

from hubtui.worker.dedupe import Dedupe


def test_the_first_of_equal_ids_stays() -> None:
    dedupe, rows = Dedupe(), []
    assert [dedupe.append(rows, SimpleNamespace(id=name)) for name in "abaAb"] == [True, True, False, True, False]
    assert [row.id for row in rows] == ["a", "b", "A"]


def test_rows_without_an_id_are_all_kept() -> None:
    dedupe, rows = Dedupe(), []
    for name in ["", "a", "", "a"] * 100:
        dedupe.append(rows, SimpleNamespace(id=name))
    assert [row.id for row in rows].count("") == 200
    assert [row.id for row in rows].count("a") == 1


def test_it_keeps_what_a_dictionary_would_keep(runs) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    names = [f"org/{chance.randrange(20_000)}" for _ in range(runs(60_000))]
    dedupe, rows = Dedupe(), []
    for name in names:
        dedupe.append(rows, SimpleNamespace(id=name))
    assert [row.id for row in rows] == list(dict.fromkeys(names)), f"seed {seed}"


def test_ids_of_one_hash_are_told_apart() -> None:
    class Clashing(str):
        __slots__ = ()

        def __hash__(self) -> int:
            return 7

    dedupe, rows = Dedupe(), []
    for name in ["a", "b", "a", "c", "b"] * 50:
        dedupe.append(rows, SimpleNamespace(id=Clashing(name)))
    assert [row.id for row in rows] == ["a", "b", "c"]
