"""What the environment tells about the terminal."""

import subprocess
import sys

import pytest

from hubtui.terminal.capabilities import Capabilities, detect, is_light_colour, tmux_pane_is_full_width

XTERM = {"TERM": "xterm-256color"}


@pytest.mark.parametrize("environ", [{"SSH_CONNECTION": "a b c d"}, {"SSH_TTY": "/dev/pts/1"}])
def test_over_ssh_there_are_fewer_frames(environ: dict[str, str]) -> None:
    remote = detect(XTERM | environ)
    assert remote.remote
    assert remote.environment()["TEXTUAL_FPS"] == "15"
    assert "TEXTUAL_FPS" not in detect(XTERM).environment()


def test_nothing_is_ever_animated() -> None:
    assert detect(XTERM).environment()["TEXTUAL_ANIMATIONS"] == "none"


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-direct"}, "truecolor"),
        ({"TERM": "tmux-256color", "TMUX": "x", "COLORTERM": "24bit"}, "truecolor"),
        ({"TERM": "screen.xterm-256color", "STY": "1.pts", "COLORTERM": "truecolor"}, "256"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "vt100"}, "none"),
    ],
)
def test_colours(environ: dict[str, str], colours: str) -> None:
    assert detect(environ).colours == colours


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        (XTERM, "auto"),
        (XTERM | {"NO_COLOR": "1"}, "mono"),
        (XTERM | {"NO_COLOR": ""}, "auto"),
        ({"TERM": "linux"}, "ansi"),
        ({"TERM": "vt100"}, "mono"),
    ],
)
def test_the_theme_if_none_is_set(environ: dict[str, str], theme: str) -> None:
    assert detect(environ).theme == theme


@pytest.mark.parametrize(
    ("told", "light"), [("0;15", True), ("15;0", False), ("0;default;7", True), ("12;8", False), ("", False)]
)
def test_the_guess_at_the_background(told: str, light: bool) -> None:
    assert detect(XTERM | {"COLORFGBG": told}).light is light


@pytest.mark.parametrize(
    ("environ", "erase", "scroll"),
    [
        (XTERM, True, True),
        ({"TERM": "screen-256color"}, False, True),
        ({"TERM": "screen-256color", "TMUX": "x"}, True, True),
        ({"TERM": "tmux-256color", "TMUX": "x"}, True, True),
        ({"TERM": "vt100"}, False, True),
        ({"TERM": "ansi"}, False, False),
    ],
)
def test_erase_and_scroll_regions(environ: dict[str, str], erase: bool, scroll: bool) -> None:
    capabilities = detect(environ)
    assert (capabilities.erase, capabilities.scroll) == (erase, scroll)


@pytest.mark.parametrize(
    ("environ", "terminal"), [({"TERM": "dumb"}, True), ({"TERM": "unknown"}, True), (XTERM, False)]
)
def test_an_unusable_terminal_is_reported_in_one_line(environ: dict[str, str], terminal: bool) -> None:
    reason = detect(environ, terminal=terminal).unusable
    assert reason
    assert "\n" not in reason
    assert detect(XTERM).unusable == ""


@pytest.mark.parametrize(
    ("environ", "utf8"),
    [
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "de_DE.ISO-8859-1", "LANG": "en_US.UTF-8"}, False),
        ({"LANG": "C"}, True),
        ({}, True),
    ],
)
def test_utf8(environ: dict[str, str], utf8: bool) -> None:
    assert detect(XTERM | environ).utf8 is utf8


@pytest.mark.parametrize(("answer", "full"), [("80 80\n", True), ("80 120\n", False), ("", False), ("x", False)])
def test_the_width_of_a_tmux_pane(answer: str, full: bool) -> None:
    assert tmux_pane_is_full_width(lambda: answer) is full


def test_if_tmux_does_not_answer_there_are_no_scroll_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not tmux_pane_is_full_width()


def test_it_imports_nothing_heavy() -> None:
    program = "import sys, hubtui.terminal.capabilities, hubtui.terminal.lifecycle\n"
    program += "print([name for name in ('textual', 'rich', 'asyncio', 'subprocess') if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_equal_terminals_are_equal() -> None:
    assert detect(XTERM) == detect(dict(XTERM)) == Capabilities()


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        ("rgb:0000/0000/0000", False),
        ("rgb:1e/1e/2e", False),
        ("rgb:fdfd/f6f6/e3e3", True),
        ("rgba:ffff/ffff/ffff/8000", True),
        ("#ffffff", True),
        ("#000", False),
        ("", False),
        ("rgb:", False),
        ("rgb:zz/zz/zz", False),
        ("#12345", False),
    ],
)
def test_light_or_dark(colour: str, light: bool) -> None:
    assert is_light_colour(colour) is light
