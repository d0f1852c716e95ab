"""Promise 4: a Hub that means harm, through a real pty: every byte belongs to hubtui's own grammar."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from tests.journeys.test_hostile_rows import row
from tests.serving import QuietHandler, serving
from tests.terminal.grammar import strangers
from tests.terminal.hostile import HOSTILE
from tests.terminal.session import Session
from tests.warm import hubtui

SIZES = [(160, 45), (80, 24)]
"""One of them on each run, all with --long."""


class _Handler(QuietHandler):
    """Hostile text in every field of every answer."""

    texts: ClassVar[list[str]] = HOSTILE
    refuses = False

    def do_GET(self) -> None:
        """Answer anything that hubtui asks."""
        kind = next((kind for kind in ("models", "datasets", "spaces") if self.path.startswith(f"/api/{kind}?")), "")
        if self.refuses and kind:
            self._send(400, json.dumps({"error": "".join(self.texts)}).encode())
        elif kind:
            self._send(200, json.dumps([row(kind, text, number) for number, text in enumerate(self.texts)]).encode())
        elif "tags-by-type" in self.path:
            tags = [{"id": text, "label": text, "type": text} for text in self.texts]
            self._send(200, json.dumps(dict.fromkeys(self.texts[:5], tags)).encode())
        elif "whoami" in self.path:
            account = {
                "type": "user",
                "name": self.texts[0] + self.texts[3],
                "orgs": [],
                "auth": {"type": self.texts[1]},
            }
            self._send(200, json.dumps(account).encode())
        else:
            self._send(200, "\n".join(self.texts).encode("utf-8", "surrogatepass"))

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Request-Id", b"\x1b]0;owned\x07".decode("latin-1"))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hostile_hub(refuses: bool = False) -> Iterator[str]:
    """A Hub over TCP that answers with hostile text."""
    handler = type("Handler", (_Handler,), {"refuses": refuses})
    with serving(handler) as endpoint:
        yield endpoint


def browse(endpoint: str, size: tuple[int, int]) -> Session:
    """hubtui on a terminal, logged in."""
    environ = {"HF_ENDPOINT": endpoint, "HF_TOKEN": "hf_canary_token"}
    return Session(hubtui(), size=size, environ=environ)


def test_a_hostile_hub_reaches_the_terminal_as_visible_text_only(runs: Callable[[int], int]) -> None:
    for size in random.sample(SIZES, runs(len(SIZES))):
        browse_all(size)


def browse_all(size: tuple[int, int]) -> None:
    """Read all lists on a terminal of this size."""
    with hostile_hub() as endpoint, browse(endpoint, size) as session:
        session.wait_for("loaded, all")
        for keys in (
            "p",
            *("j" * 30),
            "\x1b[6~",
            "p",
            "2",
            *("j" * 12),
            "3",
            *("j" * 12),
            "1",
            "f",
            "e",
            "\r",
            "A\r",
            "s\r",
            "?",
        ):
            session.send(keys)
            session.rest(0.05)
        session.wait_for("─ Keys ─")
        session.send("\x1b")
        # On a busy machine escape and the key after it could arrive as one sequence.
        session.wait_until(lambda: "─ Keys ─" not in "".join(session.screen.lines()), "the end of the help")
        session.send("q")
        assert session.end() == 0
        assert strangers(session.written) == []
        assert session.left_on() == []
        assert b"hf_canary" not in session.written


def test_a_hostile_refusal_is_visible_text_only() -> None:
    with hostile_hub(refuses=True) as endpoint, browse(endpoint, (100, 30)) as session:
        session.wait_for("could not load the models")
        session.send("\r")
        session.rest(0.3)
        session.send("q")
        assert session.end() == 0
        assert strangers(session.written) == []
