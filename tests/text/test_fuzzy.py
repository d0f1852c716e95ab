"""Finding by what a user half remembers."""

from hubtui.text.fuzzy import rank

CHOICES = ("text-generation", "text-to-image", "image-to-text", "Apache-2.0", "transformers", "diffusers")


def names(wanted: str) -> list[str]:
    return [CHOICES[index] for index in rank(wanted, CHOICES)]


def test_nothing_typed_gives_all_in_their_order() -> None:
    assert names(" ") == list(CHOICES)


def test_beginnings_come_before_parts() -> None:
    assert names("image")[:2] == ["image-to-text", "text-to-image"]


def test_case_does_not_matter() -> None:
    assert names("apache") == ["Apache-2.0"]


def test_a_slip_of_the_finger_still_finds() -> None:
    assert names("transfomers")[0] == "transformers"


def test_no_more_than_asked_for() -> None:
    assert len(rank("t", CHOICES, limit=2)) == 2


def test_letters_of_two_words_are_no_slip() -> None:
    """An owner's name that is like two words of an action does not stand behind that action."""
    assert rank("openai", ["open a section", "the models of openai"]) == [1]
    assert rank("opne", ["open a section"]) == [0]
    assert rank("setings", ["show the settings"]) == [0]
