"""Collections that mean harm, in their list and on their page."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.cells import cell_len

from hubtui.registry.target import Target
from tests.journeys.test_bad_lines import answering, http
from tests.journeys.test_hostile_rows import HOSTILE
from tests.journeys.user import User, browsing

KINDS = ("model", "dataset", "space", "paper", "collection", "bucket", "new type")


def collection(text: str, number: int) -> dict[str, Any]:
    """A collection with `text` in every field, and of each type an item with it."""
    fields = {"author": text, "title": text, "slug": text, "pipeline_tag": text, "runtime": {"stage": text}}
    note = {"html": text, "text": text}
    items = [
        {"_id": f"{place:024x}", "id": f"{place}/{text}", "type": kind, "note": note, **fields}
        for place, kind in enumerate(KINDS)
    ]
    owner = {"name": text, "fullname": text, "type": text}
    slug = f"x/y-{number:024x}"
    return {"slug": slug, "title": text, "description": text, "owner": owner, "theme": text, "items": items}


def clean(lines: list[str], width: int) -> None:
    for line in lines:
        assert cell_len(line) == width
        assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in line)
        assert not set(line) & set("\u202e\u2066\u200f\u200b\u2060\ufeff\u2028")


@pytest.mark.parametrize("size", [(150, 40), (80, 24)])
async def test_in_the_list_and_its_preview(size: tuple[int, int]) -> None:
    body = json.dumps([collection(text, number) for number, text in enumerate(HOSTILE)]).encode()
    answer = http("200 OK", body, "Content-Type: application/json")
    async with answering(answer) as endpoint, browsing(endpoint, size=size) as user:
        await user.press("g", "c")
        await user.until(lambda: len(user.app.screen.model.items) == len(HOSTILE), "all rows")
        for _ in HOSTILE:
            clean(user.lines, size[0])
            await user.press("down")
        assert user.app.is_running


@asynccontextmanager
async def a_collection_each() -> AsyncIterator[str]:
    """A Hub whose collections have a hostile text each; their slugs end in its number."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked = re.search(rb"/y-([0-9a-f]{24})", head)
        number = int(asked[1], 16) if asked else 0
        body = json.dumps(collection(HOSTILE[number], number)).encode()
        writer.write(http("200 OK", body, "Content-Type: application/json"))
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_on_their_pages() -> None:
    async with a_collection_each() as endpoint, browsing(endpoint, size=(100, 30)) as user:
        for number in range(len(HOSTILE)):
            slug = f"x/y-{number:024x}"
            user.app.routes.open(Target("collection", slug))
            await user.until(lambda slug=slug: is_complete(user, slug), f"all items of {slug}")
            for key in ("down", "p", "end", "x", "escape", "y", "escape", "c", "escape"):
                await user.press(key)
                await user.until(lambda: all(user.lines), "a whole picture")
                clean(user.lines, 100)
        assert user.app.is_running


def is_complete(user: User, slug: str) -> bool:
    """Whether the page of a collection is in front, with an item of each type."""
    editor = getattr(user.app.screen, "editor", None)
    return editor is not None and editor.edits.slug == slug and len(editor.edits.wanted.items) == len(KINDS)
