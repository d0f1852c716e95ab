"""A listing as a line of text: what is typed is what is asked for, and it reads back from chips, URLs and commands."""

import shlex
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubtui.addresses import target_of, url_of
from hubtui.cli.arguments import parsed
from hubtui.cli.listing_options import choices_of
from hubtui.hub.kinds import RepoType
from hubtui.hub.sorts import DEFAULT, SORTS
from hubtui.presentation.choice import Choice, choice_of_target, from_json, target_of_choice, to_json, without_conflicts
from hubtui.presentation.column_table import COLUMNS
from hubtui.presentation.query_orders import is_order_of_loaded
from hubtui.presentation.query_text import parse, parts_of

HUB = "https://huggingface.co"
KINDS: tuple[RepoType, ...] = ("model", "dataset", "space")
LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters="|,")
TEXTS = st.lists(
    st.text(LETTERS, min_size=1, max_size=8)
    | st.sampled_from(["-x", '"', '"a', "a:b", "fits", "-", "sort:likes", "\\", "license:mit", "tag:"]),
    max_size=3,
).map(" ".join) | st.sampled_from(["two  blanks", " begins", "ends ", '"', "\\"])
TAGS = st.sampled_from(
    ["gguf", "license:mit", "license:apache-2.0", "de", "text-generation", "language:de",
     "task_categories:text-ranking",
     "base_model:quantized:Qwen/Qwen3-8B", "dataset:squad", "arxiv:2505.09388",
     "region:us", "My Tag", "size_categories:n<1K",
     "license:MIT", "a:b", "-x", '"q"', "library:polars", "transformers", "fits", "7b", "gated", "sort:x", "word:x"]
) | st.text(LETTERS, min_size=1, max_size=10)  # fmt: skip
WORDS = st.sampled_from(["gguf", "a:b", "-x", "fits", "two words", "license:mit", '"']) | st.text(LETTERS, min_size=1)
RANGES = st.sampled_from(["7b", "..9b", "9b..", "6b..9b", "..1.5b", "..9", "500m..", "7b|70b", "..3b|70b.."])
NAMES = st.sampled_from(["Qwen", "unsloth", "a, b", "-x", "mistralai, google, Qwen"]) | st.text(LETTERS, min_size=1)


def text_of(choice: Choice) -> str:
    """Return the query line of a choice."""
    return "".join(parts_of(choice)).rstrip(" ")


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Return any listing that can be asked for."""
    kind = draw(st.sampled_from(KINDS))
    one_tag = TAGS.map(lambda tag: f"tag:{tag}")
    tags = one_tag | st.lists(TAGS, min_size=2, max_size=2, unique=True).map(lambda two: f"tag:{'|'.join(two)}")
    excluded = one_tag | WORDS.map(lambda word: f"word:{word}") | st.just("author:TheBloke")
    others = []
    if kind != "space":
        others.append(st.sampled_from(["access:gated", "access:open"]))
    if kind == "model":
        others += [RANGES.map(lambda text: f"parameters:{text}"), st.just("inference:warm"), st.just("app:vllm|ollama")]
        others.append(st.sampled_from(["fits:now", "fits:8", "fits:4", "fits:unknown"]))
        excluded |= RANGES.map(lambda text: f"parameters:{text}") | st.just("access:gated")
    wanted = draw(st.lists(st.one_of(tags, *others), max_size=3))
    unwanted = draw(st.lists(excluded, max_size=2))
    filters = without_conflicts([*wanted, *(f"-{name}" for name in unwanted if name not in wanted)])
    sort = draw(st.sampled_from([sort for sort in SORTS if kind in sort.kinds]))
    columns = [one.key for one in COLUMNS[kind] if is_order_of_loaded(one.key, kind)]
    text = draw(TEXTS)
    words = {f"-word:{word}".lower() for word in [text, *text.split()]}
    filters = tuple(name for name in filters if name.lower() not in words)
    choice = Choice(
        kind,
        text,
        draw(st.just("") | NAMES),
        filters,
        sort.wire,
        ascending=sort.both_ways and draw(st.booleans()),
        sort_loaded=draw(st.just("") | st.sampled_from(columns).flatmap(lambda key: st.sampled_from([key, f"-{key}"]))),
    )
    try:
        choice.queries((), 1)
    except ValueError:  # too much for one listing
        choice = replace(choice, author="", filters=(), sort=DEFAULT)
    return choice


def test_500_listings_read_back_from_their_text(runs: Callable[[int], int]) -> None:
    settings(max_examples=runs(500), deadline=None)(given(choices())(_reads_back_from_text))()


def _reads_back_from_text(choice: Choice) -> None:
    line = text_of(choice)
    read = parse(line, choice.repo_type)
    assert read.faults == (), line
    assert _sorted(read.choice) == _sorted(choice), line
    assert text_of(read.choice) == text_of(parse(text_of(read.choice), choice.repo_type).choice)


def test_500_listings_read_back_from_chips_url_and_command_line(runs: Callable[[int], int]) -> None:
    settings(max_examples=runs(500), deadline=None)(given(choices())(_reads_back_from_elsewhere))()


def _reads_back_from_elsewhere(choice: Choice) -> None:
    names = [chip.name for chip in choice.chips()]
    assert tuple(name for name in names if name != "author") == choice.filters
    for name in names:
        less = choice.without(name)
        assert parse(text_of(less), choice.repo_type).choice.chips() == less.chips()
    assert from_json(choice.repo_type, to_json(choice)) == choice
    command = ["list", f"{choice.repo_type}s", *shlex.split(shlex.join(["--search", text_of(choice)]))]
    assert _sorted(choices_of(parsed(command)[1])[command[1]]) == _sorted(choice)
    command = ["list", f"{choice.repo_type}s", *([text_of(choice)] if text_of(choice) else [])]
    assert _sorted(choices_of(parsed(command)[1])[command[1]]) == _sorted(choice)
    target = target_of_choice(choice)
    if target is not None and _has_url(choice):
        read = choice_of_target(target_of(url_of(target, HUB)))
        assert _sorted(read) == _sorted(choice), url_of(target, HUB)


def _sorted(choice: Choice) -> Choice:
    """Return a choice with its filters in another order: they mean the same in any."""
    return replace(choice, filters=tuple(sorted(choice.filters)))


def _has_url(choice: Choice) -> bool:
    """Return whether a URL can say it: the site has no name for some orders, and no single number of parameters."""
    sort = next(sort for sort in SORTS if sort.wire == choice.sort)
    odd = any(name.partition(":")[2].strip() in ("7b", "..9") or "|" in name for name in choice.filters)
    return bool(sort.web) and not odd and choice.text != " "


@pytest.mark.parametrize(
    "query", ["exclude=parameters:zz", "exclude=app:vllm,tag:", "sort_loaded=nonsense", "gated=maybe"]
)
def test_what_a_url_says_wrongly_is_left_out(query: str) -> None:
    assert choice_of_target(target_of(f"{HUB}/models?{query}")) == Choice("model")
