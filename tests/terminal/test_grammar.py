"""The checker of hubtui's output: it accepts all sequences of hubtui and reports others."""

import pytest

from hubtui.terminal import modes
from tests.terminal.grammar import strangers
from tests.terminal.hostile import HOSTILE


@pytest.mark.parametrize(
    "written",
    [
        modes.ENTER + modes.KEYS + modes.QUERY + modes.MOUSE + modes.LEAVE + modes.LEAVE_KEYS + modes.LEAVE_SCREEN,
        "\x1b[0;38;5;252;48;2;1;2;3m\x1b[2J\x1b[3;4Hwords\n\x1b[K\r\x1b[5C\x1b[12X",
        "\x1b[2;39r\x1b[39H\n\x1b[r\x1b[2;39r\x1b[5S\x1b[r",
        "\x1b]8;;https://example.org/a?b=c\x1b\\link\x1b]8;;\x1b\\",
        "日本語 é e\u0301 👨\u200d👩\u200d👧 ❤\ufe0f 🇫🇷 1\ufe0f\u20e3 │ ▌ ● …",
    ],
)
def test_what_hubtui_writes_is_known(written: str) -> None:
    assert strangers(written.encode()) == []


HARMLESS = {"[@click=app.bell]click[/]", "x [/nope]", "[link=javascript:alert(1)]link[/link]", "x" * 10_000}
SEEN = {"a" + "\u0301" * 200, "\u0301\u0302\u0303 only marks", "👨\u200d👩\u200d👧\u200d👦 family 🇫🇷🇩🇪🇫"}
# What hubtui writes itself: tests of rows look for the content of these.
OURS = {"back\b\b\bspace", "line\nfeed", "carriage\rreturn", "bell\x07bell"}
OURS |= {text for text in HOSTILE if text.startswith(("\x1b]52;c;", "\x1b[2J", "\x1b[31m", "\x1b[?1049l"))}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text not in HARMLESS | SEEN | OURS], ids=ascii)
def test_hostile_text_is_named(text: str) -> None:
    assert strangers(text.encode("utf-8", "surrogatepass"))


def test_bytes_that_are_no_text_are_named() -> None:
    assert strangers(b"abc\xff\xfe")
