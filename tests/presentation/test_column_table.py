"""The columns of each kind: what they show, what they need, and how loaded rows are put in order by them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hubtui.config.settings import Settings
from hubtui.fit.hardware import parse_memory
from hubtui.hub.decode import rows_of
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.rows import DatasetRow, ModelRow, SpaceRow
from hubtui.hub.sorts import SORTS, sorts_of
from hubtui.presentation.choice import Choice
from hubtui.presentation.column_table import COLUMNS, chosen_columns, column_keys, fields_for
from hubtui.presentation.columns import SHORT_ID_WIDTH, columns_for, hub_queries
from hubtui.presentation.row_order import (
    column_of,
    directions_of_column,
    is_descending,
    loaded_order_words,
    sort_key_of,
)
from hubtui.presentation.rows import cells

NOW = datetime(2026, 11, 28, tzinfo=UTC)
EMPTY = {"model": ModelRow("a/b"), "dataset": DatasetRow("a/b"), "space": SpaceRow("a/b")}


def text(row: object, repo_type: str, key: str) -> str:
    (cell,) = cells(row, [column_of(repo_type, key).column], NOW)
    return cell.text


@pytest.mark.parametrize("repo_type", COLUMNS)
def test_every_column_shows_a_dash_or_nothing_for_a_row_of_which_nothing_is_known(repo_type: str) -> None:
    shown = {key: text(EMPTY[repo_type], repo_type, key) for key in column_keys(repo_type)}
    assert set(shown.values()) <= {"–", "unknown"}
    assert len(set(column_keys(repo_type))) == len(column_keys(repo_type))
    for one in COLUMNS[repo_type]:
        assert sort_key_of(repo_type, one.key, None)(EMPTY[repo_type]) is None
        assert len(one.column.title) <= one.column.width


@pytest.mark.parametrize("repo_type", COLUMNS)
def test_the_orders_of_the_columns_are_those_of_the_hub(repo_type: str) -> None:
    wires = {sort.wire for sort in sorts_of(repo_type)}
    assert {one.sort for one in COLUMNS[repo_type] if one.sort} <= wires
    for sort in SORTS:
        if sort.column and repo_type in sort.kinds:
            assert column_of(repo_type, sort.column).sort == sort.wire


@pytest.mark.parametrize("repo_type", KINDS)
def test_a_listing_asks_only_for_the_fields_of_its_columns(repo_type: str) -> None:
    kind = KINDS[repo_type]  # type: ignore[index]
    choice = Choice(repo_type)  # type: ignore[arg-type]
    assert hub_queries(choice, Settings())[0].expand == kind.listing_fields
    for one in COLUMNS[repo_type]:
        (query,) = hub_queries(choice, Settings(columns={kind.path: ("likes", one.key)}))
        assert query.expand == (*kind.listing_fields, *one.fields)
    assert fields_for(repo_type, ("storage", "files", "commit")) == ("usedStorage", "siblings", "sha")


def test_names_of_no_column_leave_the_default() -> None:
    assert chosen_columns("model", ("nonsense",)) == []
    usual = columns_for("model", 120, "likes")
    assert columns_for("model", 120, "likes", ("nonsense",)) == usual


def test_of_chosen_columns_the_last_ones_leave_first() -> None:
    chosen = ("licence", "likes", "base", "downloads_all")
    known = ["id", "state", *chosen]
    for width in range(140, 40, -1):
        columns = columns_for("model", width, "trendingScore", chosen)
        keys = [column.key for column in columns]
        assert keys == known or keys == known[:-1] or keys == ["id_and_state", *chosen[:1]]
        known = keys
        assert width - sum(column.width + 1 for column in columns[1:]) >= SHORT_ID_WIDTH
    assert [column.width for column in columns_for("model", 77, "trendingScore", chosen)][2:5] == [11, 6, 9]


def test_what_the_hub_tells_for_more_columns_is_shown() -> None:
    wire = b"""[{"id": "a/b", "tags": ["license:mit", "gptq", "4-bit", "en", "base_model:q/w",
        "base_model:quantized:q/w"],
        "gguf": {"context_length": 131072, "total": 8000000000, "totalFileSize": 4900000000}, "sha": "0123456789abcdef",
        "downloadsAllTime": 41000, "usedStorage": 5100000000, "siblings": [{"rfilename": "a"}, {"rfilename": "b"}],
        "config": {"model_type": "llama"}, "childrenModelCount": {"adapter": 3, "merge": 2}, "spaces": ["a/s"],
        "inference": "warm", "gated": "manual"}]"""
    more = fields_for("model", column_keys("model"))
    (row,) = rows_of(wire, "model", (*KINDS["model"].listing_fields, *more))
    wanted = {
        "licence": "mit",
        "weights": "4.9 GB",
        "context": "128K",
        "quantisation": "gptq 4-bit",
        "base": "q/w",
        "architecture": "llama",
        "languages": "en",
        "downloads_all": "41k",
        "storage": "5.1 GB",
        "files": "2",
        "commit": "0123456",
        "access": "by hand",
        "inference": "warm",
        "derived": "5",
        "spaces": "1",
    }
    assert {key: text(row, "model", key) for key in wanted} == wanted
    assert rows_of(wire, "model", KINDS["model"].listing_fields)[0].more is None


def test_odd_values_of_more_columns_cost_only_themselves() -> None:
    wire = b'[{"id": "a/b", "likes": 3, "sha": 7, "usedStorage": [], "siblings": {}, "childrenModelCount": {"a": 0.5}}]'
    (row,) = rows_of(wire, "model", fields_for("model", column_keys("model")))
    assert (row.id, row.likes, row.more) == ("a/b", 3, None)


def test_a_gguf_repo_shows_its_smallest_and_its_largest_quant() -> None:
    assert text(ModelRow("a/b", quants=("Q2_K", "Q4_K_M", "Q8_0")), "model", "quantisation") == "Q2_K to Q8_0"


def test_the_words_of_an_order_of_what_is_loaded() -> None:
    size, licence = column_of("model", "weights"), column_of("model", "licence")
    assert loaded_order_words(size, False) == "size ↓, of what is loaded"
    assert directions_of_column(size) == ("largest first ↓", "smallest first ↑")
    assert directions_of_column(licence) == ("a to z ↑", "z to a ↓")
    assert is_descending(size, is_reversed=False)
    assert not is_descending(licence, is_reversed=False)
    assert is_descending(licence, is_reversed=True)


def test_models_that_fit_come_before_those_that_fit_at_fewer_bits_and_unknown_ones_last() -> None:
    budget = parse_memory("24GB").budget()
    rank = sort_key_of("model", "fits", budget)
    fits, smaller, large = (ModelRow("a/b", parameters={"BF16": int(count * 1e9)}) for count in (7, 20, 700))
    ranks = [rank(row) for row in (fits, smaller, large)]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 3
    assert rank(ModelRow("a/b")) is None


def test_rows_with_changes_in_them_are_sorted_as_they_are_now() -> None:
    from hubtui.browser.searching import Searching
    from hubtui.presentation.choice import Choice
    from hubtui.resources.listing.list import ReposList
    from hubtui.resources.listing.orders import RepoOrders

    def ids() -> list[str]:
        return [row.id for row in searching.result()]

    model: Any = ReposList(None, Choice("model"))  # type: ignore[arg-type]  # loads nothing
    searching = Searching(None, model, None, None)  # type: ignore[arg-type]  # draws nothing
    rows = [ModelRow(f"a/{number}", parameters={"BF16": number * 10**9}) for number in (3, 9, 5)]
    model.items = rows
    assert searching.result() is rows
    searching.set("", RepoOrders("model", lambda: None).loaded(column_of("model", "weights")))
    assert ids() == ["a/9", "a/5", "a/3"]
    model.items = [rows[0], ModelRow("a/2", parameters={"BF16": 2}), ModelRow("a/none")]
    assert ids() == ["a/3", "a/2", "a/none"]
    model.items = rows
    assert ids() == ["a/9", "a/5", "a/3"]
