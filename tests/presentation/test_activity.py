"""The activity log's rows and commands: they do what was done, and nothing else, whatever the path holds."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hubtui.hub.calls import Exchange
from hubtui.presentation import activity
from tests.terminal.hostile import HOSTILE

ENDPOINT = "http://127.0.0.1:8765"


def exchange(method: str = "GET", path: str = "/api/whoami-v2", content: str = "", **more: Any) -> Exchange:
    fields: dict[str, Any] = {
        "status": 200, "seconds": 0.012, "bytes": 1234, "tries": 1, "request_headers": {}, "response_headers": {},
    }  # fmt: skip
    return Exchange(method, path, content=content, **(fields | more))


def command(key: str, one: Exchange, has_token: bool = True) -> str:
    return next((copy.text for copy in activity.copies(one, ENDPOINT, has_token) if copy.key == key), "")


SPACE = '{"name": "x", "organization": "ada", "visibility": "private", "sdk": "static", "type": "space"}'
MOVE = '{"fromRepo": "a/b", "toRepo": "c/d", "type": "model"}'
SETTINGS = '{"gated": "auto", "visibility": "public"}'
LISTING = "/api/models?search=qwen&sort=likes&limit=5&expand=x"
FILE = "/datasets/a/b/resolve/main/x/y.csv"
COMMANDS = [
    (exchange(), "hf auth whoami"),
    (exchange(path=LISTING), "hf models ls --search=qwen --limit=5 --sort=likes"),
    (exchange(path="/api/datasets/openai/gsm8k"), "hf datasets info openai/gsm8k"),
    (exchange(path=FILE), "hf download a/b x/y.csv --type=dataset --revision=main"),
    (exchange("POST", "/api/repos/create", SPACE), "hf repos create ada/x --type=space --private --sdk=static"),
    (exchange("DELETE", "/api/repos/delete", '{"name": "x"}'), "hf repos delete x --type=model"),
    (exchange("POST", "/api/repos/move", MOVE), "hf repos move a/b c/d --type=model"),
    (
        exchange("PUT", "/api/models/a/b/settings", SETTINGS),
        "hf repos settings a/b --type=model --public --gated=auto",
    ),
    (exchange(path="/api/collections"), ""),
]


@pytest.mark.parametrize(("one", "words"), COMMANDS)
def test_the_official_clients_command_where_it_has_one(one: Exchange, words: str) -> None:
    assert command("h", one) == words


def test_curl_sends_the_same_with_the_token_by_its_name_alone() -> None:
    one = exchange(
        "PUT", "/api/models/a/b/settings", '{"private": true}', request_headers={"content-type": "application/json"}
    )
    text = command("c", one)
    assert '-H "Authorization: Bearer $HF_TOKEN"' in text
    assert shlex.split(text)[-3:] == ["--data-binary", '{"private": true}', f"{ENDPOINT}/api/models/a/b/settings"]
    assert "HF_TOKEN" not in command("c", one, has_token=False)
    assert "HF_TOKEN" not in command("c", exchange(path="https://elsewhere.example/x?…"))


@pytest.mark.parametrize(
    "hostile",
    ["$(touch owned)", "`touch owned`", "'; touch owned; '", '"; touch owned; "', "-o owned", "a\nb", *HOSTILE[:20]],
)
def test_hostile_paths_and_bodies_run_nothing(hostile: str, tmp_path: Path) -> None:
    for one in (
        exchange(path=f"/api/models?search={hostile}"),
        exchange(path=f"/api/models/{hostile}/x"),
        exchange("POST", "/api/repos/move", f'{{"fromRepo": "{hostile}", "toRepo": "a/b"}}'),
        exchange("POST", "/x", hostile),
    ):
        for copy in activity.copies(one, ENDPOINT, has_token=True):
            if copy.key == "u":
                continue
            script = "curl() { :; }; hf() { :; }; " + copy.text
            environ = {"PATH": os.environ["PATH"], "HF_TOKEN": "x"}
            subprocess.run(
                ["bash", "-c", script.replace("\0", "")], cwd=tmp_path, env=environ, check=False, capture_output=True
            )
            assert list(tmp_path.iterdir()) == []


def test_a_row_says_what_went_wrong_and_is_found_by_its_words() -> None:
    bad = exchange("DELETE", "/api/repos/delete", status=0, error="broke off", tries=2, seconds=12.0)
    cells = activity.cells(bad, activity.columns_for(100))
    assert [cell.text for cell in cells] == ["DELETE", "/api/repos/delete", "none", "12.0 s", "1.2 kB", "2"]
    assert activity.holds(bad, "delete broke")
    assert not activity.holds(bad, "delete fine")
    text = [activity.detail(bad).text(index) for index in range(len(activity.detail(bad)))]
    assert "broke off" in text
