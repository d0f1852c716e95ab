"""The orders of each kind in words, both ways."""

import pytest

from hubtui.hub.kinds import KINDS
from hubtui.presentation.filters import order_words, sort_of, sorts_of


@pytest.mark.parametrize("repo_type", KINDS)
def test_every_order_of_the_wire_has_words_and_finds_its_way_back(repo_type) -> None:
    assert [sort.wire for sort in sorts_of(repo_type)] == list(KINDS[repo_type].sorts)
    for sort in sorts_of(repo_type):
        assert sort_of(sort.words, repo_type) == sort_of(sort.wire, repo_type) == sort.wire
        assert sort.directions[0].endswith("↓")
        assert sort.directions[1].endswith("↑")


def test_the_order_is_said_with_its_direction() -> None:
    assert order_words("trendingScore", False) == "trending ↓"
    assert order_words("lastModified", True) == "updated ↑"
    assert order_words("num_parameters", False) == "parameters ↓"
    assert order_words("somethingNew", False) == "somethingNew ↓"


def test_an_unknown_order_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no order 'downloads'; there are trending, likes, updated, created, author"):
        sort_of("downloads", "space")
