"""hubtui list and hubtui show, as any other program uses them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import SimpleNamespace
from typing import Any

import pytest
from huggingface_hub import HfApi

from hubtui.cli.printed_rows import Form, Layout, safe_ids
from hubtui.cli.printing import print_listing, print_page
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Request
from hubtui.hub.query import ListingQuery
from hubtui.registry.target import Target
from tests.demo_hub import DemoHub, start_demo
from tests.terminal.session import Session
from tests.warm import Ended, Program, hubtui_that_prints, run


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=300) as running:
        yield running


def hubtui(hub: DemoHub, *arguments: str) -> Ended:
    environ = {**os.environ, "HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token}
    return run(hubtui_that_prints(*arguments), environ)


def test_ids_are_those_that_the_official_client_gets(hub: DemoHub) -> None:
    ran = hubtui(hub, "list", "models", "--sort", "downloads", "--limit", "250", "--ids")
    assert (ran.returncode, ran.stderr) == (0, "")
    api = HfApi(hub.endpoint, token=hub.token)
    assert ran.stdout.splitlines() == [one.id for one in api.list_models(sort="downloads", limit=250)]


def test_a_listing_is_narrowed_as_in_the_program(hub: DemoHub) -> None:
    ran = hubtui(hub, "list", "datasets", "--author", "openai", "--search", "gsm", "--ids")
    assert ran.stdout.splitlines() == ["openai/gsm8k"]
    ran = hubtui(hub, "list", "models", "--filter", "text-generation", "--limit", "3", "--json")
    assert all(json.loads(line)["pipeline_tag"] == "text-generation" for line in ran.stdout.splitlines())


@pytest.mark.parametrize("form", ["--ids", "--json", "--tsv"])
def test_only_models_that_fit_are_listed_and_the_others_are_counted(hub: DemoHub, form: str) -> None:
    ran = hubtui(hub, "list", "models", "--filter", "fits", "--vram", "24GB", "--limit", "1000", form)
    assert ran.returncode == 0
    looked, fit, unknown = map(int, re.findall(r"\d+", ran.stderr))
    rows = ran.stdout.splitlines()[form == "--tsv" :]
    assert len(rows) == fit
    assert looked > fit + unknown > fit > 0
    ids = [json.loads(row)["id"] if form == "--json" else row.split("\t")[0] for row in rows]
    assert "Qwen/Qwen3-8B" in ids
    assert "deepseek-ai/DeepSeek-R1" not in ids


def test_with_a_memory_there_is_a_column_for_what_fits_into_it(hub: DemoHub) -> None:
    ran = hubtui(hub, "list", "models", "--search", "Qwen3-8B", "--author", "Qwen", "--vram", "12GB", "--tsv")
    first, *rows = (line.split("\t") for line in ran.stdout.splitlines())
    found = {row[0]: row[first.index("fits")] for row in rows}
    assert found["Qwen/Qwen3-8B"] == "fits at 8 bits"


def test_a_size_of_memory_that_is_none_gets_one_line(hub: DemoHub) -> None:
    ran = hubtui(hub, "list", "models", "--filter", "fits", "--vram", "a lot")
    assert ran.returncode == 2
    assert ran.stderr.strip() == (
        'hubtui: argument --vram: \'a lot\' is not a size of memory: write "24GB", "2x80GB" or "24GB+16GB"'
    )


@pytest.mark.parametrize("kind", ["models", "datasets", "spaces"])
def test_json_is_an_object_a_line_with_all_that_the_hub_told(hub: DemoHub, kind: str) -> None:
    ran = hubtui(hub, "list", kind, "--limit", "20", "--json")
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(told) == 20
    assert all({"_id", "id", "likes", "tags", "createdAt"} <= set(one) for one in told)


def test_columns_have_names_and_no_colour(hub: DemoHub) -> None:
    first, *rows = hubtui(hub, "list", "models", "--tsv", "--limit", "2").stdout.splitlines()
    assert first.split("\t") == ["id", "state", "task", "params", "downloads", "likes", "updated"]
    assert all(len(row.split("\t")) == 7 for row in rows)
    assert len(rows) == 2
    text = hubtui(hub, "list", "models", "--limit", "2").stdout
    assert "\x1b" not in text
    assert [line.split()[0] for line in text.splitlines()] == [row.split("\t")[0] for row in rows]


@pytest.mark.parametrize(("name", "facts"), [("ada", {"user: ada", "isPro: yes"}), ("acme-lab", {"numUsers: 2"})])
def test_an_owner_is_shown_by_the_url(hub: DemoHub, name: str, facts: set[str]) -> None:
    assert facts <= set(hubtui(hub, "show", f"https://huggingface.co/{name}").stdout.splitlines())


def test_a_page_is_shown_as_facts_and_as_json(hub: DemoHub) -> None:
    facts = hubtui(hub, "show", "datasets/openai/gsm8k").stdout.splitlines()
    assert "id: openai/gsm8k" in facts
    assert any(line.startswith("siblings: ") for line in facts)
    told = json.loads(hubtui(hub, "show", f"{hub.endpoint}/datasets/openai/gsm8k", "--json").stdout)
    assert told["id"] == "openai/gsm8k"
    assert told["siblings"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "nobody/none"), 1, "hubtui: "),
        (("show", "https://huggingface.co/nobody-there"), 1, "the page of nobody-there is not there"),
        (("show", "a b"), 2, "is no page of the Hub: give a repo id"),
        (("list", "papers"), 2, "choose from 'models', 'datasets', 'spaces'"),
        (("list", "models", "--limit", "0"), 2, "'0' is no whole number from 1"),
        (("list", "models", "--sort", "luck"), 2, "invalid choice: 'luck'"),
        (("list", "models", "--json", "--ids"), 2, "not allowed with argument --json"),
        (("list", "models", "--endpoint", "http://127.0.0.1:9"), 1, "hubtui: "),
    ],
)
def test_what_cannot_be_is_a_line_on_standard_error(
    hub: DemoHub, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = hubtui(hub, *arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert words in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_who_reads_only_the_first_line_is_not_complained_to(hub: DemoHub) -> None:
    environ = {**os.environ, "HF_ENDPOINT": hub.endpoint}
    command = f"set -o pipefail; {sys.executable} -m hubtui list models --json --limit 300 | head -1"
    ran = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.returncode in (0, 141)
    assert json.loads(ran.stdout)["id"]


def test_the_hub_in_the_box_is_listed_without_a_network() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hubtui", "list", "spaces", "--demo", "--ids", "--limit", "3"],
        env={**os.environ, "HF_ENDPOINT": "http://127.0.0.1:9"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(ran.stdout.splitlines()) == 3


def pick(hub: DemoHub, keys: str, *arguments: str) -> tuple[int, str]:
    """The exit status and standard output of hubtui pick once the keys are pressed."""
    environ = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token}
    with TemporaryFile() as output:
        with Session(Program("hubtui", ("pick", *arguments)), environ=environ, stdout=output) as session:
            session.wait_for("loaded")
            session.send(keys)
            status = session.end()
            assert session.left_on() == []
        output.seek(0)
        return status, output.read().decode()


@pytest.mark.parametrize(("keys", "places"), [("j\r", [1]), ("  \r", [0, 1])])
def test_what_is_picked_on_the_terminal_goes_to_standard_output(hub: DemoHub, keys: str, places: list[int]) -> None:
    ended, picked = pick(hub, keys, "datasets", "--sort", "likes")
    assert ended == 0
    ids = hubtui(hub, "list", "datasets", "--sort", "likes", "--ids", "--limit", "5").stdout.splitlines()
    assert picked.splitlines() == [ids[place] for place in places]


def test_nothing_picked_is_exit_1_and_no_output(hub: DemoHub) -> None:
    assert pick(hub, "q") == (1, "")


def test_what_prints_does_not_wait_for_what_draws(hub: DemoHub) -> None:
    program = f"""import sys
