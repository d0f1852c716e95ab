"""What a TARGET, a link or anything pasted means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.hub.targets import Target, target_of, target_of_link, url_of

HUB = "https://huggingface.co"
OWN = "http://127.0.0.1:8765"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("gpt2", Target("model", "gpt2")),
        ("models/Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("datasets/openai/gsm8k", Target("dataset", "openai/gsm8k")),
        ("datasets/squad", Target("dataset", "squad")),
        ("spaces/a/b", Target("space", "a/b")),
        ("papers/2505.09388", Target("paper", "2505.09388")),
        ("collections/ada/small-0123456789abcdef01234567", Target("collection", "ada/small-0123456789abcdef01234567")),
        ("ada/small-0123456789abcdef01234567", Target("collection", "ada/small-0123456789abcdef01234567")),
        (f"{HUB}/Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        ("huggingface.co/Qwen/Qwen3-8B", Target("model", "Qwen/Qwen3-8B")),
        (f"{HUB}/Qwen/Qwen3-8B/tree/v1", Target("model", "Qwen/Qwen3-8B", "v1")),
        (f"{HUB}/Qwen/Qwen3-8B/tree/main", Target("model", "Qwen/Qwen3-8B")),
        (f"{HUB}/a/b/blob/v1/x/y.txt", Target("model", "a/b", "v1", "x/y.txt")),
        (f"{HUB}/a/b/tree/refs%2Fpr%2F1/x", Target("model", "a/b", "refs/pr/1", "x", "files")),
        (f"{HUB}/datasets/a/b/resolve/main/d.csv?download=true", Target("dataset", "a/b", "", "d.csv")),
        (f"{HUB}/a/b/discussions/3#top", Target("model", "a/b")),
        (f"{HUB}/spaces/a/b", Target("space", "a/b")),
        (f"{HUB}/papers/2505.09388", Target("paper", "2505.09388")),
        ("https://arxiv.org/abs/2505.09388", Target("paper", "2505.09388")),
        ("https://arxiv.org/pdf/2505.09388.pdf", Target("paper", "2505.09388")),
        (f"{HUB}/Qwen", Target("listing", "model", author="Qwen")),
        (f"{HUB}/datasets?search=math", Target("listing", "dataset", search="math")),
        (
            f"{HUB}/models?pipeline_tag=text-generation&library=mlx&license=license:mit&sort=modified&apps=vllm",
            Target(
                "listing",
                "model",
                filters=("tag:text-generation", "tag:mlx", "tag:license:mit", "app:vllm"),
                sort="lastModified",
            ),
        ),
        (
            f"{HUB}/models?num_parameters=min:6B,max:12B&sort=nonsense",
            Target("listing", "model", filters=("parameters:6b..12b",)),
        ),
        (f"{OWN}/a/b", Target("model", "a/b")),
        (f"{OWN}/datasets/a/b", Target("dataset", "a/b")),
    ],
)
def test_every_form(text: str, target: Target) -> None:
    assert target_of(text, OWN) == target


@pytest.mark.parametrize(
    "text",
    ["", "a/b/c", "foo bar", "-x", "a--b/c", "../etc", "datasets", "https://example.com/a/b", "ftp://huggingface.co/a/b",
     "papers/x", "collections/x", "javascript:alert(1)", "a/b.git", "http://[", f"{HUB}/settings/tokens", "x" * 200],
)  # fmt: skip
def test_what_is_none_is_told_what_would_have_been_right(text: str) -> None:
    with pytest.raises(ValueError, match="give a repo id, datasets/ID"):
        target_of(text, OWN)


@pytest.mark.parametrize(
    "target",
    [
        Target("model", "a/b"),
        Target("dataset", "a/b", "v1"),
        Target("space", "a/b"),
        Target("model", "a/b", "refs/pr/1"),
        Target("paper", "2505.09388"),
        Target("collection", "ada/small-0123456789abcdef01234567"),
        Target("listing", "dataset", author="ada"),
        Target("listing", "model", search="a & b, c?#é", author="Qwen", sort="likes"),
        Target("listing", "model", filters=("tag:transformers", "tag:license:mit", "app:vllm", "parameters:6b..9.5b")),
        Target("listing", "model", filters=("parameters:..3b",), sort="createdAt"),
    ],
)
def test_a_page_is_found_again_by_its_url(target: Target) -> None:
    assert target_of(url_of(target, OWN), OWN) == target


@given(st.text(max_size=80))
def test_any_text_is_a_target_or_a_value_error(text: str) -> None:
    try:
        found = target_of(text, OWN)
    except ValueError:
        return
    assert found.id


@given(st.text(max_size=80), st.sampled_from(["", "https://", f"{HUB}/", f"{OWN}/", "//"]))
def test_any_link_leads_somewhere_or_to_the_web(text: str, before: str) -> None:
    found = target_of_link(before + text, OWN)
    assert found.kind != "web" or found.id == before + text
