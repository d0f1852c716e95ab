"""Untrusted text comes out harmless, whole where it was harmless, and the same when cleaned again."""

import random
import unicodedata

import pytest

from hubtui.text.sanitize import MARK_BASE, REPLACEMENT, clean_line, clean_prose, clean_text


@pytest.mark.parametrize(
    "text",
    ["", "Qwen/Qwen3-8B", "a b [/nope] [@click=x]", "日本語のモデル", "naïve Ünïcode", "Привет", "مرحبا", "🦀🏆"],
)
def test_good_text_stays_as_it_is(text: str) -> None:
    assert clean_line(text) == text


CONTROLS = "\x1b\x00\x07\x7f\x9b\x85\u202e\u2066\u061c\u2028"
INVISIBLE = "\u200b\u200d\ufe0f\ufeff\u00ad\u3164\u2800\U000e0041\U000e0101"
NO_CHARACTERS = "\ue000\ud800\u0378"


@pytest.mark.parametrize("character", CONTROLS + INVISIBLE + NO_CHARACTERS)
def test_what_steers_or_hides_is_seen(character: str) -> None:
    assert clean_line(f"a{character}b") == f"a{REPLACEMENT}b"


def test_blanks_and_line_ends_become_spaces() -> None:
    assert clean_line("a\tb\nc\r\nd\re\u00a0f\u3000g") == "a b c d e f g"


def test_an_escape_sequence_leaves_only_its_letters() -> None:
    assert clean_line("\x1b]52;c;aGk=\x07\x1b[2J") == f"{REPLACEMENT}]52;c;aGk={REPLACEMENT}{REPLACEMENT}[2J"


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦", "❤️", "🏳️‍🌈", "👍🏽", "1️⃣", "🇩🇪🇫🇷"])
def test_emoji_sequences_stay_whole(text: str) -> None:
    assert clean_line(f"x{text}y") == f"x{text}y"


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क्\u200dष", "র\u200d্য", "葛\U000e0100飾", "❤\ufe0e", "ශ්\u200dරී", "ᠠ\u180b"]
)
def test_joiners_and_selectors_stay_where_a_script_needs_them(text: str) -> None:
    assert clean_line(text) == clean_prose(text) == text


@pytest.mark.parametrize(
    ("text", "line", "prose"),
    [
        ("pay\u200bpal", f"pay{REPLACEMENT}pal", "paypal"),
        ("so\u00adft", f"so{REPLACEMENT}ft", "soft"),
        ("a\u200cb", f"a{REPLACEMENT}b", "ab"),
        ("ی\u200c\u200cخ", f"ی{REPLACEMENT}{REPLACEMENT}خ", "یخ"),
        ("یa\u200cخ", f"یa{REPLACEMENT}خ", "یaخ"),
        ("a\ufe0f", f"a{REPLACEMENT}", "a"),
        ("a\u202eb", f"a{REPLACEMENT}b", f"a{REPLACEMENT}b"),
        ("葛\U000e0100\U000e0101", f"葛\U000e0100{REPLACEMENT}", f"葛\U000e0100{REPLACEMENT}"),
    ],
)
def test_what_has_no_width_is_marked_in_names_and_left_out_of_prose(text: str, line: str, prose: str) -> None:
    assert (clean_line(text), clean_prose(text)) == (line, prose)


def test_a_joiner_outside_an_emoji_is_seen() -> None:
    assert clean_line("👩\u200dx") == f"👩{REPLACEMENT}x"


def test_at_most_three_marks_stay_on_a_base() -> None:
    assert clean_line("a" + "\u0301" * 10_000 + "b") == "a" + "\u0301" * 3 + "b"


def test_marks_without_a_base_get_one() -> None:
    assert clean_line("\u0301" * 5) == MARK_BASE + "\u0301" * 3
    assert clean_text("x\n\u0301y") == f"x\n{MARK_BASE}\u0301y"


def test_text_keeps_its_lines() -> None:
    assert clean_text("# a\r\n\tb\x1b\n\nc") == f"# a\n b{REPLACEMENT}\n\nc"
    assert clean_text("plain\ntext\n") == "plain\ntext\n"


def test_any_text_comes_out_safe_and_cleaning_it_again_changes_nothing() -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    dangerous = "ی\u200cخक्ষ葛\U000e0100"
    dangerous += "\x1b\x00\x9b\u202e\u200d\ufe0f\u20e3\u0301\u0308\n\t👩🏽❤1#ab \ue000\ud800\U000e0061"
    for _ in range(2000):
        text = "".join(
            chance.choice(dangerous) if chance.random() < 0.7 else chr(chance.randrange(0x11_0000)) for _ in range(20)
        )
        cleaned = clean_line(text)
        assert clean_line(cleaned) == cleaned, f"seed {seed}: {text!a}"
        bad = [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")]
        hidden = [c for c in cleaned if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"]
        assert bad + hidden == [], f"seed {seed}: {text!a}"
        assert clean_text(clean_text(text)) == clean_text(text), f"seed {seed}: {text!a}"
