"""Bad input in a query is marked at its place, one line says what to do, and the rest of the query still counts."""

import re

import pytest

from hubtui.presentation.choice import Choice
from hubtui.presentation.query_text import parse, parts_of

FAULTS = [
    # the line, with « » round what is marked, and words of the line that says what to do
    ("qwen «athor:Qwen»", "did you mean author:"),
    ("«nonsense:x» qwen", "put it in quotes"),
    ("«https://example.com»", "there is no https:"),
    ("license:mit «license:»", "write license:apache-2.0"),
    ("«author:»", "write author:Qwen"),
    ("params:«<»", "is no number of parameters"),
    ("params:«9»", "write 9b for billions"),
    ("params:«9b..7b»", "begins above its end"),
    ("params:3b,«seven»", "is no number of parameters"),
    ("gated:«maybe»", "after gated: comes yes or no"),
    ("fits:«16»", "how a model fits is one of"),
    ("inference:«cold»", 'there is "warm" alone'),
    ("lang:«klingon»", "no language is called"),
    ("sort:«size-of-it»", "there is no order"),
    ("sort:«likes-asc»", "does not sort by likes the other way"),
    ("sort:likes «sort:downloads»", "there is an order already"),
    ("«-sort:likes»", "cannot be left out"),
    ("author:Qwen «author:google»", "write author:Qwen,… for both"),
    ("gated:yes «gated:no»", "it contradicts gated:yes"),
    ("params:<9b «params:>70b»", "it contradicts params:<9b"),
    ("fits «fits:4»", "it contradicts fits"),
    ("license:mit «-license:mit»", "asked for and left out"),
    ("gguf «-gguf»", "searched for and left out"),
    ("-gguf «GGUF»", "searched for and left out"),
    ("-app:«vllm»", "rows cannot be left out by app"),
    ("-fits:«4»", "rows cannot be left out by fits"),
    ('text «"my model»', "the quote is not closed"),
    ('«tag:"a b»', "the quote is not closed"),
    ('tag:«""»', "nothing between the quotes"),
    ('tag:«"a|b"»', "it parts alternatives"),
    ("sort:«likes7d,likes»", "there is an order already"),
    ("author:a,b,c license:mit,afl-3.0,gpl", "at most 8 listings are merged"),
]


def text_of(choice: Choice) -> str:
    """Return the query line of a choice."""
    return "".join(parts_of(choice)).rstrip(" ")


@pytest.mark.parametrize(("marked", "words"), FAULTS)
def test_what_is_at_fault_is_marked_and_said(marked: str, words: str) -> None:
    line = marked.replace("«", "").replace("»", "")
    faults = parse(line, "model").faults
    assert len(faults) == 1
    assert words in faults[0].words
    assert "\n" not in faults[0].words
    if "«" in marked and "likes7d,likes" not in marked:
        assert line[faults[0].start : faults[0].end] == re.search("«(.*)»", marked)[1]  # type: ignore[index]


def test_several_faults_are_marked_each_and_the_rest_counts() -> None:
    line = 'athor:x license:mit params:< qwen gated:no gated:yes lang:de "open'
    read = parse(line, "model")
    assert [line[one.start : one.end] for one in read.faults] == ["athor:x", "<", "gated:yes", '"open']
    assert text_of(read.choice) == "license:mit gated:no lang:de qwen"


def test_a_term_that_is_written_twice_counts_once() -> None:
    read = parse("license:mit qwen license:mit -gguf -gguf fits fits", "model")
    assert read.faults == ()
    assert text_of(read.choice) == "license:mit fits -gguf qwen"


@pytest.mark.parametrize("kind", ["dataset", "space"])
def test_a_kind_says_which_names_it_has_not(kind: str) -> None:
    (fault,) = parse("params:<9b", kind).faults  # type: ignore[arg-type]
    assert fault.words == "only models have params:"
    assert parse("fits", kind).choice.text == "fits"  # type: ignore[arg-type]


def test_quotes_make_text_of_anything() -> None:
    read = parse('"athor:x" "-gguf" "fits" "two  blanks"', "model")
    assert (read.choice.text, read.choice.filters, read.faults) == ("athor:x -gguf fits two  blanks", (), ())


@pytest.mark.parametrize(
    "line", ["", "   ", ":", "-", "--", '"', '""', "a:", ":b", "|", ",", "\\", "tag:|,|", "x" * 9999]
)
def test_no_line_breaks_it(line: str) -> None:
    for kind in ("model", "dataset", "space"):
        read = parse(line, kind)  # type: ignore[arg-type]
        assert parse(text_of(read.choice), kind).choice == read.choice  # type: ignore[arg-type]
