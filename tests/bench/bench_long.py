"""Keys in long pages, the files of a repo of 50,000 and a log of 200,000 lines, beside the same keys in the list."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.figures import Figure
from tests.bench.keys import Costs, by_turns
from tests.bench.program import Program
from tests.bench.programs import REST_SECONDS, a_home, hubtui, load, without_preview
from tests.demo_hub import start_demo
from tests.serving import QuietHandler, serving

_FILES = "datasets/mozilla-foundation/common_voice_17_0"
_LINES = 200_000
_LINES_AT_ONCE = 1000
_STEPS = {"down": 240, "scroll": 320}
_SPACE = {"id": "ada/x", "sdk": "gradio", "runtime": {"stage": "RUNNING"}, "tags": [], "siblings": []}


class _Log(QuietHandler):
    def do_GET(self) -> None:
        """One Space, and its log."""
        if "/logs/" not in self.path:
            body = json.dumps(_SPACE).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_response(200)
        self.end_headers()
        for start in range(0, _LINES, _LINES_AT_ONCE):
            lines = (f"INFO step {line}: loss {1000 / (line + 1):.4f}" for line in range(start, start + _LINES_AT_ONCE))
            self.wfile.write(b"".join(f"data: {json.dumps({'data': line})}\n\n".encode() for line in lines))


@contextmanager
def _long_log() -> Iterator[str]:
    with serving(_Log) as endpoint:
        yield endpoint


def run(runs: int) -> list[Figure]:
    """Bytes, time and CPU of a key in each; promised is what is promised of the list."""
    opened: list[float] = []
    found: dict[str, list[Costs]] = {"files": [], "log": [], "list": []}
    with a_home() as home, start_demo() as hub, _long_log() as log:
        for _ in range(runs):
            with (
                hubtui(hub.endpoint, home=home) as rows,
                hubtui(hub.endpoint, _FILES, home=home) as files,
                hubtui(log, "spaces/ada/x", home=home) as lines,
            ):
                load(rows, 1000)
                without_preview(rows)
                opened.append(_open_files(files))
                _open_log(lines)
                for name, costs in zip(found, by_turns([files, lines, rows]), strict=True):
                    found[name].append(costs)
    figures = [Figure("50,000 files: from 2 to all of them", opened, "s", None)]
    for name in ("files", "log"):
        for step, most in _STEPS.items():
            written = [costs[step].written for costs in found[name]]
            # A log has no cursor: every `down` scrolls.
            figures.append(Figure(f"{name}: bytes, {step}", written, "B", _STEPS["scroll"] if name == "log" else most))
        for step in found[name][0]:
            ours, other = ([costs[step].last for costs in found[which]] for which in (name, "list"))
            figures.append(Figure(f"{name}: key to last byte, {step} / list", ours, "ms", None, other))
    return figures


def _open_files(program: Program) -> float:
    program.wait_for("Revisions")
    program.settle(REST_SECONDS)
    begun = program.send("2")
    ended = program.wait_for("50,0", 120)
    program.settle(REST_SECONDS)
    program.send("home")
    program.press("enter")
    program.settle(REST_SECONDS)
    return ended - begun


def _open_log(program: Program) -> None:
    program.wait_for("Revisions")
    program.settle(REST_SECONDS)
    program.send("6")
    program.wait_for("log ends here", 120)
    program.settle(REST_SECONDS)
