"""The memory of a context by the configs that models come with."""

import pytest

from hubtui.fit.context import cache_bytes, longest_context

BASE = {"num_hidden_layers": 12, "num_attention_heads": 8, "num_key_value_heads": 2, "hidden_size": 1024}
A_LAYER = 2 * 2 * 128 * 2


def layers(config: object, tokens: int = 10_000) -> float:
    """Return how many layers' worth of all tokens are kept."""
    found = cache_bytes(config, tokens)
    assert found is not None
    return found / (A_LAYER * tokens)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 12),
        ({"head_dim": 256}, 24),
        ({"sliding_window": 1000}, 1.2),
        ({"sliding_window": 1000, "use_sliding_window": False}, 12),
        ({"sliding_window": 1000, "use_sliding_window": True, "max_window_layers": 6}, 6.6),
        ({"sliding_window": 1000, "sliding_window_pattern": 6}, 3),
        ({"sliding_window": 1000, "model_type": "gemma2"}, 6.6),
        ({"sliding_window": 1000, "layer_types": ["sliding_attention", "full_attention"] * 6}, 6.6),
        ({"attention_chunk_size": 1000, "layer_types": ["chunked_attention"] * 9 + ["full_attention"] * 3}, 3.9),
        ({"layer_types": ["linear_attention"] * 9 + ["full_attention"] * 3}, 3),
        ({"full_attention_interval": 4}, 3),
        ({"attn_layer_period": 8}, 1),
        ({"num_kv_shared_layers": 2}, 10),
        ({"max_position_embeddings": 5000}, 6),
        ({"architectures": ["LlamaForCausalLM"]}, 12),
        ({"architectures": ["BertForMaskedLM"]}, 0),
    ],
)
def test_what_layers_keep(more: dict[str, object], expected: float) -> None:
    assert layers({**BASE, **more}) == pytest.approx(expected)


def test_other_names_and_nested_configs() -> None:
    assert layers({"text_config": BASE, "hidden_size": 1}) == 12
    assert layers({"thinker_config": {"text_config": BASE}}) == 12
    assert cache_bytes({"n_layer": 12, "n_head": 12, "n_embd": 768}, 10) == 2 * 12 * 768 * 2 * 10
    falcon = {"num_hidden_layers": 2, "num_attention_heads": 71, "hidden_size": 4544, "multi_query": True}
    assert cache_bytes(falcon, 1) == 2 * 2 * 64 * 2


@pytest.mark.parametrize(
    "config",
    [
        *(None, {}, [], "x", {"num_hidden_layers": "many"}, {"num_hidden_layers": -1}),
        *({**BASE, "num_hidden_layers": 10**30}, {**BASE, "hidden_size": None}, {**BASE, "num_attention_heads": True}),
        {"text_config": {"text_config": 3}},
    ],
)
def test_a_config_that_does_not_say_is_unknown(config: object) -> None:
    assert cache_bytes(config) is None


@pytest.mark.parametrize("odd", [0, -1, "x", None, [], {}, 10**40, True])
@pytest.mark.parametrize(
    "name", ["sliding_window", "layer_types", "architectures", "num_kv_shared_layers", "attn_config"]
)
def test_an_odd_field_is_left_out(name: str, odd: object) -> None:
    assert layers({**BASE, name: odd}) in (12, 0)


def test_the_longest_context() -> None:
    assert longest_context({"text_config": {"max_position_embeddings": 8192}}) == 8192
    assert longest_context({"max_position_embeddings": "long"}) is None
    assert longest_context(None) is None