sys.argv = ["hubtui", "list", "models", "--ids", "--limit", "1", "--endpoint", {hub.endpoint!r}]
from hubtui.__main__ import main
assert main() == 0
assert not [name for name in sys.modules if name.partition(".")[0] == "textual"]
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def answering(body: str) -> Any:
    """A client whose Hub answers with this text."""

    async def ask(_: Call) -> Answer:
        return Answer(200, {}, body.encode())

    hub = SimpleNamespace(ask=ask)

    async def get(request: Request[Any]) -> Any:
        return await request.send(hub)

    hub.get = get
    return hub


async def printed(body: str, as_json: bool) -> str:
    written: list[str] = []
    await print_page(answering(body), Target("model", "a/b"), as_json, written.append)
    return "".join(written)


async def listed(body: str, form: Form) -> list[str]:
    written: list[str] = []
    await print_listing(answering(body), [ListingQuery("model")], Layout(form), 10, written.append)
    return "".join(written).splitlines()


async def test_a_hub_that_means_harm_writes_nothing_of_its_own_on_the_terminal() -> None:
    evil = "\x1b]52;c;AAAA\x07"
    told = {"id": "a/b", evil: "x", "tags": [evil], "nested": {evil: evil}, "words": f"{evil}\n\u202e", "none": None}
    told |= {"siblings": [{"rfilename": evil}]}
    for body in (json.dumps(told), json.dumps(told, ensure_ascii=False).replace("\n", "\\n")):
        texts = [await printed(body, False), await printed(body, True), *await listed(f"[{body}]", "json")]
        for text in texts:
            assert all(letter == "\n" or letter.isprintable() for letter in text), text
            assert "id" in text


