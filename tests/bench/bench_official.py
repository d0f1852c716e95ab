"""The official client beside hubtui: its commands as processes, and its rows as objects."""

import gc
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huggingface_hub.hf_api import ModelInfo

from hubtui.hub.decode import rows_of
from tests.bench.bench_decode import ROWS, page
from tests.bench.figures import Figure, turn_about
from tests.bench.programs import PROJECT, a_home
from tests.demo_hub import start_demo

_HF = str(Path(sys.executable).parent / "hf")
_HUBTUI = (sys.executable, "-m", "hubtui")
_ROUNDS = 20


def run(runs: int) -> list[Figure]:
    """What promises.md has as anchors of the official client; nothing is promised of it."""
    with a_home() as home, start_demo() as hub:
        environment = {"HOME": str(home), "HF_HOME": str(home / "hf"), "HF_ENDPOINT": hub.endpoint, "TERM": "dumb"}

        def seconds(*command: str) -> Callable[[], float]:
            return lambda: _seconds(command, environment)

        commands = {
            "version": (seconds(*_HUBTUI, "--version"), seconds(_HF, "version")),
            "help": (seconds(*_HUBTUI, "--help"), seconds(_HF, "--help")),
            "a listing of 100, ids": (
                seconds(*_HUBTUI, "list", "models", "--limit", "100", "--ids"),
                seconds(_HF, "models", "ls", "--limit", "100", "--quiet"),
            ),
            "all of a model": (
                seconds(*_HUBTUI, "show", "Qwen/Qwen3-8B", "--json"),
                seconds(_HF, "models", "info", "Qwen/Qwen3-8B"),
            ),
        }
        figures = []
        for name, (ours, theirs) in commands.items():
            found = turn_about(runs, {"ours": ours, "theirs": theirs})
            ours_ms, theirs_ms = ([1000 * one for one in found[side]] for side in ("ours", "theirs"))
            figures.append(Figure(f"{name} / hf", ours_ms, "ms", None, theirs_ms))
    return figures + _decoding()


def _seconds(command: tuple[str, ...], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, env=environment, cwd=PROJECT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def _decoding() -> list[Figure]:
    """A page of 1,000 rows: milliseconds until they are objects, and what an object takes."""
    body = page("model")
    ways: dict[str, Callable[[], Any]] = {
        "ours": lambda: rows_of(body, "model"),
        "theirs": lambda: [ModelInfo(**row) for row in json.loads(body)],
    }
    times = turn_about(_ROUNDS, {name: _timed(way) for name, way in ways.items()})
    return [
        Figure("1,000 model rows decoded / official client", times["ours"], "ms", None, times["theirs"]),
        Figure("a model row / official client", [_bytes(ways["ours"])], "B", None, [_bytes(ways["theirs"])]),
    ]


def _timed(way: Callable[[], Any]) -> Callable[[], float]:
    def timed() -> float:
        begun = time.perf_counter()
        way()
        return 1000 * (time.perf_counter() - begun)

    return timed


def _bytes(way: Callable[[], Any]) -> float:
    way()
    gc.collect()
    tracemalloc.start()
    rows = way()
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del rows
    return taken / ROWS
