"""The clipboard of the user's own machine, over tmux and SSH."""

import base64
import os
from pathlib import Path

import pytest

from hubtui.terminal.clipboard import osc52, send, ways_of

TEXT = "hf download Qwen/Qwen3-8B"
CODED = base64.b64encode(TEXT.encode()).decode()


@pytest.mark.parametrize(
    ("environ", "ways", "in_doubt"),
    [
        ({"TMUX": "/tmp/x,1,0", "SSH_TTY": "/dev/pts/1"}, ("tmux", "wrapped"), False),
        ({"STY": "1.pts"}, ("wrapped",), True),
        ({"SSH_CONNECTION": "a 1 b 2", "TERM": "xterm-256color"}, ("osc52",), True),
        ({"SSH_CONNECTION": "a 1 b 2", "TERM": "xterm-kitty", "DISPLAY": ":10"}, ("osc52",), False),
        ({"DISPLAY": ":0", "TERM": "xterm"}, ("local", "osc52"), False),
        ({"TERM": "xterm"}, ("osc52",), True),
        ({"TERM": "vte-256color"}, ("osc52",), True),
        ({"TERM": "linux"}, ("show",), True),
        ({"TERM": "linux", "TMUX": "/tmp/x,1,0"}, ("tmux", "wrapped"), False),
    ],
)
def test_the_way_depends_on_the_session(environ: dict[str, str], ways: tuple[str, ...], in_doubt: bool) -> None:
    assert ways_of(environ) == (ways, in_doubt)


@pytest.mark.parametrize("setting", ["tmux", "osc52", "wrapped", "local"])
def test_a_configured_way_is_not_in_doubt(setting: str) -> None:
    assert ways_of({"TERM": "xterm"}, setting) == ((setting,), False)


def test_the_sequence_and_how_it_is_wrapped() -> None:
    assert osc52(TEXT) == f"\x1b]52;c;{CODED}\x07"
    assert osc52(TEXT, "tmux") == f"\x1bPtmux;\x1b\x1b]52;c;{CODED}\x07\x1b\\"
    assert osc52(TEXT, "screen") == f"\x1bP\x1b]52;c;{CODED}\x07\x1b\\"


async def test_if_the_first_way_fails_the_second_is_used_and_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    written: list[str] = []
    sent = await send(TEXT, {"TMUX": "/nowhere,1,0"}, written.append)
    assert written == [osc52(TEXT, "tmux")]
    assert sent.in_doubt
    assert (await send(TEXT, {}, written.append, "tmux")).words == "not sent: select it here"


async def test_the_clipboard_program_does_not_see_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmux").write_text(f"#!/bin/sh\nenv > {tmp_path}/env\ncat > {tmp_path}/text\n")
    (tmp_path / "tmux").chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("HF_TOKEN", "hf_CanaryCanaryCanary0123456789")
    sent = await send(TEXT, {"TMUX": "x"}, lambda _: None)
    assert not sent.in_doubt
    assert (tmp_path / "text").read_text() == TEXT
    assert "hf_Canary" not in (tmp_path / "env").read_text()
