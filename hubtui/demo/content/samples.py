"""The files of datasets and Spaces: real ones of each format, as large as it takes."""

import json
import struct
import zlib
from functools import lru_cache, partial
from typing import Any

from hubtui.demo.box import Repo
from hubtui.demo.content.blobs import Blob, Segment, noise
from hubtui.demo.content.cards import shade
from hubtui.demo.content.files import RepoFile, large_file, text_file
from hubtui.demo.content.parquet import encode_table
from hubtui.demo.content.tables import columns_of, shard_bytes, table_of
from hubtui.demo.seed.known import words

Traits = dict[str, Any]
MANY_FILES = 20_000
BYTES_OF_MANY = 10**13
SHARD_BYTES = 400_000_000
MOST_BYTES = 120_000_000_000
WHOLE_BYTES = 20_000_000
_PIXELS = 244


def dataset_files(repo: Repo, traits: Traits) -> list[RepoFile]:
    """All files of a dataset but its card and .gitattributes."""
    kind, size = traits.get("format", "parquet"), max(repo.size, 5000)
    if kind == "parquet":
        return _parquet_files(repo, traits, min(size, MOST_BYTES))
    if kind in ("imagefolder", "audiofolder"):
        return _media_files(repo, kind, MANY_FILES if size > BYTES_OF_MANY else 20 + shade(repo, "images", 400))
    if kind == "arrow":
        return [large_file(f"{split}.arrow", repo, size * part // 10, b"ARROW1\0\0") for split, part in SPLITS]
    ending = {"json": "jsonl", "csv": "csv"}.get(kind, "txt")
    return [
        RepoFile(f"{split}.{ending}", partial(_lines, repo, traits, ending, size * part // 10), large=True)
        for split, part in SPLITS
    ]


SPLITS = (("train", 9), ("test", 1))


def parquet_file(repo: Repo, traits: Traits, path: str, table: str, times: int = 1) -> RepoFile:
    """A Parquet file of the rows that `table` names, so many times over."""
    return RepoFile(path, partial(_parquet, repo.num, columns_of(traits), table, times), large=True)


@lru_cache(maxsize=64)  # the shards of a large dataset are all the same
def _parquet(num: int, columns: tuple[str, ...], table: str, times: int) -> Blob:
    if times == 1:
        data = shard_bytes(num, columns, table)
        return Blob((Segment(data, len(data)),))
    return encode_table(table_of(num, columns, table), times)


def _parquet_files(repo: Repo, traits: Traits, size: int) -> list[RepoFile]:
    if size < WHOLE_BYTES:
        return [parquet_file(repo, traits, "data/train-00000-of-00001.parquet", "data/train")]
    number = -(-size // SHARD_BYTES)
    once = len(shard_bytes(repo.num, columns_of(traits), "data/train"))
    times = max(1, size // number // once)
    return [
        parquet_file(repo, traits, f"data/train-{place:05d}-of-{number:05d}.parquet", "data/train", times)
        for place in range(number)
    ]


def _lines(repo: Repo, traits: Traits, ending: str, size: int) -> Blob:
    """Rows of text that come again and again, up to about this size."""
    table = table_of(repo.num, columns_of(traits), "lines")
    names, rows = list(table), list(zip(*table.values(), strict=True))
    head = b""
    if ending == "jsonl":
        lines = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows]
    elif ending == "csv":
        head = (",".join(names) + "\n").encode()
        lines = [",".join(json.dumps(value, ensure_ascii=False) for value in row) for row in rows]
    else:
        lines = words()["sentences"]
    block = "".join(f"{line}\n" for line in lines).encode()
    body = Segment(block, max(1, (size - len(head)) // len(block)) * len(block))
    return Blob((Segment(head, len(head)), body) if head else (body,))


def _media_files(repo: Repo, kind: str, number: int) -> list[RepoFile]:
    folder, ending = ("images", "png") if kind == "imagefolder" else ("clips", "wav")
    return [_media_file(repo, f"{folder}/{place // 100:02d}/{place:05d}.{ending}") for place in range(number)]


def _media_file(repo: Repo, path: str) -> RepoFile:
    if path.endswith(".png"):
        return RepoFile(path, partial(_picture, f"{repo.num}/{path}"), large=True, known_size=_PNG_BYTES)
    return large_file(path, repo, 60_000, _wave_head(60_000))


def _wave_head(size: int) -> bytes:
    """The header of a mono WAV file of 16 bits at 16 kHz."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, 16_000, 32_000, 2, 16)
    return struct.pack("<4sI4s4s", b"RIFF", size - 8, b"WAVE", b"fmt ") + form + struct.pack("<4sI", b"data", size - 44)


def _picture(seed: str) -> Blob:
    """A PNG of grey noise."""
    pixels = noise(seed)
    rows = b"".join(b"\0" + pixels[row * _PIXELS : (row + 1) * _PIXELS] for row in range(_PIXELS))
    size = struct.pack(">IIBBBBB", _PIXELS, _PIXELS, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", zlib.compress(rows, 0)) + _chunk(b"IEND", b"")
    return Blob((Segment(data, len(data)),))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


_PNG_BYTES = _picture("size").size


def space_files(repo: Repo, traits: Traits) -> list[RepoFile]:
    """All files of a Space but its card and .gitattributes."""
    sdk = traits["sdk"]
    if sdk == "static":
        page = "<!doctype html><link rel=stylesheet href=style.css><h1>Hello</h1>\n"
        return [text_file("index.html", page), text_file("style.css", "h1 { font-weight: 400 }\n")]
    if repo.made or traits.get("stage") == "NO_APP_FILE":
        return []
    if sdk == "docker":
        container = "FROM python:3.12\nCOPY . /app\nCMD python /app/main.py\n"
        return [text_file("Dockerfile", container), text_file("main.py", APP)]
    return [text_file("app.py", APP), text_file("requirements.txt", "torch\ntransformers\n")]


APP = (
    "import gradio as gr\n\n\ndef greet(name):\n    return f'Hello {name}'\n\n\n"
    "gr.Interface(greet, 'text', 'text').launch()\n"
)
