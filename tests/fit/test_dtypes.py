"""Bytes of weights by their data type."""

import pytest

from hubtui.fit.dtypes import bits_of, named_parameters, packed_bits, stored_size


def test_types_say_how_wide_they_are() -> None:
    assert [bits_of(dtype) for dtype in ("F64", "F32", "BF16", "I8", "U4", "F8_E5M2", "BOOL", "", "f16", "X")] == [
        64, 32, 16, 8, 4, 8, 8, 0, 0, 0,
    ]  # fmt: skip
    assert stored_size({"U4": 3, "BF16": 2}) == 5


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Qwen/Qwen3-32B-AWQ", 32e9),
        ("mistralai/Mixtral-8x7B-v0.1", 56e9),
        ("Qwen/Qwen3-30B-A3B", 30e9),
        ("openai/gpt-oss-20b", 20e9),
        ("google/gemma_3_270m", 270e6),
        ("a/Llama-3.2-1.5B-4bit", 1.5e9),
        ("70B/anything", 0),
        ("google/gemma-3n-E4B-it", 0),
        ("a/v1b2c3", 0),
    ],
)
def test_the_number_of_parameters_in_a_name(name: str, number: float) -> None:
    assert named_parameters(name) == number


@pytest.mark.parametrize(
    ("tags", "config", "bits"),
    [
        (["transformers"], None, None),
        (["gptq"], None, 4),
        (["compressed-tensors", "8-bit"], None, 8),
        (["8-bit", "mxfp4"], None, 4),
        ([], {"quantization_config": {"quant_method": "gptq", "bits": 3}}, 3),
        ([], {"quantization_config": {"load_in_8bit": True}}, 8),
        ([], {"quantization_config": {"quant_method": "mxfp4"}}, 4),
        (["awq"], {"quantization_config": {"bits": "four"}}, 4),
        ([], {"quantization_config": 4}, None),
    ],
)
def test_the_bits_of_a_quantised_repo(tags: list[str], config: object, bits: int | None) -> None:
    assert packed_bits(tags, config) == bits
