"""How fast the demo Hub is with 100,000 models: its start, any page of a listing, a substring search.

    python -m tests.bench demo

Start: from the start of the process to the first line. Pages: over loopback TCP, 100 rows with the fields of a listing
screen, the median and the worst of so many rounds.
"""

import time
from statistics import median

import httpx

from tests.bench.figures import Figure
from tests.demo_hub import start_demo

_REPOS = 100_000
_ROUNDS = 15

FIELDS = "author pipeline_tag library_name safetensors gguf downloads likes trendingScore lastModified createdAt gated private disabled tags"  # noqa: E501
PAGES = {
    "default": "/api/models?limit=100",
    "by downloads": "/api/models?limit=100&sort=downloads",
    "a common tag": "/api/models?limit=100&filter=text-generation",
    "two tags": "/api/models?limit=100&filter=gguf&filter=license:apache-2.0",
    "a rare tag": "/api/models?limit=100&filter=base_model:Qwen/Qwen3-8B&sort=likes",
    "an author": "/api/models?limit=100&author=mradermacher&sort=createdAt",
    "gated": "/api/models?limit=100&gated=true",
    "warm": "/api/models?limit=100&inference=warm",
    "6B to 9B": "/api/models?limit=100&num_parameters=min:6B,max:9B",
    "an app and a tag": "/api/models?limit=100&apps=vllm&filter=de",
    "datasets": "/api/datasets?limit=100&sort=downloads",
    "Spaces of a model": "/api/spaces?limit=100&models=Qwen/Qwen3-8B",
}
SEARCHES = {
    "common": "/api/models?limit=100&search=gguf",
    "a few": "/api/models?limit=100&search=poetry-1",
    "one": "/api/models?limit=100&search=Qwen3-8B-Base&sort=downloads",
    "none": "/api/models?limit=100&search=zqxv",
    "two letters": "/api/models?limit=100&search=zq",
    "one letter": "/api/models?limit=100&search=q",
    "two words": "/api/models?limit=100&search=qwen%20lora",
    "with a tag": "/api/models?limit=100&search=story&filter=text-generation",
}


def timed(client: httpx.Client, path: str, rounds: int) -> tuple[float, float]:
    """The median and the worst, in milliseconds."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(path).raise_for_status()
        found.append((time.perf_counter() - start) * 1000)
    return median(found), max(found)


def deep(client: httpx.Client, rounds: int) -> tuple[float, float]:
    """Pages one after another, by Link."""
    path, found = "/api/models?limit=100&sort=likes&expand=likes", []
    for _ in range(rounds * 10):
        start = time.perf_counter()
        answer = client.get(path)
        found.append((time.perf_counter() - start) * 1000)
        path = answer.links["next"]["url"]
    return median(found), max(found)


def run(runs: int) -> list[Figure]:
    """Figures of promises "Listing" about the demo Hub; every kind of page is taken of many rounds in one run."""
    starts: list[float] = []
    pages: dict[str, list[float]] = {}
    searches: dict[str, list[float]] = {}
    for _ in range(runs):
        begun = time.perf_counter()
        with start_demo(repos=_REPOS) as hub, httpx.Client(base_url=hub.endpoint, trust_env=False) as client:
            starts.append(time.perf_counter() - begun)
            client.get("/api/models?limit=1")
            for found, paths in ((pages, PAGES), (searches, SEARCHES)):
                for name, path in paths.items():
                    found.setdefault(name, []).append(timed(client, _whole(path), _ROUNDS)[0])
            pages.setdefault("on and on", []).append(deep(client, _ROUNDS)[0])
    return [
        Figure(f"demo Hub of {_REPOS:,}: start", starts, "s", 5),
        *(Figure(f"demo Hub: page, {name}", found, "ms", 10) for name, found in pages.items()),
        *(Figure(f"demo Hub: search, {name}", found, "ms", 30) for name, found in searches.items()),
    ]


def _whole(path: str) -> str:
    """With the fields of a listing screen."""
    return path + "".join(f"&expand={name}" for name in FIELDS.split()) if path.startswith("/api/models") else path
