"""Terminals without UTF-8 show everything in ASCII, in the same columns."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.terminal.ascii_fallback import to_ascii
from hubtui.terminal.output_sanitizer import clusters
from tests.demo_hub import DemoHub, start_demo
from tests.terminal.session import Session
from tests.warm import hubtui


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Qwen/Qwen3-8B", "Qwen/Qwen3-8B"),
        ("café Zürich Łódź", "cafe Zurich Lodz"),
        ("│ ● ▌ … ‹", "| * > ~ <"),
        ("名前 x", "???? x"),
        ("😀!", "??!"),
        ("ｆｕｌｌ", "f u l l "),
        ("½ ﬁ", "? ?"),
    ],
)
def test_the_replacement_is_similar(text: str, shown: str) -> None:
    assert to_ascii(text) == shown


@given(st.text())
def test_every_text_keeps_its_width_and_becomes_ascii(text: str) -> None:
    shown = to_ascii(text)
    if not text.isascii():
        assert all(" " <= letter <= "~" for letter in shown)
        assert len(shown) == sum(cluster.width for cluster in clusters(text))


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=60) as running:
        yield running


@pytest.mark.parametrize("how", ["option", "setting", "locale"])
def test_only_ascii_is_written(hub: DemoHub, tmp_path: Path, how: str) -> None:
    environ = {"HF_ENDPOINT": hub.endpoint, "HF_TOKEN": hub.token, "LANG": "C.UTF-8"}
    if how == "locale":
        environ["LC_ALL"] = "de_DE.ISO-8859-1"
    if how == "setting":
        environ["XDG_CONFIG_HOME"] = str(tmp_path)
        (tmp_path / "hubtui").mkdir()
        (tmp_path / "hubtui" / "config.toml").write_text("ascii = true")
    command = hubtui(*(["--ascii"] if how == "option" else []))
    with Session(command.command if how == "locale" else command, environ=environ, size=(120, 30)) as session:
        session.wait_for("loaded")
        session.send(" ")
        session.wait_for("1 marked")
        shown = session.screen.lines()
        assert any(re.match(r" \* ", line) for line in shown)
        assert any(line.startswith(">") for line in shown)
        for keys, words in (("y", "Copy"), ("\x1b", "enter open"), ("\r", "1 Card"), ("2", "Size"), ("?", "Keys")):
            session.rest(0.4)
            session.send(keys)
            session.wait_for(words)
        session.rest(0.4)
        session.send("\x1b")
        session.rest(0.4)
        session.send("qq")
        assert session.end() == 0
        assert session.left_on() == []
        assert [byte for byte in session.written if byte > 0x7E] == []
