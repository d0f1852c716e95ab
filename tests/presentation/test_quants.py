"""Quantized models by method, with the size of what would be loaded."""

import pytest

from hubtui.fit.verdict import Budget
from hubtui.hub.models.rows import ModelRow
from hubtui.presentation.quants import (
    METHODS,
    base_of_quant,
    cells,
    columns_for,
    group_of,
    group_parts,
    method_of,
    methods_words,
    size_of,
)


@pytest.mark.parametrize(
    ("repo_id", "tags", "library", "method"),
    [
        ("bartowski/Qwen3-8B-GGUF", ["gguf"], None, "GGUF"),
        ("a/plain", ["gguf", "awq"], None, "GGUF"),
        ("mlx-community/Qwen3-8B-4bit", ["mlx", "safetensors", "4-bit"], "mlx", "MLX"),
        ("Qwen/Qwen3-8B-AWQ", ["awq", "4-bit"], "transformers", "AWQ"),
        ("a/m-GPTQ-Int4", [], "transformers", "GPTQ"),
        ("a/m_gptq.int8", [], None, "GPTQ"),
        ("unsloth/m-bnb-4bit", ["bitsandbytes", "fp8"], "transformers", "bitsandbytes"),
        ("nvidia/m-FP8", ["compressed-tensors"], None, "FP8"),
        ("a/m-exl2", [], None, "EXL2"),
        ("onnx-community/m-ONNX", ["onnx"], "transformers.js", "ONNX"),
        ("a/m-int4-AutoRound", ["auto-round"], None, "AutoRound"),
        ("a/small", [], None, "other"),
        ("awq/model", [], None, "other"),
        ("", ["GGUF"], "", "GGUF"),
    ],
)
def test_the_method_is_told_by_library_name_and_tags(
    repo_id: str, tags: list[str], library: str | None, method: str
) -> None:
    assert method_of(repo_id, tags, library) == method


def test_methods_are_counted_in_their_order() -> None:
    assert methods_words(["AWQ", "other", "GGUF", "GGUF"]) == "2 GGUF, 1 AWQ, 1 other"


def test_rows_are_grouped_by_method_and_the_most_downloaded_come_first() -> None:
    rows = [
        ModelRow("a/m-AWQ", downloads=900),
        ModelRow("a/m-GGUF", downloads=1),
        ModelRow("b/m-GGUF", downloads=None),
        ModelRow("c/m-GGUF", downloads=5),
    ]
    assert [row.id for row in sorted(rows, key=group_of)] == ["c/m-GGUF", "a/m-GGUF", "b/m-GGUF", "a/m-AWQ"]
    assert [name for name, _ in group_parts(rows)] == ["group:GGUF", "group:AWQ"]
    assert set(METHODS) >= {"GGUF", "AWQ", "GPTQ", "MLX", "other"}


def test_the_size_of_a_gguf_repo_is_that_of_the_quant_that_fits() -> None:
    row = ModelRow("a/m-GGUF", tags=["gguf"], parameter_total=8 * 10**9, quants=("Q4_K_M", "Q8_0", "F16"))
    assert size_of(row, Budget(12 * 10**9)) == 8_500_000_000
    assert size_of(row) == 4_890_000_000
    method, _, size, fits, *_ = cells(row, columns_for(76), Budget(12 * 10**9))
    assert [method.text, size.text, fits.text] == ["GGUF", "8.5 GB", "fits Q8_0"]


def test_a_quant_of_unknown_size_shows_a_dash() -> None:
    assert [cell.text for cell in cells(ModelRow("a/b"), columns_for(120), None)][2:4] == ["–", "unknown"]


def test_the_base_of_a_quant_is_named_by_its_tag() -> None:
    assert base_of_quant(["base_model:Qwen/Qwen3-8B", "base_model:quantized:Qwen/Qwen3-8B"]) == "Qwen/Qwen3-8B"
    assert base_of_quant(["base_model:finetune:Qwen/Qwen3-8B"]) == ""
