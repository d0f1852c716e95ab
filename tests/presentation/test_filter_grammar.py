"""One grammar of filters: what is typed anywhere becomes the same filter, and reads back to it."""

import re

import pytest

from hubtui.cli.arguments import parsed
from hubtui.cli.listing_options import choices_of
from hubtui.config.usage_error import UsageError
from hubtui.presentation.choice import Choice
from hubtui.presentation.filter_grammar import filter_of, is_known, words_of
from hubtui.presentation.query_terms import APPS
from hubtui.resources.listing.filters import typed_option

MEANT = [
    ("model", "7b", "parameters:7b"),
    ("model", "7b..9b", "parameters:7b..9b"),
    ("model", " 7B .. 9B ", "parameters:7b..9b"),
    ("model", "..9b", "parameters:..9b"),
    ("model", "9b..", "parameters:9b.."),
    ("model", "<9b", "parameters:..9b"),
    ("model", "<= 9b", "parameters:..9b"),
    ("model", "under 9B", "parameters:..9b"),
    ("model", ">70b", "parameters:70b.."),
    ("model", "at least 70b", "parameters:70b.."),
    ("model", "4GB", "parameters:..2b"),
    ("model", "<24GiB", "parameters:..12b"),
    ("model", ">40GB", "parameters:20b.."),
    ("model", "4GB..8GB", "parameters:2b..4b"),
    ("model", "vllm", "app:vllm"),
    ("model", "vLLM", "app:vllm"),
    ("model", "llama.cpp|ollama", "app:llama.cpp|ollama"),
    ("model", "transformers", "tag:transformers"),
    ("model", "app:transformers", "app:transformers"),
    ("model", "gated", "access:gated"),
    ("model", "open", "access:open"),
    ("dataset", "not gated", "access:open"),
    ("model", "warm", "inference:warm"),
    ("model", "fits", "fits:now"),
    ("model", "Fits at 4 bits", "fits:4"),
    ("model", "fits at 8  bits", "fits:8"),
    ("model", "fits or unknown", "fits:unknown"),
    ("dataset", "fits", "tag:fits"),
    ("model", "de", "tag:de"),
    ("model", "DE", "tag:de"),
    ("model", "german", "tag:de"),
    ("model", "German", "tag:de"),
    ("dataset", "de", "tag:language:de"),
    ("dataset", "german", "tag:language:de"),
    ("model", "mit", "tag:license:mit"),
    ("model", "mit | apache-2.0", "tag:license:mit|license:apache-2.0"),
    ("dataset", "10K–100K", "tag:size_categories:10K<n<100K"),
    ("model", "base_model:quantized:Qwen/Qwen3-8B", "tag:base_model:quantized:Qwen/Qwen3-8B"),
    ("model", "7b-instruct", "tag:7b-instruct"),
    ("model", "My Tag", "tag:My Tag"),
    ("dataset", "7b", "tag:7b"),
    ("space", "gated", "tag:gated"),
    ("space", "vllm", "tag:vllm"),
]


@pytest.mark.parametrize(("repo_type", "typed", "name"), MEANT)
def test_what_is_typed_is_the_same_filter_everywhere(repo_type: str, typed: str, name: str) -> None:
    assert filter_of(typed, repo_type) == name  # type: ignore[arg-type]
    assert typed_option(repo_type, typed).name == name  # type: ignore[arg-type]
    for command in ((), ("list",)):
        kind = f"{repo_type}s"
        where = (kind,) if command else ("--tab", kind)
        _, options = parsed([*command, *where, f"--filter={typed}"])
        assert choices_of(options)[kind].filters == (name,)
    Choice(repo_type, filters=(name,)).queries((), 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("repo_type", "typed", "name"), MEANT)
def test_a_filter_reads_back_to_itself(repo_type: str, typed: str, name: str) -> None:
    assert filter_of(words_of(name, repo_type), repo_type) == name  # type: ignore[arg-type]
    assert filter_of(name, repo_type) == name  # type: ignore[arg-type]


@pytest.mark.parametrize("app", APPS)
def test_every_app_can_be_named(app: str) -> None:
    assert filter_of(f"app:{app}", "model") == f"app:{app}"


@pytest.mark.parametrize(
    ("repo_type", "typed", "words"),
    [
        ("model", "7x..9q", "is no number of parameters; write 7b, 6b..9b"),
        ("model", "9b..7b", "begins above its end"),
        ("model", "..", "is no number of parameters"),
        ("model", "<9x", "is no number of parameters"),
        ("model", "", "a filter is needed"),
        ("model", " | ", "a filter is needed"),
        ("model", "vllm|mit", "mixes app and tag"),
        ("model", "access:maybe", '"gated" or "open"'),
        ("model", "parameters:x", "is no number of parameters"),
        ("dataset", "<9b", "only models can be filtered by their size"),
        ("space", "app:vllm", "only models can be filtered by app"),
        ("space", "access:gated", '"gated" or "open"'),
        ("model", "inference:cold", '"warm" alone'),
        ("model", "fits:16", "one of: fits, fits at 8 bits"),
        ("model", "fits|fits at 4 bits", "one of these is enough"),
        ("dataset", "fits:now", "only models can be filtered by fits"),
    ],
)
def test_what_is_no_filter_is_told_in_one_line(repo_type: str, typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        filter_of(typed, repo_type)  # type: ignore[arg-type]
    _, options = parsed(["list", f"{repo_type}s", f"--filter={typed}"])
    with pytest.raises(UsageError, match="argument --filter: ") as said:
        choices_of(options)
    assert words in str(said.value)


def test_of_filters_that_exclude_each_other_the_last_counts() -> None:
    _, options = parsed(["list", "models", "--filter", "7b", "--filter", "gated", "--filter", "..3b"])
    assert choices_of(options)["models"].filters == ("access:gated", "parameters:..3b")


def test_the_palette_offers_only_what_is_more_than_a_tag_as_typed() -> None:
    assert all(is_known(text, "model") for text in ("..9b", "vllm", "gated", "german", "mit"))
    assert not any(is_known(text, "model") for text in ("", "help", "7x..9q", "my tag"))
