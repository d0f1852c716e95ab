"""Whether weights fit into memory, with room for a context."""

import pytest

from hubtui.presentation.memory import CONTEXT_TOKENS, context_bytes, fit

LLAMA = {
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "hidden_size": 4096,
}
GIGABYTE = 10**9


def test_the_room_for_a_context_follows_from_the_config() -> None:
    assert context_bytes(LLAMA) == 2 * 32 * 8 * 128 * 2 * CONTEXT_TOKENS
    assert context_bytes({"text_config": LLAMA, "hidden_size": 1}) == context_bytes(LLAMA)
    assert context_bytes({"n_layer": 12, "n_head": 12, "n_embd": 768}) == 2 * 12 * 12 * 64 * 2 * CONTEXT_TOKENS


@pytest.mark.parametrize("config", [None, {}, [], "x", {"num_hidden_layers": "many"}, {"num_hidden_layers": -1}])
def test_a_config_that_does_not_say_is_unknown(config: object) -> None:
    assert context_bytes(config) is None


@pytest.mark.parametrize(
    ("size", "memory", "word"),
    [(16, 24, "fits"), (16, 19, "tight"), (16, 17, "no"), (16, None, "unknown"), (0, 24, "unknown")],
)
def test_fits_tight_no_unknown(size: int, memory: int | None, word: str) -> None:
    assert fit(size * GIGABYTE, None if memory is None else memory * GIGABYTE, LLAMA).word == word
