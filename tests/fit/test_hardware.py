"""The memory of devices as it is written."""

import pytest

from hubtui.fit.hardware import Hardware, hardware_of_account, parse_memory, parse_nvidia_smi


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("24GB", [24 * 10**9]),
        ("2x80GB", [80 * 10**9] * 2),
        ("24GB + 2 x 16 GiB", [24 * 10**9, 2**34, 2**34]),
        ("16 GiB", [2**34]),
        ("8", [8 * 10**9]),
        ("0.5TB", [5 * 10**11]),
    ],
)
def test_memory_as_a_user_writes_it(text: str, sizes: list[int]) -> None:
    assert parse_memory(text) == Hardware("", tuple(sizes))


@pytest.mark.parametrize(
    "text", ["", "a lot", "24 parsecs", "-5GB", "1e99GB", "0GB", "0x8GB", "9999x8GB", "24GB+", "x8GB", "٣GB x"]
)
def test_what_is_no_size_gets_a_line_that_says_how_one_is_written(text: str) -> None:
    with pytest.raises(ValueError, match='write "24GB", "2x80GB" or "24GB\\+16GB"'):
        parse_memory(text)


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ("NVIDIA A100, 40960\n", Hardware("NVIDIA A100", (40960 << 20,))),
        ("NVIDIA L4, 23034\nNVIDIA L4, 23034\n", Hardware("2 × NVIDIA L4", (23034 << 20,) * 2)),
        ("NVIDIA L4, 23034\nTesla T4, 15360\n", Hardware("2 GPUs", (23034 << 20, 15360 << 20))),
        ("No devices were found\n", None),
        ("", None),
        ("NVIDIA GB10, [N/A]\n", None),
        ("NVIDIA L4, 0\n", None),
    ],
)
def test_gpus_as_nvidia_smi_prints_them(output: str, found: Hardware | None) -> None:
    assert parse_nvidia_smi(output) == found


def test_several_gpus_have_a_sum_and_a_largest_one() -> None:
    budget = Hardware("2 GPUs", (24, 16)).budget(tokens=5)
    assert (budget.memory, budget.largest, budget.devices, budget.tokens) == (40, 24, 2, 5)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([{"sku": "RTX 4090", "mem": 24, "num": 2, "isPrimary": True}], Hardware("2 × RTX 4090", (24 * 10**9,) * 2)),
        ([{"sku": ["GPU", "L4"], "mem": 24}, {"sku": "T4", "mem": 16}], Hardware("2 GPUs", (24 * 10**9, 16 * 10**9))),
        ([], None),
        (None, None),
        ("x", None),
        ([{}, 3, {"sku": "x"}, {"mem": "24", "num": 1}, {"mem": 24, "num": 0}, {"mem": 10**400, "num": 1}], None),
        ([{"mem": 24, "num": 10**9}, {"mem": True}, {"mem": float("nan")}], None),
    ],
)  # fmt: skip
def test_hardware_that_is_kept_at_the_hub(items: object, found: Hardware | None) -> None:
    assert hardware_of_account(items) == found
