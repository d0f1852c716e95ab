"""The formulas against figures that others have published, each with its source, within 5 %."""

import pytest

from hubtui.fit.context import cache_bytes
from hubtui.fit.dtypes import count_weights, stored_size
from hubtui.fit.model import ModelFacts, sizes_of
from hubtui.fit.quants import quant_size

KIB, GIB = 1 << 10, 1 << 30
MARGIN = 0.05


def attention(layers: int, heads: int, keys: int, hidden: int, **more: object) -> dict[str, object]:
    return {
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": keys,
        "hidden_size": hidden,
        **more,
    }


LLAMA_8B = attention(32, 32, 8, 4096)
LLAMA_70B = attention(80, 64, 8, 8192)
LLAMA_405B = attention(126, 128, 8, 16384)
LLAMA_405B_FIRST = attention(126, 128, 16, 16384)  # as it was published first, with 16 heads of keys
DEEPSEEK_V3 = {"num_hidden_layers": 61, "num_attention_heads": 128, "num_key_value_heads": 128, "hidden_size": 7168} | {
    "kv_lora_rank": 512,
    "qk_rope_head_dim": 64,
}
BLOG = "Hugging Face blog, Llama 3.1, table of the KV cache size"
INSIGHTS = "C. Zhao et al., Insights into DeepSeek-V3, ISCA 2025, table 1"

CACHES = [
    (BLOG, LLAMA_8B, 1024, 0.125 * GIB),
    (BLOG, LLAMA_8B, 16_000, 1.95 * GIB),
    (BLOG, LLAMA_8B, 128_000, 15.62 * GIB),
    (BLOG, LLAMA_70B, 1024, 0.313 * GIB),
    (BLOG, LLAMA_70B, 16_000, 4.88 * GIB),
    (BLOG, LLAMA_70B, 128_000, 39.06 * GIB),
    (BLOG, LLAMA_405B_FIRST, 1024, 0.984 * GIB),
    (BLOG, LLAMA_405B_FIRST, 128_000, 123.05 * GIB),
    (f"{INSIGHTS} (latent attention)", DEEPSEEK_V3, 1, 70_272),
    (f"{INSIGHTS} (Qwen2.5 72B)", attention(80, 64, 8, 8192), 1, 327_680),
    (f"{INSIGHTS} (Llama 3.1 405B)", LLAMA_405B, 1, 516_096),
    ("W. Kwon et al., PagedAttention, SOSP 2023, section 3 (OPT 13B)", attention(40, 40, 40, 5120), 1, 800 * KIB),
    ("W. Kwon et al., PagedAttention, SOSP 2023, section 3 (OPT 13B)", attention(40, 40, 40, 5120), 2048, 1.6e9),
    ("The Weight of Remembering, 2026 (GPT-2 XL)", {"n_layer": 48, "n_head": 25, "n_embd": 1600}, 1, 300 * KIB),
]


@pytest.mark.parametrize(("source", "config", "tokens", "published"), CACHES)
def test_the_memory_of_a_context(source: str, config: object, tokens: int, published: float) -> None:
    assert cache_bytes(config, tokens) == pytest.approx(published, rel=MARGIN), source


def test_a_sliding_window_keeps_an_eighth_of_a_context_of_32k() -> None:
    # A. Q. Jiang et al., Mistral 7B, 2023, section 2: "reduces the cache memory usage by 8x".
    mistral = attention(32, 32, 8, 4096)
    whole, rolling = cache_bytes(mistral, 32_768), cache_bytes({**mistral, "sliding_window": 4096}, 32_768)
    assert whole is not None
    assert rolling == pytest.approx(whole / 8, rel=MARGIN)


LLAMA_CPP = "llama.cpp, tools/quantize/README.md"
STORED = [
    ("Hugging Face blog, Llama 3.1: 16 GB for 8B in 16 bits", {"BF16": 8_030_261_248}, 16e9),
    ("Hugging Face blog, Llama 3.1: 140 GB for 70B in 16 bits", {"BF16": 70_553_706_496}, 140e9),
    ("Hugging Face blog, Llama 3.1: 810 GB for 405B in 16 bits", {"BF16": 405_853_388_800}, 810e9),
    (f"{LLAMA_CPP}: 32.1 GB for 8B in 32 bits", {"F32": 8_030_261_248}, 32.1e9),
]


