"""The order of a listing in words, and where an arrow may stand."""

import pytest

from hubtui.hub.sorts import sorts_of
from hubtui.presentation.sort_words import directions_of, only_downwards, order_words


def test_the_order_is_said_with_its_direction() -> None:
    assert order_words("trendingScore", False) == "trending ↓"
    assert order_words("createdAt", True) == "created ↑"
    assert order_words("createdAt", None) == "created"
    assert order_words("num_parameters", False) == "parameters ↓"
    assert order_words("somethingNew", False) == "somethingNew ↓"


@pytest.mark.parametrize("repo_type", ["model", "dataset", "space"])
def test_the_menu_has_an_upward_arrow_only_for_orders_that_the_hub_gives_upwards(repo_type: str) -> None:
    upwards = {sort.words for sort in sorts_of(repo_type) if "↑" in directions_of(sort)[1]}
    assert upwards == {"created"}


def test_an_order_that_runs_one_way_is_said_to() -> None:
    assert only_downwards("likes") == "the Hub does not sort by likes the other way: most first"
