"""A listing says what it does, what went wrong and which key helps, within the width that there is."""

import pytest

from hubtui.presentation.list_messages import (
    FilterCounts,
    Progress,
    count_words,
    empty_message,
    rule_line,
    status_lines,
)
from hubtui.text.width import cell_width
from hubtui.worker.pager import PagerState

FAULT = "the Hub answered 503 (req 1-66f)"


@pytest.fixture
def tail(words):
    """The tail of a listing of models as one line."""

    def say(progress: Progress, text: str = "", filters=(), width: int = 200) -> str:
        return " ".join(words(status_lines(progress, "models", text, filters, width))).strip("─ ")

    return say


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress("loading", 0), "Loading models…"),
        (Progress("loading", 100, requested=200), "loading the next 200"),
        (Progress("ready", 100), "there are more"),
        (Progress("ended", 2000), "that is all, 2,000 models"),
        (Progress("failed", 100, error="stopped"), "stopped; enter goes on"),
        (
            Progress("waiting", 100, error=FAULT, seconds=3.2),
            f"could not load the next rows: {FAULT}, trying again in 4 s; enter now, esc stop",
        ),
        (
            Progress("waiting", 0, error=FAULT, seconds=-1),
            f"could not load the models: {FAULT}, trying again now; enter now, esc stop",
        ),
        (Progress("failed", 100, error=FAULT + "."), f"could not load the next rows: {FAULT}; enter tries again"),
        (
            Progress("failed", 3, error="looked far", counts=FilterCounts(5000, 0)),
            "5,000 looked at, 3 fit; enter looks at more",
        ),
        (
            Progress("ended", 38, counts=FilterCounts(412, 12)),
            'that is all, 38 models; 12 unknown hidden: the filter "fits or unknown" shows them',
        ),
        (Progress("ended", 120, error="it loops"), "it loops; 120 models are all there is to see"),
    ],
)
def test_each_state_has_its_words(tail, progress, said) -> None:
    assert tail(progress) == said


def test_every_state_of_the_pager_has_words(tail) -> None:
    assert all(tail(Progress(state.value, rows)) for state in PagerState for rows in (0, 5))


@pytest.mark.parametrize(
    ("text", "filters", "said"),
    [
        ("qwne", ["text-generation"], 'nothing matches "qwne" with text-generation; F clears the filters'),
        ("x" * 10_000, [], f'nothing matches "{"x" * 79}…"; F clears the search'),
        ("qwne", [], 'nothing matches "qwne"; F clears the search'),
        ("", ["mit", "7b"], "no models with mit and 7b; F clears the filters"),
        (" ", [], "there are no models here"),
    ],
)
def test_an_empty_answer_says_which_filter_to_drop(tail, text, filters, said) -> None:
    assert empty_message("models", text, filters) == said
    assert tail(Progress("ended", 0), text, filters) == said


def test_the_count_says_whether_there_are_more() -> None:
    assert count_words(100, True) == "100 loaded, more"
    assert count_words(2000, False) == "2,000 loaded, all"


@pytest.mark.parametrize(
    ("rows", "looked", "said"),
    [
        (38, FilterCounts(412, 0), "412 looked at, 38 fit"),
        (1, FilterCounts(412, 12), "412 looked at, 1 fits, 12 unknown hidden"),
        (0, FilterCounts(412, 412), "412 looked at, 0 fit, 412 unknown hidden"),
        (0, FilterCounts(0, 0), ""),
    ],
)
def test_the_count_says_how_many_were_looked_at(rows: int, looked: FilterCounts, said: str) -> None:
    assert count_words(rows, True, looked) == said


def test_what_went_wrong_stands_out_and_the_rest_is_dim() -> None:
    def roles(progress: Progress) -> set[str]:
        return {cell.role for line in status_lines(progress, "models", "", [], 80) for cell in line}

    assert roles(Progress("failed", 1, error=FAULT)) == roles(Progress("waiting", 1, error=FAULT)) == {"failed"}
    assert roles(Progress("loading", 1)) == roles(Progress("failed", 1, error="stopped")) == {"dim"}


@pytest.mark.parametrize("width", [30, 40, 97])
def test_words_stay_within_the_width(words, width) -> None:
    for state in PagerState:
        progress = Progress(state.value, 1, requested=100, error="日本 " * 40, seconds=3)
        assert all(cell_width(line) <= width for line in words(status_lines(progress, "models", "x", [], width)))


def test_a_rule_fills_the_width(words) -> None:
    assert words([rule_line("more", 12)]) == ["─── more ───"]
    assert words([rule_line("more", 5)]) == ["more"]
