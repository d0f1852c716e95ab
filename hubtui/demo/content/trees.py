"""The files that a repo comes with, made from the seed."""

import json
from functools import lru_cache
from typing import Any

from hubtui.demo.box import Repo
from hubtui.demo.content.cards import card_shape, card_text
from hubtui.demo.content.files import RepoFile, text_file
from hubtui.demo.content.samples import dataset_files, parquet_file, space_files
from hubtui.demo.content.tables import layout, shard_path
from hubtui.demo.content.weights import model_files
from hubtui.demo.names import SPACE

Traits = dict[str, Any]
Files = dict[str, RepoFile]
LARGE_ENDINGS = (
    *("7z", "arrow", "bin", "bz2", "ckpt", "gguf", "h5", "onnx", "parquet"),
    *("png", "pt", "pth", "safetensors", "wav", "zip"),
)
ATTRIBUTES = "".join(f"*.{ending} filter=lfs diff=lfs merge=lfs -text\n" for ending in LARGE_ENDINGS)


def seeded_files(repo: Repo, traits: Traits, converted: bool = False) -> Files:
    """The files of the main branch as the repo came, or of the branch of converted Parquet, in the order of paths."""
    return _seeded_files(unchanging(repo), json.dumps(traits), converted)


def unchanging(repo: Repo) -> Repo:
    """The repo without what changes and does not touch its files."""
    return repo._replace(downloads=0, private=0, modified=0)


@lru_cache(maxsize=64)
def _seeded_files(repo: Repo, traits: str, converted: bool) -> Files:
    known = json.loads(traits)
    found = _converted(repo, known) if converted else _main(repo, known)
    return {file.path: file for file in sorted(found, key=lambda file: file.path)}


def _converted(repo: Repo, traits: Traits) -> list[RepoFile]:
    return [
        parquet_file(repo, traits, path := shard_path(config, split, place), path)
        for config, splits in layout(repo).items()
        for split, number in splits.items()
        for place in range(number)
    ]


def _main(repo: Repo, traits: Traits) -> list[RepoFile]:
    found = [text_file(".gitattributes", ATTRIBUTES)]
    if card_shape(repo) != "missing":
        found.append(text_file("README.md", lambda: card_text(repo, traits)))
    if not repo.made or repo.kind == SPACE:
        found += (model_files, dataset_files, space_files)[repo.kind](repo, traits)
    return found
