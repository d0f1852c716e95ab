"""Decoding a page of 1,000 rows against json.loads of the same bytes, and the bytes that a row takes.

python tests/bench/bench_decode.py
"""

import gc
import json
import random
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from hubtui.hub.decode import rows_of
from hubtui.hub.kinds import RepoType
from tests.bench.figures import Figure

ROWS = 1000
TAGS = 20
ROUNDS = 60

_TAGS = [*(f"base-tag-{number}" for number in range(300)), "license:apache-2.0", "region:us", "en", "transformers"]
_OWNERS = [f"organisation-{number}" for number in range(80)]


def page(repo_type: RepoType, seed: int = 0) -> bytes:
    """A page with all the fields that a listing screen asks for, as the Hub writes it."""
    chance = random.Random(seed)
    rows = [_row(repo_type, number, chance) for number in range(ROWS)]
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False).encode()


def _row(repo_type: RepoType, number: int, chance: random.Random) -> dict[str, Any]:
    owner = chance.choice(_OWNERS)
    row: dict[str, Any] = {
        "_id": f"{chance.getrandbits(96):024x}",
        "id": f"{owner}/Some-Name-of-{number}B-Instruct",
        "author": owner,
        "createdAt": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T10:{number % 60:02}:11.000Z",
        "lastModified": f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T11:{number % 60:02}:12.000Z",
        "disabled": False,
        "private": False,
        "likes": chance.randrange(5000),
        "trendingScore": chance.randrange(300),
        "tags": chance.sample(_TAGS, TAGS),
    }
    return row | _OF_KIND[repo_type](chance)


def _of_model(chance: random.Random) -> dict[str, Any]:
    total = chance.randrange(10**7, 10**12)
    return {
        "downloads": chance.randrange(10**7),
        "gated": False,
        "library_name": "transformers",
        "pipeline_tag": chance.choice(["text-generation", "text-to-image", "fill-mask"]),
        "safetensors": {"parameters": {"BF16": total}, "total": total},
    }


def _of_dataset(chance: random.Random) -> dict[str, Any]:
    return {
        "downloads": chance.randrange(10**7),
        "gated": False,
        "mainSize": chance.randrange(10**12),
        "description": "\n\t\n\t\t\n" + "A dataset of many words about everything under the sun. " * 8 + "…",
    }


def _of_space(chance: random.Random) -> dict[str, Any]:
    return {
        "sdk": "gradio",
        "cardData": {"title": f"Space {chance.randrange(10**6)} 🚀", "emoji": "🚀", "sdk": "gradio"},
        "runtime": {"stage": "RUNNING", "hardware": {"current": None, "requested": "cpu-basic"}, "storage": None},
        "models": ["openai-community/gpt2"],
        "datasets": [],
    }


_OF_KIND: dict[RepoType, Callable[[random.Random], dict[str, Any]]] = {
    "model": _of_model,
    "dataset": _of_dataset,
    "space": _of_space,
}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def times(repo_type: RepoType) -> tuple[list[float], list[float]]:
    """Milliseconds of decoding and of json.loads, turn about."""
    body = page(repo_type)
    rows_of(body, repo_type)
    pairs = [(_seconds(lambda: rows_of(body, repo_type)), _seconds(lambda: json.loads(body))) for _ in range(ROUNDS)]
    return [decoded * 1000 for decoded, _ in pairs], [loads * 1000 for _, loads in pairs]


def bytes_a_row(repo_type: RepoType) -> float:
    """What a row takes when a page is held; equal tags are held once."""
    body = page(repo_type)
    rows_of(body, repo_type)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    rows = rows_of(body, repo_type)
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return taken / len(rows)


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" about decoding; each is taken of many rounds, whatever `runs` says."""
    figures = []
    for repo_type in _OF_KIND:
        decoded, loads = times(repo_type)
        figures.append(Figure(f"1,000 {repo_type} rows decoded / json.loads", decoded, "ms", 1.0, loads))
        figures.append(Figure(f"a decoded {repo_type} row", [bytes_a_row(repo_type)], "B", 1024))
    return figures
