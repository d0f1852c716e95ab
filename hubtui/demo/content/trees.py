"""The files of a repo: names, sizes and bytes, made from the seed.

Text is written out in full and its blob id is git's own; Parquet of the converted branch and of small datasets is real.
Files of more than some megabytes hold noise, streamed as it is made, and their sha256 is made up: the true one of forty
gigabytes would take a minute to find. Who checks it will not keep them.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from hubtui.demo.box import Repo
from hubtui.demo.content.cards import card_shape, card_text, shade
from hubtui.demo.content.configs import model_config
from hubtui.demo.content.tables import columns_of, layout, shard_bytes, shard_path
from hubtui.demo.names import SPACE

Traits = dict[str, Any]
PIECE = 65_536
SMALL = 1_000_000
HASHED = 16_000_000
MANY_FILES = 50_000
WIDTHS = {"F32": 4.0, "F16": 2.0, "BF16": 2.0, "I32": 4.0, "U32": 4.0, "U8": 1.0, "F8_E4M3": 1.0}
QUANTS = ("Q2_K", "Q3_K_M", "Q4_0", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "IQ4_XS", "BF16")
ATTRIBUTES = "".join(
    f"*.{ending} filter=lfs diff=lfs merge=lfs -text\n"
    for ending in ("7z", "arrow", "bin", "bz2", "ckpt", "gguf", "h5", "onnx", "parquet", "pt", "safetensors", "zip")
)


class Planned(NamedTuple):
    """A file to be: its path, how its bytes are made where they are few, else how many they are."""

    path: str
    make: Callable[[], bytes] | None
    size: int = 0
    large: bool = False


class Entry(NamedTuple):
    """A file that is there: size in bytes, blob id, sha256 where git holds a pointer only."""

    path: str
    size: int
    oid: str
    sha256: str


def pointer(sha256: str, size: int) -> bytes:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n".encode()


def git_id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _text(path: str, make: Callable[[], str]) -> Planned:
    return Planned(path, lambda: make().encode())


def _large(path: str, size: float) -> Planned:
    return Planned(path, None, max(200, int(size)), True)


def _shards(stem: str, ending: str, total: float, each: float = 4.9e9) -> list[Planned]:
    number = max(1, round(total / each + 0.5))
    if number == 1:
        return [_large(f"{stem}.{ending}", total)]
    last = total - each * (number - 1)
    sizes = [each] * (number - 1) + [last if last > 0 else each / 3]
    return [_large(f"{stem}-{place + 1:05d}-of-{number:05d}.{ending}", size) for place, size in enumerate(sizes)]


def planned(repo: Repo, traits: Traits, converted: bool = False) -> list[Planned]:
    """The files of the main branch, or of the branch of converted Parquet, without their bytes."""
    if converted:
        return [
            Planned(path := shard_path(config, split, place), _shard(repo, traits, path), large=True)
            for config, splits in layout(repo).items()
            for split, number in splits.items()
            for place in range(number)
        ]
    found = [_text(".gitattributes", lambda: ATTRIBUTES)]
    if card_shape(repo) != "missing":
        found.append(_text("README.md", lambda: card_text(repo, traits)))
    if written := traits.get("files"):
        made = [_text(path, lambda text=text: text) for path, text in written.items()]  # type: ignore[misc]
        return sorted([one for one in found if one.path not in written] + made, key=lambda one: one.path)
    if not repo.made or repo.kind == SPACE:
        found += (_model_files, _dataset_files, _space_files)[repo.kind](repo, traits)
    return sorted(found, key=lambda one: one.path)


def _shard(repo: Repo, traits: Traits, path: str) -> Callable[[], bytes]:
    return lambda: shard_bytes(repo.num, columns_of(traits), path)


def _json(path: str, value: Any) -> Planned:
    return _text(path, lambda: json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _model_files(repo: Repo, traits: Traits) -> list[Planned]:
    total = max(repo.params, 2_000_000) * WIDTHS.get(traits.get("dtype") or "F32", 4.0)
    held = traits.get("format")
    if held == "gguf":
        few = QUANTS[: 3 + shade(repo, "quants", 7)]
        stem = repo.name.rpartition("/")[2].removesuffix("-GGUF")
        parts = (max(repo.params, 10**7) * (place + 2.5) / 8 for place in range(len(few)))
        return [
            one
            for quant, size in zip(few, parts, strict=True)
            for one in _shards(f"{stem}-{quant}", "gguf", size, 4.8e10)
        ]
    config = model_config(traits)
    found = [_json("config.json", config)] if config else []
    if held == "adapter":
        adapter = {"peft_type": "LORA", "base_model_name_or_path": traits["base_model"], "r": 16}
        return [_json("adapter_config.json", adapter), _large("adapter_model.safetensors", total)]
    if traits.get("library_name") == "diffusers":
        return found + _pipeline_files(total)
    stem, ending = ("pytorch_model", "bin") if held == "pytorch" else ("model", "safetensors")
    if held == "onnx":
        return [*found, *(_large(f"onnx/model{kind}.onnx", 3e8) for kind in ("", "_fp16", "_int8", "_q4"))]
    weights = _shards(stem, ending, total)
    if len(weights) > 1:
        names = {f"layers.{place}.weight": one.path for place, one in enumerate(weights)}
        found.append(
            _json(f"{stem}.{ending}.index.json", {"metadata": {"total_size": int(total)}, "weight_map": names})
        )
    if traits.get("license") not in ("", "apache-2.0", None):
        found.append(_text("LICENSE", lambda: "Terms of use\n\n" + "The software is provided as it is.\n" * 40))
    return [*found, *weights, *_tokenizer_files(repo), *_checkpoints(repo, total)]


def _tokenizer_files(repo: Repo) -> list[Planned]:
    words = {"eos_token": "<|im_end|>", "model_max_length": 131072}
    return [
        _json("generation_config.json", {"temperature": 0.6, "top_p": 0.95, "do_sample": True}),
        _json("tokenizer_config.json", words),
        _large("tokenizer.json", 11_422_654 + shade(repo, "tokenizer", 9999)),
        _json("special_tokens_map.json", {"eos_token": "<|im_end|>"}),
    ]


def _checkpoints(repo: Repo, total: float) -> list[Planned]:
    """A few repos keep every checkpoint of their training: hundreds of files."""
    if repo.likes > 100 or shade(repo, "checkpoints", 60):
        return []
    steps = range(500, 500 + 500 * (8 + shade(repo, "steps", 40)), 500)
    names = ("optimizer.pt", "rng_state.pth", "scheduler.pt", "model.safetensors")
    found = [_large(f"checkpoint-{step}/{name}", total / 8) for step in steps for name in names]
    return found + [_json(f"checkpoint-{step}/trainer_state.json", {"global_step": step}) for step in steps]


def _pipeline_files(total: float) -> list[Planned]:
    parts = {"transformer": 0.7, "text_encoder": 0.2, "vae": 0.1}
    index = {"_class_name": "DiffusionPipeline", "_diffusers_version": "0.33.0"}
    found = [_json("model_index.json", index), _json("scheduler/scheduler_config.json", {"shift": 3.0})]
    for part, share in parts.items():
        found.append(_json(f"{part}/config.json", {"_class_name": part.title()}))
        found += _shards(f"{part}/diffusion_pytorch_model", "safetensors", total * share)
    return found


def _dataset_files(repo: Repo, traits: Traits) -> list[Planned]:
    kind, size = traits.get("format", "parquet"), max(repo.size, 5000)
    if kind == "parquet" and size < 20 * SMALL:
        return [Planned("data/train-00000-of-00001.parquet", _shard(repo, traits, "data/train"), large=True)]
    if kind == "parquet":
        return _shards("data/train", "parquet", min(size, 1.2e11), 4e8)
    if kind in ("imagefolder", "audiofolder"):
        number = MANY_FILES if size > MANY_FILES * 10**7 else 20 + shade(repo, "images", 400)
        name, ending = ("images", "jpg") if kind == "imagefolder" else ("clips", "mp3")
        return [_large(f"{name}/{place // 100:02d}/{place:05d}.{ending}", 60_000) for place in range(number)]
    ending = {"json": "jsonl", "csv": "csv", "arrow": "arrow"}.get(kind, "txt")
    return [_large(f"{split}.{ending}", size * part) for split, part in (("train", 0.9), ("test", 0.1))]


def _space_files(repo: Repo, traits: Traits) -> list[Planned]:
    sdk = traits["sdk"]
    if sdk == "static":
        page = "<!doctype html><link rel=stylesheet href=style.css><h1>Hello</h1>\n"
        return [_text("index.html", lambda: page), _text("style.css", lambda: "h1 { font-weight: 400 }\n")]
    if repo.made or traits.get("stage") == "NO_APP_FILE":
        return []
    if sdk == "docker":
        return [
            _text("Dockerfile", lambda: "FROM python:3.12\nCOPY . /app\nCMD python /app/main.py\n"),
            _text("main.py", _app),
        ]
    return [_text("app.py", _app), _text("requirements.txt", lambda: "torch\ntransformers\n")]


def _app() -> str:
    greet = "def greet(name):\n    return f'Hello {name}'\n"
    return f"import gradio as gr\n\n\n{greet}\n\ngr.Interface(greet, 'text', 'text').launch()\n"


def entry_of(repo: Repo, one: Planned) -> Entry:
    """A file's size and ids."""
    return _entry(_still(repo), one)


