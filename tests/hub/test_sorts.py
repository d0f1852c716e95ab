"""The one table of orders: every kind has those of the Hub, by their words and by the Hub's names."""

from types import SimpleNamespace

import pytest

from hubtui.hub.sorts import SORTS, known_sort, runs_down, sort_of, sorts_of, value_of
from hubtui.presentation.columns import columns_for


@pytest.mark.parametrize("repo_type", ["model", "dataset", "space"])
def test_every_order_is_found_by_its_words_and_by_the_hubs_name(repo_type: str) -> None:
    for sort in sorts_of(repo_type):
        assert sort_of(sort.words, repo_type) == sort_of(sort.wire, repo_type) == sort.wire


def test_each_kind_has_the_orders_that_the_hub_has_for_it() -> None:
    wires = {repo_type: {sort.wire for sort in sorts_of(repo_type)} for repo_type in ("model", "dataset", "space")}
    assert {"num_parameters", "likes7d", "likes30d"} <= wires["model"]
    assert {"mainSize", "likes7d", "likes30d"} <= wires["dataset"]
    assert {"likes7d", "likes30d"} <= wires["space"]
    assert not {"num_parameters", "mainSize", "downloads"} & wires["space"]


def test_an_unknown_order_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no order 'downloads'; there are trending, likes, likes7d, likes30d, updated"):
        sort_of("downloads", "space")


def test_the_columns_that_show_an_order_are_columns() -> None:
    for sort in SORTS:
        if sort.column:
            assert sort.column in {column.key for column in columns_for(sort.kinds[0], 160, sort.wire)}


def test_rows_run_down_where_they_fall_more_often_than_they_rise() -> None:
    def rows(*likes: int | None) -> list[SimpleNamespace]:
        return [SimpleNamespace(likes=one) for one in likes]

    assert runs_down(rows(5, 4, None, 3), "likes")
    assert not runs_down(rows(1, 2, 2, 3, 1), "likes")
    assert not runs_down(rows(1, 1, 1), "likes")
    assert not runs_down([], "likes")
    assert value_of(rows(1)[0], "likes7d") is None
    assert known_sort("somethingNew").words == "somethingNew"
