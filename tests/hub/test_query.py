"""A query says to the Hub what was asked for, in the Hub's words."""

import pytest

from hubtui.hub.query import ListingQuery, parameter_range


def test_a_plain_query_has_its_order_and_its_length() -> None:
    assert ListingQuery("model").parameters() == [("sort", "trendingScore"), ("limit", "100")]


def test_everything_that_can_be_asked_for() -> None:
    query = ListingQuery(
        "model",
        search="qwen 3",
        author="Qwen",
        filters=("license:mit", "en"),
        sort="author",
        ascending=True,
        limit=5,
        expand=("author", "tags"),
        gated=False,
        pipeline_tag="fill-mask",
        apps=("vllm",),
        inference="warm",
        num_parameters="min:6B,max:9B",
    )
    assert dict.fromkeys(key for key, _ in query.parameters()).keys() == {
        *("search", "author", "filter", "sort", "direction", "limit", "expand", "gated"),
        *("pipeline_tag", "apps", "inference", "num_parameters"),
    }
    assert [value for key, value in query.parameters() if key == "filter"] == ["license:mit", "en"]
    assert ("direction", "1") in query.parameters()
    assert ("gated", "false") in query.parameters()
    assert hash(query) == hash(ListingQuery(**{name: getattr(query, name) for name in query.__slots__}))


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("6b..9b", "min:6B,max:9B"),
        (" 500M .. 1.5b ", "min:500M,max:1.5B"),
        ("..3b", "max:3B"),
        ("70B..", "min:70B"),
        ("7b", "min:6.3B,max:7.7B"),
        ("1t", "min:900B,max:1.1T"),
        ("1000..2000", "min:1K,max:2K"),
    ],
)
def test_numbers_of_parameters_as_they_are_typed(typed: str, wire: str) -> None:
    assert parameter_range(typed) == wire


@pytest.mark.parametrize("typed", ["", "..", "b", "7x", "-1b", "7b..x", "1..2..3", "٣b"])
def test_what_is_no_number_of_parameters_is_told_how_to_write_one(typed: str) -> None:
    with pytest.raises(ValueError, match="is no number of parameters; write 7b, "):
        parameter_range(typed)


def test_a_range_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="begins above its end"):
        parameter_range("9b..6b")
