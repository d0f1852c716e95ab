"""What is in a dataset: its configs and splits, columns and rows, as the Parquet branch has them."""

from functools import lru_cache
from random import Random
from typing import Any

from hubtui.demo.box import Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.content.parquet import Column, encode_table
from hubtui.demo.seed.known import words

Traits = dict[str, Any]
LAYOUTS = (
    {"default": {"train": 1}},
    {"default": {"train": 2, "test": 1}},
    {"default": {"train": 5, "validation": 1, "test": 1}},
    {"main": {"train": 1, "test": 1}, "socratic": {"train": 1, "test": 1}},
    {"de": {"train": 1}, "en": {"train": 3, "validation": 1}, "uk": {"train": 1}},
)
COLUMNS_OF = {
    "question-answering": ("id", "question", "context", "answer"),
    "text-classification": ("text", "label"),
    "token-classification": ("id", "tokens", "tags"),
    "translation": ("source", "target", "score"),
    "summarization": ("document", "summary"),
}
NUMBERS = ("id", "label", "score", "index", "length")
ROWS = 120


def has_parquet(repo: Repo, traits: Traits) -> bool:
    """Most public datasets have a Parquet branch; what is new, disabled or odd has none."""
    return bool(not repo.made and not repo.disabled and traits.get("rows") and shade(repo, "parquet", 12))


def layout(repo: Repo) -> dict[str, dict[str, int]]:
    """The number of shards by config and split."""
    return LAYOUTS[shade(repo, "layout", len(LAYOUTS))]


def columns_of(traits: Traits) -> tuple[str, ...]:
    return COLUMNS_OF.get(traits.get("task") or "", ("text", "source", "length"))


def shard_path(config: str, split: str, number: int) -> str:
    return f"{config}/{split}/{number:04d}.parquet"


@lru_cache(maxsize=64)
def shard_bytes(num: int, columns: tuple[str, ...], path: str) -> bytes:
    """A real Parquet file of a hundred rows or so, always the same for the same repo and path."""
    return encode_table(table_of(num, columns, path)).whole()


def rows_of(num: int, columns: tuple[str, ...], config: str, split: str, number: int) -> list[dict[str, Any]]:
    """The same as rows."""
    table = table_of(num, columns, shard_path(config, split, number))
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]


def table_of(num: int, columns: tuple[str, ...], path: str) -> dict[str, Column]:
    """The columns of a shard of a hundred rows or so, always the same for the same repo and path."""
    chance = Random(f"{num}/{path}")
    rows = ROWS + int(chance.random() * ROWS)
    return {name: _column(chance, name, rows) for name in columns}


def _column(chance: Random, name: str, rows: int) -> Column:
    if name in NUMBERS:
        return [place if name == "id" else int(chance.random() * 9) for place in range(rows)]
    sentences = words()["sentences"]
    return [chance.choice(sentences) + (" 名前 🤗" if place % 17 == 3 else "") for place in range(rows)]
