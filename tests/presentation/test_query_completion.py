"""A query is completed with names and values at the place of the cursor."""

import pytest

from hubtui.presentation.query_completion import AUTHORS, KnownValues, complete, insert_candidate
from hubtui.presentation.query_hints import Hints, chosen_line, hints_of, lines_of
from hubtui.presentation.query_text import parse

KNOWN = KnownValues(
    {
        "license": {"license:apache-2.0": "apache-2.0", "license:afl-3.0": "afl-3.0", "license:mit": "mit"},
        "pipeline_tag": {"text-generation": "Text Generation", "text-to-image": "Text to Image"},
        "language": {"de": "German", "dz": "Dzongkha", "en": "English"},
        "other": {"my tag": "my tag"},
    },
    ["Qwen", "google", "openai"],
)


def texts(line: str, cursor: int | None = None, kind: str = "model") -> list[str]:
    place = len(line) if cursor is None else cursor
    return [one.text for one in complete(line, place, kind, KNOWN).candidates]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("lic", ["license:"]),
        ("l", ["license:", "lang:", "library:"]),
        ("qwen ta", ["task:", "tag:"]),
        ("size", ["params:"]),
        ("-l", ["license:", "lang:", "library:"]),
        ("-so", []),
        ("", []),
        ("qwen ", []),
        ('"lic', []),
        ("license:a", ["apache-2.0", "afl-3.0"]),
        ("license:mit,a", ["apache-2.0", "afl-3.0"]),
        ("licence:m", ["mit"]),
        ("-license:m", ["mit"]),
        ("license:mit", []),
        ("task:text-g", ["text-generation"]),
        ("task:gen", ["text-generation"]),
        ("lang:ger", ["de"]),
        ("lang:d", ["de", "dz"]),
        ("author:q", ["Qwen"]),
        ("gated:", ["yes", "no"]),
        ("fits:", ["yes", "8", "4", "unknown"]),
        ("params:<2", ["<24b"]),
        ("sort:down", ["downloads_all", "downloads"]),
        ("tag:my", ['"my tag"']),
        ("nonsense:", []),
    ],
)
def test_names_and_values_are_completed(line: str, found: list[str]) -> None:
    assert texts(line) == found


def test_what_a_kind_does_not_have_is_not_offered() -> None:
    assert texts("p", kind="dataset") == []
    assert texts("gated:", kind="space") == []
    assert texts("l", kind="space") == ["license:"]


def test_a_value_that_is_not_known_yet_is_asked_for_by_its_type_alone() -> None:
    nothing = KnownValues({})
    assert complete("task:", 5, "model", nothing).wanted == ("pipeline_tag", "task_categories")
    assert complete("author:", 7, "model", nothing).wanted == (AUTHORS,)
    assert complete("qwen lic", 8, "model", nothing).wanted == ()


@pytest.mark.parametrize(
    ("line", "cursor", "taken", "then"),
    [
        ("qwen lic", 8, "qwen license:", 13),
        ("license:a", 9, "license:apache-2.0 ", 19),
        ("license:a gguf", 9, "license:apache-2.0 gguf", 18),
        ("-license:m,a", 12, "-license:m,apache-2.0 ", 22),
        ("lic gguf", 3, "license: gguf", 8),
    ],
)
def test_what_is_taken_stands_in_the_place_of_what_was_typed(line: str, cursor: int, taken: str, then: int) -> None:
    completion = complete(line, cursor, "model", KNOWN)
    assert insert_candidate(line, completion, completion.candidates[0]) == (taken, then)


def test_every_name_that_is_offered_is_understood_with_its_example() -> None:
    for kind in ("model", "dataset", "space"):
        for letter in "abcdefghijklmnopqrstuvwxyz":
            for candidate in complete(letter, 1, kind, KNOWN).candidates:  # type: ignore[arg-type]
                example = candidate.meaning.rpartition(", as ")[2]
                assert parse(example, kind).faults == (), example  # type: ignore[arg-type]


def shown(line: str, chosen: int | None = None) -> list[str]:
    hints = hints_of(line, len(line), "model", KNOWN)
    hints = Hints(hints.faults, hints.chips, hints.completion, chosen)
    return ["".join(cell.text for cell in cells).rstrip() for cells in lines_of(hints, "model")]


def test_the_lines_below_the_field_say_what_is_asked_for_or_what_is_wrong() -> None:
    assert shown("license:mit -gguf sort:likes ")[0] == "   mit  -gguf of what is loaded  by likes ↓"
    assert "did you mean author:" in shown("athor:x ")[0]
    assert shown("license:mit params:")[0].startswith("   mit   tab completes")
    assert "a value is missing" in shown("license: ")[0]


def test_the_chosen_candidate_stays_in_view() -> None:
    lines = shown("sort:", 20)
    hints = Hints(completion=complete("sort:", 5, "model", KNOWN), chosen=20)
    assert lines[chosen_line(hints) or 0].split()[0] == complete("sort:", 5, "model", KNOWN).candidates[20].text
