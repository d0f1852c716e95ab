"""Tags read without their prefixes, and what is typed finds its tag again."""

import pytest

from hubtui.presentation.tags import languages, tag_for_label, tag_label, without_prefix

BOTH_WAYS = [
    ("model", "license:apache-2.0", "apache-2.0"),
    ("dataset", "license:mit", "mit"),
    ("model", "text-generation", "text-generation"),
    ("model", "en", "en"),
    ("dataset", "language:en", "en"),
    ("dataset", "size_categories:10K<n<100K", "10K–100K"),
    ("model", "dataset:rajpurkar/squad", "dataset rajpurkar/squad"),
    ("model", "base_model:quantized:Qwen/Qwen3-8B", "base_model quantized Qwen/Qwen3-8B"),
    ("model", "region:us", "region us"),
    ("model", "arxiv:2505.09388", "arxiv:2505.09388"),
]


@pytest.mark.parametrize(("repo_type", "tag", "label"), BOTH_WAYS)
def test_a_tag_and_its_label_lead_to_each_other(repo_type: str, tag: str, label: str) -> None:
    assert tag_label(tag) == label
    assert tag_for_label(label, repo_type) == tag


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        ("task_categories:text-generation", "text-generation"),
        ("modality:text", "text"),
        ("format:parquet", "parquet"),
        ("license:", "license:"),
        ("", ""),
    ],
)
def test_a_tag_reads_without_its_prefix(tag: str, label: str) -> None:
    assert tag_label(tag) == label


def test_what_is_no_known_label_is_a_tag_as_typed() -> None:
    assert tag_for_label("  my own tag ", "model") == "my own tag"
    assert tag_for_label("other", "model") == "other"
    assert tag_for_label("license:mit", "model") == "license:mit"


def test_languages_are_found_among_other_tags_once_each() -> None:
    assert languages(["tf", "en", "language:en", "zh", "moe", "language:yue-Hant", "multilingual"]) == [
        "en",
        "zh",
        "yue-Hant",
        "multilingual",
    ]


def test_named_keeps_the_order() -> None:
    assert without_prefix(["format:b", "x", "format:a"], "format:") == ["b", "a"]