@pytest.mark.parametrize(("source", "parameters", "published"), STORED)
def test_the_weights_by_their_data_types(source: str, parameters: dict[str, int], published: float) -> None:
    assert stored_size(parameters) == pytest.approx(published, rel=MARGIN), source


GPT_OSS = "OpenAI, gpt-oss model card, 2025, table 1"
PACKED = [
    # The Hub has counted these in both of its forms; a block of 32 weights has one scale.
    (f"{GPT_OSS}: 12.8 GiB", "openai/gpt-oss-20b", {"BF16": 1_804_459_584, "U8": 19_110_297_600}, 12.8 * GIB),
    (f"{GPT_OSS}: 12.8 GiB", "openai/gpt-oss-20b", {"BF16": 1_804_459_584, "U8": 10_152_345_600}, 12.8 * GIB),
    (f"{GPT_OSS}: 60.8 GiB", "openai/gpt-oss-120b", {"BF16": 2_167_371_072, "U8": 114_661_785_600}, 60.8 * GIB),
]  # fmt: skip


@pytest.mark.parametrize(("source", "name", "parameters", "published"), PACKED)
def test_packed_weights_in_both_forms_of_counting(
    source: str, name: str, parameters: dict[str, int], published: float
) -> None:
    size = count_weights(parameters, 4, [name]).size
    assert size.low == size.high == pytest.approx(published, rel=MARGIN), source


LLAMA_70B_WEIGHTS, MIXTRAL_WEIGHTS = 70_553_706_496, 140_630_071_296
OF_LLAMA = "bartowski/Meta-Llama-3.1-70B-Instruct-GGUF, README"
OF_MIXTRAL = "bartowski/Mixtral-8x22B-v0.1-GGUF, README"
QUANTS = [
    (LLAMA_CPP, "Q4_K_M", 8_030_261_248, 4.9e9),
    (LLAMA_CPP, "Q4_K_M", LLAMA_70B_WEIGHTS, 43.1e9),
    (LLAMA_CPP, "Q4_K_M", 405_853_388_800, 249.1e9),
    *((OF_LLAMA, quant, LLAMA_70B_WEIGHTS, size * 1e9) for quant, size in (
        ("Q8_0", 74.98), ("Q6_K", 57.89), ("Q5_K_M", 49.95), ("Q5_K_S", 48.66), ("Q4_K_M", 42.52), ("Q4_K_S", 40.35),
        ("Q4_0", 40.12), ("IQ4_XS", 37.90), ("Q3_K_L", 37.14), ("Q3_K_M", 34.27), ("IQ3_M", 31.94), ("Q3_K_S", 30.91),
    )),
    # All experts of a mixture count.
    *((OF_MIXTRAL, quant, MIXTRAL_WEIGHTS, size * 1e9) for quant, size in (
        ("Q5_K_M", 99.96), ("Q4_K_M", 85.58), ("Q4_K_S", 80.47), ("IQ4_XS", 76.35), ("Q3_K_M", 67.78),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("source", "quant", "weights", "published"), QUANTS)
def test_the_size_of_a_quant_by_its_name(source: str, quant: str, weights: int, published: float) -> None:
    assert quant_size(quant, weights) == pytest.approx(published, rel=MARGIN), source


def test_four_and_eight_bits_are_sizes_of_real_quants() -> None:
    sizes = sizes_of(ModelFacts("meta-llama/Llama-3.1-8B", parameters={"BF16": 8_030_261_248}))
    assert sizes.at_4_bits is not None
    assert sizes.at_8_bits is not None
    assert sizes.at_4_bits.high == pytest.approx(4.9e9, rel=MARGIN)
    assert sizes.at_8_bits.high == pytest.approx(7.95 * GIB, rel=MARGIN)
