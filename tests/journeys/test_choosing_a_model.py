"""From the question to the command: which model can I run, and how do I get it? By keys alone, in a terminal."""

import shlex

import pytest

from tests.demo_hub import DemoHub
from tests.terminal.session import Session
from tests.warm import hubtui

MOST_KEYS = 25
TAB, ENTER, DOWN = "\t", "\r", "\x1b[B"


class Counting:
    """Presses keys in a session and counts them; words that are typed are not counted."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.keys = 0

    def press(self, *keys: str, sees: str = "") -> None:
        for key in keys:
            self.session.send(key)
            self.keys += 1
            self.session.rest(0.1)
        if sees:
            self.session.wait_for(sees)

    def type(self, words: str, sees: str) -> None:
        self.session.send(words)
        self.session.wait_for(sees)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.some(1)
def test_an_instruct_model_that_fits_is_found_compared_and_its_best_quant_copied(
    demo: DemoHub, size: tuple[int, int]
) -> None:
    environ = {"HF_ENDPOINT": demo.endpoint, "HF_TOKEN": demo.token, "SSH_TTY": "/dev/pts/0"}
    with Session(hubtui("--vram", "24GB"), size=size, environ=environ) as session:
        session.wait_for("ada · write")
        session.wait_for("loaded, more")
        user = Counting(session)
        user.press("/")
        user.type("instruct", "instruct")
        user.press(ENTER)
        user.press("f", sees="Filter by")
        for words, line in (("gguf", "gguf"), ("apache-2.0", "apache-2.0"), ("<9b", "up to 9b"), ("fits", "fits")):
            user.type(words, line)
            user.press(TAB)
        user.press(ENTER, sees=" fit")
        user.press("s", sees="Sort by")
        user.press(DOWN, ENTER, sees="downloads ↓")
        session.wait_for(" fit")
        session.rest(0.5)
        user.press(" ", " ", " ", sees="3 marked")
        user.press("=", sees="Compare models")
        session.wait_for("Quants")
        user.press("y", sees="best quant")
        user.press("b")
        words = shlex.split(session.copied().decode())
        assert words[:2] == ["hf", "download"]
        assert "--include" in words
        assert user.keys <= MOST_KEYS, user.keys
        print(f"{user.keys} keys")
        session.send("\x1b")
        session.send("\x03")
        session.wait_for("Quit hubtui?")
        session.send("\r")
        assert session.end() == 0
