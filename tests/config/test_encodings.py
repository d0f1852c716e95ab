"""Files that other programs saved: a byte order mark is read over; what is no UTF-8 is named in one line."""

import codecs
import json
from pathlib import Path

import pytest

from hubtui.config.auth import BadSetting, find_token
from hubtui.config.plain_http import agreed_hosts
from hubtui.config.settings import read_settings
from hubtui.config.state import State, read_state, write_state
from hubtui.config.token_store import TokenStore
from hubtui.config.views import View, read_views, write_views

TOKEN = "hf_" + "a" * 34
HUB = "https://hub.example"
VIEW = View("mine", "models", {})
BROKEN = {"UTF-16": "ü {}".encode("utf-16"), "broken bytes": b"\xff\xfe\x00\xd8\xff", "latin-1": b"\xfc = 1\n"}


def with_mark(file: Path, text: str) -> None:
    """Save a text as editors of Windows do."""
    file.write_bytes(codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode())


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    with_mark(tmp_path / "config.toml", 'theme = "dark"\n')
    with_mark(tmp_path / "token", f"{TOKEN}\n")
    with_mark(tmp_path / "stored_tokens", f"[one]\nhf_token = {TOKEN}\n")
    with_mark(tmp_path / "plain-http-hosts", "hub.example\n")
    with_mark(tmp_path / "views.json", json.dumps({HUB: [VIEW._asdict()]}))
    with_mark(tmp_path / "state.json", json.dumps({HUB: {"tab": "datasets"}}))
    settings = read_settings(tmp_path / "config.toml")
    assert (settings.theme, settings.problems) == ("dark", ())
    found = find_token({"HF_HOME": str(tmp_path)})
    assert found is not None
    assert found.value == TOKEN
    assert [token.name for token in TokenStore({"HF_HOME": str(tmp_path)}).tokens()] == ["one"]
    assert agreed_hosts(tmp_path) == {"hub.example"}
    assert read_views(tmp_path / "views.json", HUB) == [VIEW]
    assert read_state(tmp_path / "state.json", HUB).tab == "datasets"


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_text_is_named(tmp_path: Path, name: str) -> None:
    for file in ("config.toml", "token", "stored_tokens", "plain-http-hosts", "views.json", "state.json"):
        (tmp_path / file).write_bytes(BROKEN[name])
    environ = {"HF_HOME": str(tmp_path)}
    assert read_settings(tmp_path / "config.toml").problems == ("config.toml is no text in UTF-8: save it as such",)
    with pytest.raises(BadSetting, match=f"{tmp_path}/token cannot be read: it is no text in UTF-8"):
        find_token(environ)
    (tmp_path / "token").unlink()
    with pytest.raises(BadSetting, match="stored_tokens is no list of tokens: move it away"):
        TokenStore(environ).tokens()
    assert agreed_hosts(tmp_path) == frozenset()
    assert read_views(tmp_path / "views.json", HUB) == []
    assert read_state(tmp_path / "state.json", HUB) == State()


@pytest.mark.parametrize("name", BROKEN)
def test_damaged_views_are_not_written_over(tmp_path: Path, name: str) -> None:
    file = tmp_path / "views.json"
    file.write_bytes(BROKEN[name])
    assert write_views(file, HUB, [VIEW]) == f"{file} is damaged: it is no JSON of hubtui; move it away, or mend it"
    assert file.read_bytes() == BROKEN[name]
    file.unlink()
    assert write_views(file, HUB, [VIEW]) == ""
    assert read_views(file, HUB) == [VIEW]


def test_a_damaged_state_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    file.write_bytes(b"\xff")
    write_state(file, HUB, State(tab="spaces"))
    assert read_state(file, HUB).tab == "spaces"
