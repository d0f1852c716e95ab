"""A request as a command: it does what was done and nothing else, and the token goes to the Hub alone."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from hubtui.hub.calls import Exchange
from hubtui.presentation import snippets
from hubtui.resources.request import request_commands
from hubtui.resources.request.request_commands import copies
from tests.presentation.test_promise_5_snippets import HOSTILE, SHELLS, recording
from tests.resources.test_request_cells import exchange

ENDPOINT = "http://127.0.0.1:8765"
TOKEN_WORDS = ["-H", "Authorization: Bearer $HF_TOKEN"]


def command(key: str, one: Exchange, has_token: bool = True, endpoint: str = ENDPOINT) -> str:
    return next((copy.text for copy in copies(one, endpoint, has_token) if copy.key == key), "")


SPACE = '{"name": "x", "organization": "ada", "visibility": "private", "sdk": "static", "type": "space"}'
MOVE = '{"fromRepo": "a/b", "toRepo": "c/d", "type": "model"}'
SETTINGS = '{"gated": "auto", "visibility": "public"}'
MODELS = "/api/models?pipeline_tag=fill-mask&gated=true&sort=createdAt&num_parameters=min%3A6B&filter=a&filter=b"
COMMANDS = [
    (exchange(), "hf auth whoami"),
    (
        exchange(path="/api/models?search=qwen&sort=likes&limit=5&expand=x"),
        "hf models ls --search=qwen --sort=likes --limit=5",
    ),
    (
        exchange(path=MODELS),
        "hf models ls --pipeline-tag=fill-mask --gated --sort=created_at --num-parameters=min:6B --filter=a --filter=b",
    ),
    (exchange(path="/api/models?author=ada&inference=warm"), "hf models ls --author=ada --warm"),
    (exchange(path="/api/spaces?sort=likes"), "hf spaces ls --sort=likes"),
    (exchange(path="/api/datasets/openai/gsm8k"), "hf datasets info openai/gsm8k"),
    (exchange(path="/api/models/gpt2?expand=tags"), "hf models info gpt2"),
    (exchange(path="/api/models/a/b/revision/refs%2Fpr%2F1"), "hf models info a/b --revision=refs/pr/1"),
    (exchange(path="/a/b/resolve/main/x.json"), "hf download a/b x.json --revision=main"),
    (exchange(path="/gpt2/resolve/main/x.json"), "hf download gpt2 x.json --revision=main"),
    (exchange(path="/datasets/a/b/resolve/v1/x/y.csv"), "hf download a/b x/y.csv --type=dataset --revision=v1"),
    (exchange(path="/datasets/squad/resolve/main/x"), "hf download squad x --type=dataset --revision=main"),
    (exchange("POST", "/api/repos/create", SPACE), "hf repos create ada/x --type=space --private --sdk=static"),
    (exchange("DELETE", "/api/repos/delete", '{"name": "x"}'), "hf repos delete x --type=model"),
    (exchange("POST", "/api/repos/move", MOVE), "hf repos move a/b c/d --type=model"),
    (
        exchange("PUT", "/api/models/a/b/settings", SETTINGS),
        "hf repos settings a/b --type=model --public --gated=auto",
    ),
]


@pytest.mark.parametrize(("one", "words"), COMMANDS)
def test_the_official_clients_command_where_it_has_one(one: Exchange, words: str) -> None:
    assert command("h", one) == words


@pytest.mark.parametrize("words", [words for _, words in COMMANDS])
def test_the_official_client_takes_it(words: str) -> None:
    import click
    from huggingface_hub.cli.hf import app

    group: Any = app if isinstance(app, click.Command) else __import__("typer").main.get_command(app)
    context, left = click.Context(group, info_name="hf"), shlex.split(words)[1:]
    while isinstance(group, click.Group):
        name, found, left = group.resolve_command(context, left)
        assert found is not None
        group, context = found, click.Context(found, parent=context, info_name=name)
    group.make_context(group.name, left, parent=context.parent)


@pytest.mark.parametrize(
    "path",
    [
        "/api/collections",
        "/api/models?search=x&cursor=abc",
        "/api/models?search=x&direction=1",
        "/api/spaces?models=a%2Fb",
        "/api/spaces?sort=downloads",
        "/api/datasets?num_parameters=min%3A6B",
        "/api/models?something=else",
        "/api/models/gpt2/refs",
        "/api/datasets/squad/parquet",
        "/api/models/a/b/tree/main",
        "//[x",
        "https://elsewhere.example/a/b/resolve/main/x",
    ],
)
def test_what_the_official_client_would_not_do_exactly_is_not_offered(path: str) -> None:
    assert command("h", exchange(path=path)) == ""


@pytest.mark.parametrize("name", ["--local-dir=x", "--help", "-q", "../x", "a/../../x"])
def test_a_name_is_neither_an_option_nor_a_way_elsewhere(name: str) -> None:
    assert command("h", exchange(path=f"/a/b/resolve/main/{name}")) == ""
    assert command("h", exchange(path=f"/a/b/resolve/main/{quote(name, safe='')}")) == ""


@pytest.mark.parametrize("name", ["--help", "--token=x", "-q"])
def test_an_id_is_no_option(name: str) -> None:
    assert command("h", exchange(path=f"/api/models/{name}")) == ""
    assert command("h", exchange(path=f"/api/models/{name}/x")) == ""
    assert command("h", exchange(path=f"/{name}/x/resolve/main/y")) == ""
    assert command("h", exchange("POST", "/api/repos/move", f'{{"fromRepo": "a/b", "toRepo": "{name}"}}')) == ""
    assert command("h", exchange("DELETE", "/api/repos/delete", f'{{"name": "{name}"}}')) == ""


def test_curl_sends_the_same_with_the_token_by_its_name_alone() -> None:
    one = exchange(
        "PUT", "/api/models/a/b/settings", '{"private": true}', request_headers={"content-type": "application/json"}
    )
    text = command("c", one)
    assert '-H "Authorization: Bearer $HF_TOKEN"' in text
    assert shlex.split(text)[-3:] == ["--data-raw", '{"private": true}', f"{ENDPOINT}/api/models/a/b/settings"]
    assert shlex.split(text)[shlex.split(text).index("-X") + 1] == "PUT"
    assert "HF_TOKEN" not in command("c", one, has_token=False)


def test_curl_asks_for_the_same_part_of_a_file_and_for_headers_alone() -> None:
    one = exchange(path="/a/b/resolve/main/x", request_headers={"range": "bytes=0-99", "accept": "*/*"})
    assert shlex.split(command("c", one))[-3:-1] == ["-H", "range: bytes=0-99"]
    assert "--head" in shlex.split(command("c", exchange("HEAD", "/a/b/resolve/main/x")))


def test_a_body_that_was_too_long_to_keep_is_not_sent_as_none() -> None:
    assert command("c", exchange("POST", "/x", request_headers={"content-length": "9000"})) == ""
    assert command("c", exchange("POST", "/x", request_headers={"content-length": "0"})) != ""


def test_a_body_of_lines_is_copied_and_one_that_steers_the_terminal_is_not() -> None:
    assert shlex.split(command("c", exchange("POST", "/x", '{"a": 1}\n{"b": 2}\n')))[-2] == '{"a": 1}\n{"b": 2}\n'
    assert command("c", exchange("POST", "/x", "a\x1b[201~\rtouch owned\r")) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co.evil.example/x",
        "https://huggingface.co@evil.example/x",
        "https://huggingface.co:444/x",
        "http://huggingface.co/x",
        "https://elsewhere.example/x?…",
        "https://datasets-server.huggingface.co/size?dataset=a",
    ],
)
def test_the_token_goes_to_no_other_host_however_much_it_looks_like_the_hub(url: str) -> None:
    text = command("c", exchange(path=url), endpoint="https://huggingface.co")
    assert "HF_TOKEN" not in text
    assert "Authorization" not in text


def test_an_address_within_a_query_is_not_taken_for_the_whole() -> None:
    assert command("u", exchange(path="/api/x?next=http://y")) == f"{ENDPOINT}/api/x?next=http://y"


# In shells


PATHS = ["/api/models?search={}", "/api/models/{}", "/api/models/{}/x", "/a/b/resolve/main/{}", "/a/b/resolve/{}/x"]


def hostile() -> list[Exchange]:
    """Names in paths as they are and as they are sent, and in bodies."""
    names = [word for name in [*HOSTILE, "[1-99]", "@/etc/passwd"] for word in (name, quote(name, safe=""))]
    made = [exchange(path=path.format(name)) for name in names for path in PATHS]
    for name in names:
        made.append(exchange("POST", "/x", name, request_headers={"content-type": "application/json"}))
        made.append(exchange("POST", "/api/repos/move", f'{{"fromRepo": "{name}", "toRepo": "a/b"}}'))
    return made


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_copied_runs_as_one_command_of_exactly_the_words_that_it_shows(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    words_of: dict[str, list[str]] = {}

    def recorded(words: list[str]) -> str:
        text = snippets.shell_command(words)
        words_of[text] = list(words)
        return text

    monkeypatch.setattr(request_commands, "shell_command", recorded)
    texts = [copy.text for one in hostile() for copy in copies(one, ENDPOINT, True) if copy.key in "ch"]
    texts = list(dict.fromkeys(text for text in texts if "\0" not in text))
    assert len(texts) > 300
    calls = tmp_path / "calls"
    environment = {"PATH": os.environ["PATH"], "CALLS": str(calls), "HOME": str(here), "HF_TOKEN": "t0"}
    script = recording(("curl", "hf")) + "\n".join(texts)
    subprocess.run(
        [shell], input=script.encode(), env=environment, cwd=here, check=True, capture_output=True, timeout=90
    )
    ran = [call.split("\0")[:-1] for call in calls.read_bytes().decode().split("<end>\0")[:-1]]
    wanted = [words_of.get(text) or shlex.split(text.replace("Bearer $HF_TOKEN", "Bearer t0")) for text in texts]
    assert ran == wanted
    assert list(here.iterdir()) == []
    assert all(text.count("$HF_TOKEN") == text.startswith("curl ") for text in texts)
    assert any("$'" in text for text in texts)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_curl_itself_asks_once_for_an_address_with_brackets(tmp_path: Path) -> None:
    folder = tmp_path / "x[1-3]{a,b}"
    folder.mkdir()
    (folder / "y").write_text("once ")
    # Its own reading of the address, without a server: the same options over a file.
    words = shlex.split(command("c", exchange(path="/z"), has_token=False))[:-1]
    ran = subprocess.run([*words, f"file://{folder}/y"], check=False, capture_output=True, text=True, timeout=90)
    assert ran.stdout == "once "