@lru_cache(maxsize=100_000)
def _entry(repo: Repo, one: Planned) -> Entry:
    if one.make is None:
        made_up = hashlib.sha256(f"{repo.num}/{one.path}".encode()).hexdigest()
        known = made_up if one.size > HASHED else _true_hash(repo, one)
        return Entry(one.path, one.size, git_id(pointer(known, one.size)), known)
    data = one.make()
    if not one.large:
        return Entry(one.path, len(data), git_id(data), "")
    known = hashlib.sha256(data).hexdigest()
    return Entry(one.path, len(data), git_id(pointer(known, len(data))), known)


def _true_hash(repo: Repo, one: Planned) -> str:
    hasher = hashlib.sha256()
    for piece in noise(repo, one.path, 0, one.size):
        hasher.update(piece)
    return hasher.hexdigest()


def entries(repo: Repo, traits: Traits, converted: bool = False) -> dict[str, Planned]:
    """The files of a branch by path, without what costs time to know: that is `entry_of` each."""
    return _planned(_still(repo), json.dumps(traits), converted)


def _still(repo: Repo) -> Repo:
    """The repo without what changes and does not touch its files."""
    return repo._replace(downloads=0, private=0, modified=0)


@lru_cache(maxsize=128)
def _planned(repo: Repo, traits: str, converted: bool) -> dict[str, Planned]:
    return {one.path: one for one in planned(repo, json.loads(traits), converted)}


def paths(repo: Repo, traits: Traits) -> list[str]:
    return list(entries(repo, traits))


def noise(repo: Repo, path: str, start: int, end: int) -> Iterator[bytes]:
    """The bytes from start to end of a large file, piece by piece."""
    block = Random(f"{repo.num}/{path}").randbytes(PIECE)
    while start < end:
        offset = start % PIECE
        piece = block[offset : offset + min(PIECE - offset, end - start)]
        start += len(piece)
        yield piece


def file_bytes(repo: Repo, traits: Traits, path: str, converted: bool = False) -> bytes | None:
    """All bytes of a file that is made at once; None for one that is streamed."""
    found = entries(repo, traits, converted)[path]
    return found.make() if found.make else None
