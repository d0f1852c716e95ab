"""The preview says what the listing knows, in lines that fit."""

import pytest

from hubtui.presentation.repo_preview import preview_lines
from hubtui.text.columns import Cell
from hubtui.text.width import cell_width


def test_a_model_as_drawn(qwen, now, words) -> None:
    assert words(preview_lines("model", qwen, 44, now)) == [
        "Qwen/Qwen3-8B",
        "text-generation · transformers",
        "apache-2.0 · en zh · not gated",
        "",
        "8.2B parameters, BF16, 16.4 GB",
        "created 28 Apr 2025, updated 3 d ago",
        "4.1M downloads a month, 3.2k likes",
        "arxiv:2505.09388",
    ]


@pytest.mark.parametrize(
    ("tags", "line"),
    [
        (["base_model:a/b", "base_model:quantized:a/b"], "quantized from a/b"),
        (["base_model:a/b", "base_model:finetune:a/b"], "fine-tuned from a/b"),
        (["base_model:adapter:a/b"], "adapter for a/b"),
        (["base_model:merge:a/b", "base_model:merge:c/d"], "merge of a/b, merge of c/d"),
        (["base_model:a/b"], "based on a/b"),
    ],
)
def test_a_derived_model_names_its_base(model_row, now, words, tags, line) -> None:
    assert words(preview_lines("model", model_row(tags=tags), 80, now))[-1] == line


@pytest.mark.parametrize(
    ("parameters", "line"),
    [
        ({"I32": 1_000_000_000, "BF16": 300_000_000}, "1.3B parameters, I32 and BF16, 4.6 GB"),
        ({"F8_E4M3": 2_000_000, "F32": 10, "BF16": 20}, "2.0M parameters, F8_E4M3 and BF16 and +1, 2.0 MB"),
        ({"WHAT": 1500}, "1.5k parameters, WHAT"),
    ],
)
def test_memory_is_the_sum_over_the_types(model_row, now, words, parameters, line) -> None:
    assert words(preview_lines("model", model_row(parameters=parameters), 80, now))[-1] == line


def test_who_may_have_it_is_said(model_row, now) -> None:
    lines = preview_lines("model", model_row(gated="manual", private=True, disabled=True), 80, now)
    assert [cell for cell in lines[1] if cell.text.strip() != "·"] == [
        Cell("disabled", "disabled"),
        Cell("private", "private"),
        Cell("gated, asked for by hand", "gated"),
    ]


def test_dates_that_are_none_are_not_told(model_row, now, words) -> None:
    row = model_row("bert", created_at="2022-03-02T23:29:04.000Z", last_modified="yesterday")
    assert words(preview_lines("model", row, 80, now)) == ["bert"]


def test_a_dataset(dataset_row, now, words) -> None:
    row = dataset_row(
        "HuggingFaceFW/fineweb",
        main_size=54_000_000_000,
        downloads=310_000,
        likes=1,
        gated=False,
        created_at="2022-03-02T23:29:04.000Z",
        last_modified="2025-07-01T11:59:30Z",
        tags=[
            "task_categories:text-generation",
            "modality:text",
            "license:odc-by",
            "language:en",
            "language:en",
            "size_categories:n>1T",
            "format:parquet",
            "arxiv:2406.17557",
        ],
    )
    assert words(preview_lines("dataset", row, 60, now)) == [
        "HuggingFaceFW/fineweb",
        "text-generation · text",
        "odc-by · en · not gated",
        "",
        "n>1T rows, 54 GB, parquet",
        "updated just now",
        "310k downloads a month, 1 like",
        "arxiv:2406.17557",
    ]


def test_a_space(space_row, now, words) -> None:
    row = space_row(
        "lmarena-ai/leaderboard",
        title="Arena",
        sdk="gradio",
        stage="RUNTIME_ERROR",
        hardware="cpu-basic",
        likes=4100,
        models=["a/b", "c/d", "e/f", "g/h"],
        datasets=["x/y"],
        tags=["license:mit"],
    )
    assert words(preview_lines("space", row, 60, now)) == [
        "lmarena-ai/leaderboard",
        "Arena",
        "gradio · runtime error · cpu-basic",
        "mit",
        "",
        "4.1k likes",
        "uses a/b, c/d, e/f, +1",
        "data x/y",
    ]


@pytest.mark.parametrize("kind", ["model", "dataset", "space"])
def test_a_row_of_which_nothing_is_known_is_its_id(request, now, words, kind) -> None:
    assert words(preview_lines(kind, request.getfixturevalue(f"{kind}_row")("bert"), 40, now)) == ["bert"]


HOSTILE = {
    "long": "a" * 10_000,
    "wide": "日本語 " * 400,
    "marks": "e" + "\u0301" * 500,
    "families": "👨\u200d👩\u200d👧 " * 50,
    "markup": "[@click=x][/nope]",
}


@pytest.mark.parametrize("kind", ["model", "dataset", "space"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("width", [10, 37, 120])
def test_no_line_is_wider_than_the_pane(request, now, kind, text, width) -> None:
    tags = [f"{start}{text}" for start in ("", "license:", "language:", "arxiv:", "base_model:quantized:", "format:")]
    row = request.getfixturevalue(f"{kind}_row")(text, tags=tags, private=True)
    for name in ("title", "sdk", "stage", "hardware", "pipeline_tag", "library_name"):
        if hasattr(row, name):
            setattr(row, name, text)
    if kind == "space":
        row.models = [text] * 3
    if kind == "model":
        row.parameters = {text: 10**30}
    for line in preview_lines(kind, row, width, now):
        assert sum(cell_width(cell.text) for cell in line) <= width
