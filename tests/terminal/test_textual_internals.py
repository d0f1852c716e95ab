"""The private names of Textual that hubtui uses are there, and mean what they meant."""

from textual.keys import Keys, key_to_character

from hubtui.terminal import textual_internals as internals


def test_the_table_of_sequences_gives_keys() -> None:
    assert internals.ANSI_SEQUENCES_KEYS["\x1b[A"] == (Keys.Up,)
    assert internals.ANSI_SEQUENCES_KEYS["\r"] == (Keys.Enter,)
    assert internals.ANSI_SEQUENCES_KEYS["\x1b[G"] is internals.IGNORE_SEQUENCE


def test_the_table_of_kittys_keys_gives_names() -> None:
    assert internals.FUNCTIONAL_KEYS["27u"] == "escape"
    assert internals.FUNCTIONAL_KEYS["57414u"] == "enter"
    assert internals.FUNCTIONAL_KEYS["1A"] == "up"
    assert "left_shift" in internals.MODIFIER_FUNCTIONAL_KEYS


def test_characters_have_names_that_lead_back_to_them() -> None:
    for character in ["a", "é", "ф", "/", "[", "]", ";", "'", ",", ".", "\\", "@"]:
        name = internals.key_name(character)
        assert (key_to_character(name) or name) in (character, "slash", "backslash", "at")


def test_whether_the_terminal_is_iterm_is_known() -> None:
    assert isinstance(internals.IS_ITERM, bool)
