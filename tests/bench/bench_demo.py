"""How fast the demo Hub is with 100,000 models: its start, any page of a listing, a substring search.

    python tests/bench/bench_demo.py [--repos 100000] [--rounds 15]

Start: from the start of the process to the first line. Pages: over loopback TCP, 100 rows with the fields of a listing
screen, the median and the worst of so many rounds.
"""

import argparse
import sys
import time
from pathlib import Path
from statistics import median

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent))

from demo_hub import start_demo

FIELDS = "author pipeline_tag library_name safetensors gguf downloads likes trendingScore lastModified createdAt gated private disabled tags"  # noqa: E501
PAGES = {
    "default": "/api/models?limit=100",
    "by downloads": "/api/models?limit=100&sort=downloads",
    "by likes, ascending": "/api/models?limit=100&sort=likes&direction=1",
    "by trend, ascending": "/api/models?limit=100&sort=trendingScore&direction=1",
    "by parameters, ascending": "/api/models?limit=100&sort=num_parameters&direction=1",
    "by date of change, ascending": "/api/models?limit=100&sort=lastModified&direction=1",
    "by author": "/api/models?limit=100&sort=author",
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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--repos", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    start = time.perf_counter()
    with start_demo(repos=given.repos) as hub, httpx.Client(base_url=hub.endpoint, trust_env=False) as client:
        print(f"start with {given.repos} models: {time.perf_counter() - start:.2f} s")
        client.get("/api/models?limit=1")
        fields = "".join(f"&expand={name}" for name in FIELDS.split())
        print(f"{'page':34} median ms  worst ms")
        for name, path in {**PAGES, **{f"search: {key}": value for key, value in SEARCHES.items()}}.items():
            more = fields if path.startswith("/api/models") else ""
            middle, worst = timed(client, path + more, given.rounds)
            print(f"{name:34} {middle:9.1f} {worst:9.1f}")
        middle, worst = deep(client, given.rounds)
        print(f"{'150 pages on and on':34} {middle:9.1f} {worst:9.1f}")


if __name__ == "__main__":
    main()
