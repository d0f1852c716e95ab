"""The verdicts on the kinds of models that the Hub has."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.fit.model import ADAPTER, NO_SIZE, OTHER_QUANTS, UNCLEAR, ModelFacts, Verdicts, sizes_of, verdicts_of
from hubtui.fit.quants import BITS
from hubtui.fit.verdict import Budget, Verdict, judge, needs_several

GB = 10**9
FITS, TIGHT, TOO_LARGE, UNKNOWN = Verdict.FITS, Verdict.TIGHT, Verdict.TOO_LARGE, Verdict.UNKNOWN
LLAMA = ModelFacts("meta-llama/Llama-3.1-8B", task="text-generation", parameters={"BF16": 8_030_261_248})
TWENTY = tuple(BITS)[:20]


def words(facts: ModelFacts, gigabytes: float, **more: float) -> tuple[str, str, str]:
    found = verdicts_of(facts, Budget(int(gigabytes * GB), **more))  # type: ignore[arg-type]
    return found.as_is.value, found.at_8_bits.value, found.at_4_bits.value


@pytest.mark.parametrize(
    ("gigabytes", "expected"),
    [
        (24, ("fits", "fits", "fits")),
        (18, ("tight", "fits", "fits")),
        (12, ("too large", "fits", "fits")),
        (10, ("too large", "tight", "fits")),
        (6, ("too large", "too large", "too large")),
    ],
)
def test_a_model_in_16_bits_may_fit_in_fewer(gigabytes: float, expected: tuple[str, str, str]) -> None:
    assert words(LLAMA, gigabytes) == expected


def test_the_context_and_the_reserve_count() -> None:
    # 16.1 GB of weights and 1.1 GB of context in 19.2 GB: nine tenths of that are 17.3 GB.
    assert words(LLAMA, 19.2)[0] == "fits"
    assert words(LLAMA, 19.2, tokens=32_768)[0] == "too large"
    assert words(LLAMA, 19.2, reserve=0.2)[0] == "tight"


def test_the_context_is_read_from_a_config_and_else_estimated() -> None:
    config = {"num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8, "hidden_size": 4096}
    known = verdicts_of(replace(LLAMA, config=config), Budget(24 * GB))
    assert (known.cache, known.is_estimate) == (32 * 8 * 128 * 2 * 2 * 8192, False)
    estimated = verdicts_of(LLAMA, Budget(24 * GB))
    assert estimated.is_estimate
    assert estimated.cache == pytest.approx(known.cache, rel=0.1)


def test_what_generates_nothing_has_no_context() -> None:
    image_model = ModelFacts("black-forest-labs/FLUX.1-dev", task="text-to-image", parameters={"BF16": 11_900_000_000})
    assert verdicts_of(image_model, Budget(24 * GB)).cache == 0


def test_a_repo_without_any_size_is_unknown() -> None:
    found = verdicts_of(ModelFacts("a/b", task="text-generation"), Budget(10**15))
    assert found == Verdicts(UNKNOWN, UNKNOWN, UNKNOWN, is_estimate=True, reason=NO_SIZE)


def test_no_budget_makes_an_adapter_fit_without_its_base() -> None:
    adapter = ModelFacts("a/b-lora", tags=["lora", "base_model:adapter:c/d"], parameters={"F32": 40_000_000})
    assert verdicts_of(adapter, Budget(10**15)) == Verdicts(UNKNOWN, UNKNOWN, UNKNOWN, reason=ADAPTER)
    with_base = replace(adapter, base=LLAMA)
    assert words(with_base, 24) == ("fits", "fits", "fits")
    assert words(with_base, 12) == ("too large", "fits", "fits")
    base, both = sizes_of(LLAMA).as_is, sizes_of(with_base).as_is
    assert base is not None
    assert both == (base.low + 160_000_000, base.high + 160_000_000)


def test_what_was_merged_with_its_adapter_is_no_adapter() -> None:
    assert words(replace(LLAMA, tags=["lora", "unsloth"]), 24)[0] == "fits"
    named_by_its_base = ModelFacts("a/mine", tags=["base_model:adapter:x/Y-8B"], parameters={"BF16": 8_030_261_248})
    assert words(named_by_its_base, 24)[0] == "fits"


def test_types_that_nobody_can_read_make_a_size_unknown() -> None:
    assert words(ModelFacts("a/b", parameters={"WHAT": 10**9, "BF16": 10**9}), 24)[0] == "unknown"
    assert words(ModelFacts("a/b", parameters={"WHAT": 10**3, "BF16": 10**9}), 24)[0] == "fits"


def test_a_repo_for_mlx_in_16_bits_can_be_made_smaller() -> None:
    facts = ModelFacts("mlx-community/Qwen3-8B-bf16", tags=["mlx"], parameters={"BF16": 8_190_735_360})
    assert words(facts, 12) == ("too large", "fits", "fits")


ANY_COUNT = st.integers(-(2**63), 2**63 - 1)
DTYPES = st.sampled_from(["BF16", "F32", "I32", "U8", "F8_E4M3", "BOOL", "WHAT", ""])
FACTS = st.builds(
    ModelFacts,
    st.text(max_size=20),
    st.lists(st.sampled_from(["gguf", "lora", "awq", "4-bit", "mxfp4", "base_model:adapter:a/b-8B", "x"]), max_size=4),
    st.sampled_from(["", "text-generation", "text-to-image"]),
    st.dictionaries(DTYPES, ANY_COUNT, max_size=3),
    ANY_COUNT,
    st.lists(st.sampled_from([*BITS, "nonsense"]), max_size=5),
    ANY_COUNT,
    st.dictionaries(st.sampled_from(["Q4_K_M", "safetensors"]), ANY_COUNT, max_size=2),
    st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner), max_leaves=5),
)


@given(FACTS, st.integers(1, 10**15), st.integers(0, 10**8))
def test_whatever_a_hub_tells_there_is_a_verdict(facts: ModelFacts, memory: int, tokens: int) -> None:
    verdicts_of(facts, Budget(memory, tokens=tokens))


def test_all_experts_of_a_mixture_count() -> None:
    mixture = ModelFacts("Qwen/Qwen3-30B-A3B", task="text-generation", parameters={"BF16": 30_532_122_624})
    assert words(mixture, 24) == ("too large", "too large", "fits")


@pytest.mark.parametrize(
    ("name", "tags", "parameters", "gigabytes"),
    [
        # As the Hub counted until 2025: eight weights of 4 bits are one number of 32 bits.
        ("Qwen/Qwen3-32B-AWQ", ["awq", "4-bit"], {"I32": 3_904_897_024, "F16": 1_819_000_000}, 19.3),
        # As it counts since: the weights themselves.
        ("Qwen/Qwen3-32B-AWQ", ["awq", "4-bit"], {"I32": 31_239_176_192, "F16": 1_555_824_640}, 19.7),
        ("a/Llama-3.1-8B-Instruct-GPTQ-Int4", ["gptq"], {"I32": 872_415_232, "F16": 1_050_673_152}, 5.6),
        ("a/Llama-3.1-8B-bnb-4bit", ["bitsandbytes", "4-bit"], {"U8": 3_489_660_928, "BF16": 1_050_939_392}, 5.6),
        ("mlx-community/Llama-3.1-8B-4bit", ["mlx", "4-bit"], {"U32": 1_003_782_656, "F16": 251_000_000}, 4.5),
        ("a/Llama-3.1-8B-W8A16", ["compressed-tensors", "8-bit"], {"I32": 1_744_830_464, "BF16": 1_050_939_392}, 9.1),
    ],
)
def test_quantised_weights_are_not_counted_by_their_containers(
    name: str, tags: list[str], parameters: dict[str, int], gigabytes: float
) -> None:
    size = sizes_of(ModelFacts(name, tags=tags, parameters=parameters)).as_is
    assert size is not None
    assert size.low == size.high == pytest.approx(gigabytes * GB, rel=0.05)


def test_what_has_4_bits_already_is_not_made_larger_nor_smaller() -> None:
    facts = ModelFacts("a/Qwen3-32B-AWQ", tags=["awq"], parameters={"I32": 3_904_897_024, "F16": 1_819_000_000})
    sizes = sizes_of(facts)
    assert sizes.as_is == sizes.at_8_bits == sizes.at_4_bits


def test_counts_that_may_mean_two_sizes_are_unknown_where_these_differ() -> None:
    # Without a number in its name nobody can tell whether these are containers or weights.
    facts = ModelFacts("a/secret-awq", tags=["awq"], parameters={"I32": 8_000_000_000})
    assert [words(facts, gigabytes)[0] for gigabytes in (40, 20, 4)] == ["fits", "unknown", "too large"]
    found = verdicts_of(facts, Budget(20 * GB))
    assert (found.as_is, found.reason) == (UNKNOWN, UNCLEAR)


def test_a_gguf_repo_is_judged_by_the_best_quant_that_fits() -> None:
    facts = ModelFacts("a/Llama-70B-GGUF", tags=["gguf"], total=70_000_000_000, quants=TWENTY)
    found = verdicts_of(facts, Budget(48 * GB))
    assert found.as_is is FITS
    sizes = {quant: BITS[quant] for quant in TWENTY}
    larger = [quant for quant, bits in sizes.items() if bits > sizes[found.quant]]
    assert all(verdicts_of(replace(facts, quants=[quant]), Budget(48 * GB)).as_is is not FITS for quant in larger)
    assert verdicts_of(facts, Budget(1 * GB)).as_is is TOO_LARGE
    assert verdicts_of(facts, Budget(1 * GB)).quant == min(TWENTY, key=BITS.__getitem__)


def test_the_files_of_a_repo_win_over_estimates() -> None:
    facts = ModelFacts("a/m-GGUF", tags=["gguf"], total=8 * GB, quants=["Q8_0"])
    found = verdicts_of(replace(facts, files={"Q8_0": 30 * GB, "Q2_K": 3 * GB}), Budget(24 * GB))
    assert (found.as_is, found.quant) == (FITS, "Q2_K")


def test_of_quants_that_are_not_listed_one_size_may_be_known() -> None:
    facts = ModelFacts("a/m-GGUF", tags=["gguf"], total=8 * GB, quant_bytes=16 * GB)
    assert verdicts_of(facts, Budget(24 * GB)).as_is is FITS
    too_large = verdicts_of(facts, Budget(12 * GB))
    assert (too_large.as_is, too_large.reason) == (UNKNOWN, OTHER_QUANTS)


def test_files_of_an_unknown_type_are_unknown_at_fewer_bits_unless_they_fit_as_they_are() -> None:
    facts = ModelFacts("a/b", files={"PyTorch": 16 * GB})
    assert words(facts, 24) == ("fits", "fits", "fits")
    assert words(facts, 8) == ("too large", "unknown", "unknown")


def test_two_gpus_hold_more_than_one() -> None:
    budget = Budget(48 * GB, largest=24 * GB, devices=2)
    large = sizes_of(replace(LLAMA, parameters={"BF16": 16_000_000_000})).as_is
    small = sizes_of(LLAMA).as_is
    assert large is not None
    assert small is not None
    assert judge(large, 0, budget) is FITS
    assert needs_several(large, 0, budget)
    assert not needs_several(small, 0, budget)
