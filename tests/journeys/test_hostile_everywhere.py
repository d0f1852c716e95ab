"""Promise 4: every screen on a Hub whose answers are right but for their texts, through a pty."""

import json
import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.demo_hub import DemoHub, start_demo
from tests.journeys.collecting import made
from tests.journeys.managing import api_of
from tests.journeys.screens import Way, ways
from tests.serving import QuietHandler, serving
from tests.terminal.grammar import strangers
from tests.terminal.hostile import HOSTILE
from tests.terminal.session import Session
from tests.warm import hubtui

MARK = "!tainted!"
# What leads on is left as it is: with another id there would be no page.
LEADS = {"id", "_id", "modelId", "name", "path", "rfilename", "oid", "sha", "commitId", "slug", "type", "ref", "role"}
LEADS |= {"kind", "stage", "sdk", "config", "split", "filename", "url", "repoType", "repo_type", "targetCommit", "key"}
PRESSED = {"enter": "\r", "space": " ", "escape": "\x1b", "ctrl+c": "\x03"}


class _Tainting(QuietHandler):
    """Hands everything on to a good Hub, and its answers back with other texts."""

    good: ClassVar[str]
    rng: ClassVar[random.Random]

    def do_GET(self) -> None:
        """Ask the good one."""
        host, _, port = self.good.removeprefix("http://").partition(":")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kept = ("authorization", "content-type", "range", "if-none-match")
        headers = {name: value for name, value in self.headers.items() if name.lower() in kept}
        with closing(HTTPConnection(host, int(port), timeout=90)) as asked:
            asked.request(self.command, self.path, body or None, headers)
            answer = asked.getresponse()
            told = self._tainted(answer.read(), answer.getheader("Content-Type") or "")
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server", "etag"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        with suppress(OSError):  # whoever asked may be gone
            self.wfile.write(told)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET

    def _tainted(self, body: bytes, kind: str) -> bytes:
        if "json" in kind and body:
            return json.dumps(self._value("", json.loads(body))).encode()
        if kind.startswith("text/"):
            texts = "\n\n".join(HOSTILE)
            return f"{MARK} {texts}\n".encode("utf-8", "surrogatepass") + body
        return body

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._value(name, one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._value(key, one) for one in value]
        if isinstance(value, str) and key not in LEADS and value[:4].isdigit() is False:
            return f"{value}{MARK}{self.rng.choice(HOSTILE)}{MARK}"
        return value


@contextmanager
def tainting(good: str, seed: int) -> Iterator[str]:
    handler = type("Handler", (_Tainting,), {"good": good, "rng": random.Random(seed)})
    with serving(handler) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def hub() -> Iterator[DemoHub]:
    with start_demo(repos=300) as found:
        yield found


@pytest.fixture(scope="module")
def all_ways(hub: DemoHub) -> dict[str, Way]:
    return ways(made(hub), "datasets/rajpurkar/squad", f"spaces/{next(iter(api_of(hub).list_spaces(limit=1))).id}")


def shown_at(endpoint: str, token: str, way: Way, home: Path, size: tuple[int, int]) -> bytes:
    """All that is written on the way to a screen, and while it is read."""
    names = ("CONFIG", "STATE", "CACHE", "DATA")
    environ = {f"XDG_{name}_HOME": str(home / name.lower()) for name in names}
    environ |= {"HOME": str(home), "HF_ENDPOINT": endpoint, "HF_TOKEN": token, "VISUAL": "true"}
    command = hubtui(*([way.target] if way.target else []))
    with Session(command, size=size, environ=environ) as session:
        session.wait_for("Models")
        session.rest(1.0)
        for key in way.keys:
            session.send(PRESSED.get(key, key))
            session.rest(0.4)
        for key in ("j", "j", "\x1b[6~", "G", "k"):
            session.send(key)
            session.rest(0.1)
        if session.process.poll() is None:
            os.kill(session.process.pid, signal.SIGTERM)
        assert session.end() in (0, 128 + signal.SIGTERM)
        assert session.left_on() == []
        return session.written


def test_no_screen_hands_on_what_means_harm(
    hub: DemoHub, all_ways: dict[str, Way], tmp_path: Path, runs: Callable[[int], int]
) -> None:
    """Every screen with --long, a few without it; and the picture that stands there at the next start."""
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    names = ["models", "models", *rng.sample(list(all_ways), k=min(len(all_ways), runs(80)))]
    written = b""
    with tainting(hub.endpoint, seed) as endpoint:
        for name in names:
            size = rng.choice([(80, 24), (120, 40), (160, 45)]) if name != "models" else (120, 40)
            shown = shown_at(endpoint, hub.token, all_ways[name], tmp_path, size)
            assert strangers(shown) == [], f"seed {seed}, {name}"
            written += shown
    assert MARK.encode() in written
