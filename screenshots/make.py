"""Makes the pictures of this folder from the demo Hub: python screenshots/make.py"""

import asyncio
import html
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from hubtui.app.hub_app import HubApp, Start
from hubtui.changes.collection_changes import CreateCollection
from hubtui.changes.steps import Add
from hubtui.config.memory_budget import MemoryBudget
from hubtui.demo import in_process
from hubtui.fit.hardware import parse_memory
from hubtui.hub.client import HubClient
from hubtui.hub.models.collection import Collection
from hubtui.hub.writes import send_write
from hubtui.presentation.choice import Choice
from hubtui.registry.target import Target
from hubtui.terminal.capabilities import detect

FOLDER = Path(__file__).resolve().parent
CHOICES = {
    "models": Choice("model", text="qwen", filters=("tag:gguf",), sort="downloads"),
    "datasets": Choice("dataset"),
    "spaces": Choice("space"),
}


ITEMS = {
    "Qwen/Qwen3-8B": "best all-rounder; use the -Base for tuning",
    "meta-llama/Llama-3.1-8B-Instruct": "",
    "microsoft/phi-4": "needs 24 GB at 8 bits; follows long instructions well",
    "openai/gpt-oss-20b": "fits one card as it is",
    "mistralai/Mistral-7B-Instruct-v0.3": "",
    "google/gemma-3-27b-it": "only at 4 bits here",
    "Qwen/Qwen3-Coder-30B-A3B-Instruct": "",
    "deepseek-ai/DeepSeek-R1-0528-Qwen3-8B": "for comparison",
    "openai/whisper-large-v3": "transcripts",
    "BAAI/bge-m3": "embeddings of the search",
    "hexgrad/Kokoro-82M": "",
    "black-forest-labs/FLUX.1-schnell": "pictures for the slides",
}


async def collection_of(hub: HubClient) -> Target:
    """Make a collection with notes, as its owner sees it."""
    create = CreateCollection("", "ada", "Runs on one card", "Tried on 24 GB", private=False)
    made = Collection.read(await send_write(hub.ask, create.request))
    for repo_id, note in ITEMS.items():
        await send_write(hub.ask, Add(("model", repo_id), note).request(made.slug))
    return Target("collection", made.slug)


async def sharded_model(_: HubClient) -> Target:
    """Return a model with several files of weights."""
    return Target("model", "Qwen/Qwen2.5-7B-Instruct")


async def picture(name: str, keys: str, target_of: Callable[[HubClient], Awaitable[Target]] | None = None) -> None:
    """Press keys (with blanks between them) and keep the screen; `target_of` returns the page to begin at."""
    endpoint, token, transport = in_process()

    async def connect(record: Any) -> HubClient:
        return HubClient(endpoint, token, transport=transport, on_exchange=record)

    target = await target_of(await connect(None)) if target_of is not None else None
    memory = MemoryBudget(parse_memory("24GB"), overrides=True)
    start = Start(CHOICES, "models", "demo Hub", True, target=target, memory=memory)
    app = HubApp(start, connect, detect({"TERM": "xterm-256color"}))
    async with app.run_test(size=(130, 32)) as pilot:
        await pilot.pause(2)
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(2)
        drawn = app.export_screenshot(title="hubtui --demo")
    # The reader's own fonts will do: a picture should ask no other host.
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    (FOLDER / f"{name}.svg").write_text(_TEXT.sub(_without_outer_blanks, drawn), encoding="utf-8")


_TEXT = re.compile(r'(<text [^>]*?x=")([0-9.]+)("[^>]*? textLength=")([0-9.]+)("[^>]*>)([^<]*)(</text>)')
_BLANK = "&#160;"


def _without_outer_blanks(text: re.Match[str]) -> str:
    """Move a text behind its leading blanks, and drop those at its end: some programs that draw SVG leave them out."""
    before, x, between, length, after, words, end = text.groups()
    width = float(length) / max(1, len(html.unescape(words)))
    kept = words
    while kept.startswith(_BLANK):
        kept, x = kept.removeprefix(_BLANK), f"{float(x) + width:.1f}"
    while kept.endswith(_BLANK):
        kept = kept.removesuffix(_BLANK)
    return f"{before}{x}{between}{len(html.unescape(kept)) * width:.1f}{after}{kept}{end}" if kept else ""


if __name__ == "__main__":
    # The page of a repo tells how much room there is where one stands: not a place of this machine.
    home = Path(tempfile.mkdtemp())
    (home / "models").mkdir()
    os.environ["HOME"] = str(home)
    os.chdir(home / "models")
    asyncio.run(picture("models", "down space down down space up"))
    asyncio.run(picture("repo", "2 down down down enter down space space", sharded_model))
    asyncio.run(picture("collection", "down down down space down space down m up up up", collection_of))
    asyncio.run(picture("compare", "F / i n s t r u c t enter space space space ="))
    asyncio.run(picture("mine", "6 down down m end - v 2"))