SENT = (
    '{"id": "a/b", "downloads": 2552, "score": 1e3, "exact": 1.10, "huge": 123456789012345678901234567890,'
    ' "words": "a\\tb\\u001b\\u202fé\\/", "unknown": {"x": [ ], "y": {}}, "twice": 1, "twice": 2, "lastModified": "x"}'
)


async def test_json_is_what_the_hub_sent_to_the_letter() -> None:
    plain = SENT.replace("é", "\\u00e9").replace("[ ]", "[]")
    assert await listed(f"[{SENT},\n {SENT}]", "json") == [plain, plain]
    shown = await printed(SENT, True)
    for part in ("2552", "1e3", "1.10", "123456789012345678901234567890", r'"a\tb\u001b\u202f\u00e9\/"', "[]", "{}"):
        assert part in shown
    assert shown.count('"twice"') == 2
    assert json.loads(shown) == json.loads(SENT)
    assert '\n  "id": "a/b",\n' in shown


async def test_a_row_that_is_no_json_is_no_row() -> None:
    assert await listed('[{"id": "a/b"}, {"id": }, 7, {"id": "c/d"}]', "json") == ['{"id": "a/b"}', '{"id": "c/d"}']


async def test_values_for_other_programs_are_exact_and_ids_whole() -> None:
    long = f"{'o' * 90}/{'n' * 90}"
    date = "2025-03-04T05:06:07.000Z"
    body = json.dumps([{"id": long, "downloads": 2552, "likes": 1000, "lastModified": date}])
    titles, row = await listed(body, "tsv")
    told = dict(zip(titles.split("\t"), row.split("\t"), strict=True))
    assert (told["id"], told["downloads"], told["likes"], told["updated"]) == (long, "2552", "1000", date)
    (row,) = await listed(body, "columns")
    assert row.split() == [long, "-", "-", "-", "2552", "1000", date]
    (row,) = await listed(body, "text")
    assert long not in row


async def test_the_facts_of_a_page_have_their_lists_and_objects() -> None:
    files = [{"rfilename": f"file-{number}.bin"} for number in range(12)]
    told = {"id": "a/b", "tags": [f"tag-{number}" for number in range(80)], "siblings": files}
    told |= {"cardData": {"license": "mit", "tags": ["x", "y"], "model-index": [{"name": "m", "results": []}]}}
    lines = (await printed(json.dumps(told), False)).splitlines()
    assert "tags: " + ", ".join(f"tag-{number}" for number in range(80)) in lines
    assert any(line.startswith("siblings: 12: file-0.bin, ") and line.endswith(" and 2 more") for line in lines)
    assert lines[-4:] == ["cardData:", "  license: mit", "  tags: x, y", "  model-index: 1: m"]


def test_what_is_no_id_is_not_handed_to_commands() -> None:
    assert safe_ids(["a/b", "--local-dir=/x", "-a/b", "a b", "$(x)", "gpt2", "a/b\n-c"]) == ["a/b", "gpt2"]


