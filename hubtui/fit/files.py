"""Find the files of a model that a library would load, and their total size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hubtui.fit.quants import is_projector, quant_of
from hubtui.fit.shards import shard_groups

# In order of preference, if several formats hold the same weights.
_FORMATS = ((".safetensors", "safetensors"), (".bin", "PyTorch"), (".pt", "PyTorch"), (".pth", "PyTorch"))
_OTHERS = ((".h5", "TensorFlow"), (".msgpack", "Flax"), (".onnx", "ONNX"))
_NOT_WEIGHTS = re.compile(
    r"(^|/)(training_args|optimizer|scheduler|rng_state|scaler|trainer_state)[^/]*\.(bin|pt|pth)$|"
    r"(^|/)(checkpoint-\d+|runs|onnx|openvino|coreml|original|metal)/"
)
_VARIANT = re.compile(r"[.-](fp16|bf16|non_ema|int8|fp8)\b")


class FileEntry(Protocol):
    """A file or a folder of a repo."""

    @property
    def path(self) -> str:
        """The path from the root of the repo."""

    @property
    def size(self) -> int | None:
        """The size in bytes, None if unknown."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Files that are loaded together: a name for them, their format, total bytes, and number of missing shards."""

    name: str
    format: str
    files: tuple[str, ...]
    size: int
    missing: int = 0


def loaded_weights(entries: Iterable[FileEntry]) -> Weights | None:
    """Return the files that a library would load: one format, one variant, no duplicates; None without any."""
    files = [entry for entry in entries if not entry.is_folder and not _NOT_WEIGHTS.search(entry.path)]
    if any(entry.path == "model_index.json" for entry in files):
        # A pipeline loads its folders; files beside them hold the same weights for other programs.
        files = [entry for entry in files if "/" in entry.path]
    for ending, name in (*_FORMATS, *_OTHERS):
        found = [entry for entry in files if entry.path.endswith(ending)]
        chosen = _without_doubles(found)
        if chosen:
            return _weights(name, name, chosen)
    return None


def quants(entries: Iterable[FileEntry]) -> list[Weights]:
    """Return the GGUF quants, each with the total of its splits, the smallest first; projectors (mmproj) at the end."""
    groups: dict[tuple[bool, str], list[FileEntry]] = {}
    for entry in entries:
        if entry.path.lower().endswith(".gguf"):
            groups.setdefault((is_projector(entry.path), quant_of(entry.path)), []).append(entry)
    rows = [
        (projector, _weights(f"mmproj {quant}" if projector else quant, "GGUF", group))
        for (projector, quant), group in groups.items()
    ]
    return [weights for _, weights in sorted(rows, key=lambda row: (row[0], row[1].size))]


def _without_doubles(entries: list[FileEntry]) -> list[FileEntry]:
    plain = [entry for entry in entries if not _VARIANT.search(entry.path)]
    if not plain:
        # There are only variants: take the first.
        variants = {match[1] for entry in entries if (match := _VARIANT.search(entry.path))}
        plain = [entry for entry in entries if (m := _VARIANT.search(entry.path)) and m[1] == min(variants)]
    others = [entry for entry in plain if "consolidated" not in entry.path.rpartition("/")[2]]
    plain = others or plain
    sharded = {name for group in shard_groups([entry.path for entry in plain]) for name in group.names}
    folders = {path.rpartition("/")[0] for path in sharded}
    # An unsplit file beside its own shards is a duplicate.
    return [
        entry
        for entry in plain
        if entry.path in sharded or entry.path.rpartition("/")[0] not in folders or not _is_whole(entry.path)
    ]


def _is_whole(path: str) -> bool:
    return path.rpartition("/")[2] in ("model.safetensors", "pytorch_model.bin", "diffusion_pytorch_model.safetensors")


def _weights(name: str, kind: str, entries: list[FileEntry]) -> Weights:
    missing = sum(len(group.missing) for group in shard_groups([entry.path for entry in entries]))
    size = sum(entry.size or 0 for entry in entries)
    return Weights(name, kind, tuple(entry.path for entry in entries), size, missing)
