"""The file under the cursor beside the tree: what is in it, from at most 64 KB, only while the cursor rests on it."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from hubtui.demo.content.tensors import header
from tests.demo_hub import DemoHub
from tests.formats.test_headers import GIF, PNG, TENSORS, a_parquet_file
from tests.hub.stub import Seen, Stub, json_response, response, serving
from tests.journeys.user import User, at, at_endpoint, requests_of, settled

MOST_BYTES = 65536
FILES = {
    "a.json": json.dumps({"name": "x" * 300, "value": 1}).encode(),
    "b.txt": b"\x1b]52;c;aGFjaw==\x07 \xe2\x80\xae evil\ttab\r\n" + b"line\n" * 5,
    "c.cut.json": b'{"a": [' + b'"\xc3\xa9", ' * 20000 + b'""]}',
    "d.noise": random.Random(5).randbytes(5000),
    "e.gif": GIF,
    "f.png": PNG[:20],
    "g.safetensors": header(TENSORS) + b"\0" * 100,
    "h.lies.safetensors": (1 << 63).to_bytes(8, "little") + b"{}" * 40,
    "i.parquet": a_parquet_file(),
    "j.bin": b"never read",
    "k.empty": b"",
    "l.csv": b"a,b\n" + b"1,2\n" * 30000,
}


def _range(seen: Seen) -> tuple[int, int]:
    start, _, last = seen.headers["range"].removeprefix("bytes=").partition("-")
    return int(start), int(last) + 1


async def _never(_writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


class Hub:
    """A Hub with these files; one of `slow` never answers."""

    def __init__(self, files: dict[str, bytes] = FILES, slow: str = "", status: int = 0) -> None:
        self.files, self.slow, self.status = files, slow, status
        self.asked: list[tuple[str, int]] = []

    def answer(self, seen: Seen) -> Any:
        path = seen.target.partition("?")[0]
        if "/tree/" in path:
            rows = [
                {"type": "file", "path": name, "size": len(data), "oid": "1" * 40} for name, data in self.files.items()
            ]
            return json_response(rows)
        if "/resolve/" not in path:
            return json_response({"id": "ada/files", "sha": "2" * 40} if "/ada/files" in path else [])
        name = path.rpartition("/")[2]
        if name == "README.md":
            return response(404, b"", ("X-Error-Code", "EntryNotFound"))
        data, (start, end) = self.files[name], _range(seen)
        self.asked.append((name, end - start))
        if self.status:
            return response(self.status, b"", ("X-Error-Code", "GatedRepo"))
        if name == self.slow:
            return _never
        piece = data[start:end]
        return response(206, piece, ("Content-Range", f"bytes {start}-{start + len(piece) - 1}/{len(data)}"))


@asynccontextmanager
async def at_files(hub: Hub, size: tuple[int, int] = (160, 45)) -> AsyncIterator[tuple[User, Stub]]:
    async with serving(hub.answer) as stub, at_endpoint(stub.url, "ada/files", size=size) as user:
        await user.press("2")
        await user.sees(next(iter(hub.files)))
        yield user, stub


def pane_of(user: User) -> str:
    """The words of the preview."""
    section: Any = user.app.screen.section  # type: ignore[attr-defined]
    lines = section.pane._lines
    return " ".join("\n".join("".join(cell.text for cell in line) for line in lines).split())


async def _on(user: User, name: str, words: str) -> str:
    section: Any = user.app.screen.section  # type: ignore[attr-defined]
    section.front.move_to(section.front.find(name))
    await user.until(lambda: name in pane_of(user) and words in pane_of(user), f"{words!r} of {name}")
    return pane_of(user)


async def test_every_kind_of_file_is_shown_from_at_most_64_kilobytes() -> None:
    hub = Hub()
    async with at_files(hub) as (user, _):
        assert '", "value": 1 }' in await _on(user, "a.json", '"value"')
        text = await _on(user, "b.txt", "line")
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "the first 65.5 kB" in await _on(user, "c.cut.json", '"a": ["é"')
        await _on(user, "d.noise", "no text")
        await _on(user, "e.gif", "320 × 200 pixels")
        await _on(user, "f.png", "the PNG header ends too early")
        shown = await _on(user, "g.safetensors", "model.layers.0.weight")
        assert "the first" in shown
        assert "BF16 64 × 1" in shown
        await _on(user, "h.lies.safetensors", "cannot be 9,223,372,036,854,775,808 bytes long")
        assert "timestamp[ms]" in await _on(user, "i.parquet", "40 rows")
        await _on(user, "j.bin", "10 bytes")
        await _on(user, "k.empty", "empty")
        await _on(user, "l.csv", "the first 65.5 kB")
        await settled(user)
    asked: dict[str, int] = {}
    for name, length in hub.asked:
        asked[name] = asked.get(name, 0) + length
    assert max(asked.values()) <= MOST_BYTES
    assert "j.bin" not in asked
    assert "k.empty" not in asked
    assert asked["i.parquet"] <= MOST_BYTES


async def test_a_cursor_that_moves_on_asks_for_nothing_and_gives_up_what_it_asked_for() -> None:
    hub = Hub({f"{number:03}.txt": b"text %d" % number for number in range(200)}, slow="000.txt")
    async with at_files(hub) as (user, _):
        await user.until(lambda: hub.asked == [("000.txt", MOST_BYTES)], "the first file")
        section: Any = user.app.screen.section  # type: ignore[attr-defined]
        for number in range(1, 151):
            section.front.move_to(number)
        await user.until(lambda: "text 150" in pane_of(user), "the file that the cursor rests on")
        # The first file never comes.
        await settled(user)
        assert [name for name, _ in hub.asked] == ["000.txt", "150.txt"]


async def test_nothing_is_asked_for_while_another_screen_is_in_front() -> None:
    hub = Hub({"a.txt": b"one", "b.txt": b"two"})
    async with at_files(hub) as (user, _):
        await _on(user, "a.txt", "one")
        section: Any = user.app.screen.section  # type: ignore[attr-defined]
        await user.press(":")
        section.front.move_to(1)
        await user.pilot.pause(0.5)
        assert [name for name, _ in hub.asked] == ["a.txt"]
        await user.press("escape")
        await user.until(lambda: "two" in pane_of(user), "the second file")


async def test_of_a_gated_repo_one_file_is_asked_for() -> None:
    hub = Hub({"a.txt": b"one", "b.txt": b"two", "c.txt": b"three"}, status=403)
    async with at_files(hub) as (user, _):
        await user.until(lambda: len(hub.asked) == 1, "the first file")
        await settled(user)
        for name in ("b.txt", "c.txt", "a.txt"):
            await _on(user, name, "accept its terms")
        assert [name for name, _ in hub.asked] == ["a.txt"]


@pytest.mark.parametrize(
    ("path", "words"),
    [("config.json", '"architectures"'), ("README.md", "Highlights"), ("model-0000", "shards")],
)
async def test_files_of_the_demo_hub(demo: DemoHub, path: str, words: str) -> None:
    async with at(demo, "Qwen/Qwen3-8B", size=(160, 45)) as user:
        await user.press("2")
        await user.sees("▸ model-0000[1-")
        section: Any = user.app.screen.section  # type: ignore[attr-defined]
        ids = [row.node.id for row in section.items]
        section.front.move_to(next(number for number, one in enumerate(ids) if one.startswith(path)))
        await user.until(lambda: words in pane_of(user), words)


async def test_enter_shows_the_header_of_a_file_that_is_no_text() -> None:
    hub = Hub()
    async with at_files(hub, size=(80, 24)) as (user, _):
        section: Any = user.app.screen.section  # type: ignore[attr-defined]
        for name, words in (("g.safetensors", "model.layers.0.weight"), ("i.parquet", "timestamp[ms]")):
            section.front.move_to(section.front.find(name))
            await user.press("enter")
            await user.sees(words)
            assert "m more" not in user.screen
            await user.pilot.resize_terminal(70, 24)
            await user.press("q")
            await user.sees("d.noise")


async def test_z_shows_the_preview_alone_and_the_list_again(demo: DemoHub) -> None:
    async with at(demo, "Qwen/Qwen3-0.6B", size=(80, 24)) as user:
        await user.press("2")
        await user.sees("config.json")
        section: Any = user.app.screen.section  # type: ignore[attr-defined]
        section.front.move_to(section.front.find("config.json"))
        assert "architectures" not in user.screen
        await user.press("z")
        await user.sees("architectures")
        await user.loses("generation_config.json")
        await user.press("j", "j", "escape")
        await user.sees("generation_config.json")
        assert section.front.cursor_id == "config.json"
        await user.press("j")
        await user.until(lambda: section.front.cursor_id != "config.json", "the next row")
        assert not any("generation_config.json" in path for path in requests_of(user) if "resolve" in path)
