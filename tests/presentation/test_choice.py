"""What a filter bar shows becomes the Hub's query, and nothing is lost on the way."""

import pytest

from hubtui.hub.sorts import SORTS
from hubtui.presentation.choice import Choice, from_json, to_json, without_conflicts
from hubtui.resources.listing.filters import filters_without_tag, option_of, typed_option


def test_every_filter_has_its_place_in_the_query() -> None:
    filters = ("tag:license:mit", "tag:text-generation", "parameters:6b..9b", "app:vllm", "access:gated")
    query = Choice("model", " qwen ", "Qwen", (*filters, "inference:warm"), "createdAt", True).queries(("likes",), 50)[
        0
    ]
    assert (query.search, query.author, query.filters) == ("qwen", "Qwen", ("license:mit", "text-generation"))
    assert (query.num_parameters, query.apps, query.gated) == ("min:6B,max:9B", ("vllm",), True)
    assert (query.inference, query.sort, query.ascending, query.limit) == ("warm", "createdAt", True, 50)


def test_open_asks_for_what_is_not_gated() -> None:
    assert Choice("dataset", filters=("access:open",)).queries((), 1)[0].gated is False
    assert Choice("dataset").queries((), 1)[0].gated is None


def test_chips_read_without_prefixes_and_go_one_by_one() -> None:
    choice = Choice("model", author="Qwen", filters=("tag:license:mit", "parameters:7b"))
    assert [chip.label for chip in choice.chips()] == ["author Qwen", "mit", "7b"]
    for chip in choice.chips():
        choice = choice.without(chip.name)
    assert choice == Choice("model")


def test_whether_models_fit_is_not_asked_of_the_hub_but_what_tells_it_is() -> None:
    choice = Choice("model", filters=("tag:gguf", "fits:4"))
    query = choice.queries(choice.fields, choice.rows_per_request(100))[0]
    assert (query.filters, query.limit) == (("gguf",), 500)
    assert "siblings" in query.expand
    assert choice.fits == "fits:4"
    assert [chip.label for chip in choice.chips()] == ["gguf", "fits at 4 bits"]
    assert from_json("model", to_json(choice)) == choice


def test_the_names_of_files_are_asked_for_only_where_they_tell_something() -> None:
    assert "siblings" not in Choice("model").fields
    assert "siblings" not in Choice("model", filters=("tag:safetensors", "app:vllm")).fields
    assert "siblings" in Choice("model", filters=("app:ollama",)).fields
    assert "siblings" in Choice("model", text="qwen GGUF").fields
    assert "siblings" not in Choice("dataset", text="gguf").fields
    assert "siblings" not in Choice("dataset", filters=("fits:now",)).fields
    assert Choice("model").rows_per_request(100) == 100


def test_clearing_keeps_the_order() -> None:
    choice = Choice("model", "x", "y", ("tag:z",), "createdAt", True)
    assert choice.cleared() == Choice("model", sort="createdAt", ascending=True)


def test_upwards_is_asked_for_only_where_the_hub_has_it() -> None:
    for sort in SORTS:
        choice = Choice(sort.kinds[0], sort=sort.wire, ascending=True)
        assert (choice.ascending, choice.queries((), 1)[0].ascending) == (sort.both_ways, sort.both_ways)
        kept = from_json(sort.kinds[0], to_json(choice) | {"ascending": True})
        assert kept == choice


def test_several_listings_are_not_merged_by_what_rows_do_not_tell() -> None:
    with pytest.raises(ValueError, match="cannot be merged by likes7d"):
        Choice("model", author="a, b", sort="likes7d").queries((), 1)
    assert len(Choice("model", author="a, b", sort="likes").queries((), 1)) == 2


def test_of_filters_that_exclude_each_other_the_last_one_counts() -> None:
    names = ("parameters:7b", "tag:a", "access:open", "parameters:70b..", "tag:a", "access:gated")
    assert without_conflicts(names) == ("parameters:70b..", "tag:a", "access:gated")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("7b", "parameters:7b"),
        ("..3b", "parameters:..3b"),
        ("mit", "tag:license:mit"),
        ("a b", "tag:a b"),
        ("mit | apache-2.0", "tag:license:mit|license:apache-2.0"),
        ("4gb", "parameters:..2b"),
        ("under 3 GB", "parameters:..1.5b"),
        ("<24GiB", "parameters:..12b"),
    ],
)
def test_what_is_typed_becomes_a_filter(typed: str, name: str) -> None:
    option = typed_option("model", typed)
    assert option is not None
    assert option.name == name


def test_a_range_that_is_none_is_said_in_words() -> None:
    with pytest.raises(ValueError, match=r"\.\."):
        typed_option("model", "7x..9q")


def test_every_ready_made_filter_makes_a_query() -> None:
    for option in filters_without_tag("model"):
        assert option_of(option.name) == option
        Choice("model", filters=(option.name,)).queries((), 1)[0]