def test_a_query_says_the_same_as_its_options(hub: DemoHub) -> None:
    by_options = hubtui(hub, "list", "models", "--author", "Qwen", "--filter", "<9b", "--sort", "downloads", "--ids")
    by_query = hubtui(hub, "list", "models", "author:Qwen", "params:<9b", "sort:downloads", "--ids")
    assert by_query.stdout == by_options.stdout != ""
    assert (
        hubtui(hub, "list", "models", "--search", "author:Qwen params:<9b sort:downloads", "--ids").stdout
        == by_query.stdout
    )


def test_a_minus_leaves_out_loaded_rows_and_says_how_many_were_looked_at(hub: DemoHub) -> None:
    every = hubtui(hub, "list", "models", "--limit", "1000", "--ids").stdout.splitlines()
    ran = hubtui(hub, "list", "models", "-instruct", "--limit", "1000", "--ids")
    assert ran.stdout.splitlines() == [name for name in every if "instruct" not in name.lower()]
    assert ran.stderr == f"hubtui: {len(every)} looked at, {len(ran.stdout.splitlines())} shown\n"


def test_alternatives_are_printed_as_one_listing_in_the_order_of_the_hub(hub: DemoHub) -> None:
    ran = hubtui(hub, "list", "models", "author:Qwen,google", "sort:likes", "--columns", "author,likes", "--tsv")
    _, *rows = (line.split("\t") for line in ran.stdout.splitlines())
    assert {row[0] for row in rows} == {"Qwen", "google"}
    likes = [int(row[1]) for row in rows]
    assert likes == sorted(likes, reverse=True)
    first = hubtui(
        hub, "list", "models", "author:Qwen,google", "sort:likes", "--limit", "5", "--json"
    ).stdout.splitlines()
    assert [json.loads(line)["likes"] for line in first] == likes[:5]


def test_words_of_a_query_may_stand_behind_options(hub: DemoHub) -> None:
    assert hubtui(hub, "list", "--ids", "models", "--limit", "3", "author:Qwen", "-gguf").stdout.count("Qwen/") == 3


def test_the_column_fits_names_the_quant_of_a_gguf_repo(hub: DemoHub) -> None:
    ran = hubtui(hub, "list", "models", "author:bartowski", "--columns", "id,fits", "--vram", "24GB", "--tsv")
    rows = [line.split("\t") for line in ran.stdout.splitlines() if "-GGUF" in line]
    fits = [words for _, words in rows if words.startswith("fits")]
    assert fits
    assert all(words.partition(" ")[2] for words in fits), fits


def test_columns_are_printed_as_chosen_and_sorted_by_one_that_the_hub_does_not_sort_by(hub: DemoHub) -> None:
    columns = ("--columns", "id,license,context", "--tsv", "--limit", "50")
    ran = hubtui(hub, "list", "models", "author:Qwen", "sort:context-asc", *columns)
    first, *rows = (line.split("\t") for line in ran.stdout.splitlines())
    assert first == ["id", "licence", "context"]
    known = [int(row[2]) for row in rows if row[2]]
    assert known == sorted(known)
    assert all(not row[2] for row in rows[len(known) :])
    assert ran.stderr == "hubtui: sorted by context length ↑, of what is loaded\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("athor:Qwen",), 'argument QUERY: "athor:Qwen": there is no athor:, did you mean author:?'),
        (("--search", "license:mit gated:maybe"), 'argument --search: "maybe": after gated: comes yes or no'),
        (("author:Qwen", "--author", "google"), "argument --author: the query has author: already"),
        (("sort:likes", "--sort", "likes"), "argument --sort: the query has sort: already"),
        (("--columns", "id,nonsense"), 'argument --columns: no column "nonsense"; there are id, state, task'),
        (("--columns", "id", "--json"), "argument --columns: not with --json"),
    ],
)
def test_a_query_that_is_at_fault_gets_one_line(hub: DemoHub, arguments: tuple[str, ...], words: str) -> None:
    ran = hubtui(hub, "list", "models", *arguments)
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"hubtui: {words}")
    assert ran.stderr.count("\n") == 1
