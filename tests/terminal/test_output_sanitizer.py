"""The output sanitizer: hostile text becomes U+FFFD, in as many columns."""

import pytest

from hubtui.terminal.output_sanitizer import clusters
from tests.terminal.hostile import HOSTILE


def shown(text: str) -> str:
    return "".join(cluster.text for cluster in clusters(text))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:40])
def test_nothing_hostile_passes(text: str) -> None:
    made = shown(text)
    assert not [character for character in made if not character.isprintable() and character not in "\u200c\u200d"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\x1b[31m", "\ufffd[31m"),
        ("a\u202eb", "\ufffdb"),
        ("日\u200bb", "\ufffd\ufffdb"),
        ("a\u00a0b", "a b"),
        ("a\u2800b", "a\ufffdb"),
        ("\ue000", "\ufffd"),
        ("a\u200d", "\ufffd"),
        ("a" + "\u0301" * 9, "\ufffd"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("葛\U000e0100飾", "葛\U000e0100飾"),
        ("❤\ufe0e", "❤\ufe0e"),
        ("ی\u200c", "ی"),
        ("ی\u200c\u200cخ", "\ufffdخ"),
        ("ی\u200c\u202eخ", "\ufffdخ"),
        ("a\u200cb", "\ufffdb"),
        ("یa\u200cخ", "ی\ufffdخ"),
    ],
)
def test_hostile_is_replaced_where_it_stands(text: str, wanted: str) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize("text", ["words", "日本", "é", "e\u0301", "Ω", "│", "▌", "…", "한"])
def test_terminals_agree_on_common_text(text: str) -> None:
    assert all(cluster.sure for cluster in clusters(text))


@pytest.mark.parametrize("text", ["👨\u200d👩\u200d👧", "❤\ufe0f", "🇫🇷", "☆", "👍🏽", "1\ufe0f\u20e3", "नि"])
def test_terminals_disagree_on_sequences_and_ambiguous_ones(text: str) -> None:
    assert [cluster.sure for cluster in clusters(text)] == [False]
